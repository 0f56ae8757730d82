package dev.onepool.examples.cornershop;

import dev.onepool.testkit.contract.OrderStatesContract;
import dev.onepool.testkit.contract.Subject;

class CornerShopOrderStatesTest extends OrderStatesContract {

  @Override
  protected Subject subject() {
    return CornerShop.SUBJECT;
  }
}
