package dev.onepool.examples.cornershop;

import dev.onepool.testkit.contract.OrderFeedContract;
import dev.onepool.testkit.contract.Subject;

class CornerShopOrderFeedTest extends OrderFeedContract {

  @Override
  protected Subject subject() {
    return CornerShop.SUBJECT;
  }
}
