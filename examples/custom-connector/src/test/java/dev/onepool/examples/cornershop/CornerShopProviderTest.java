package dev.onepool.examples.cornershop;

import dev.onepool.testkit.contract.ProviderContract;
import dev.onepool.testkit.contract.Subject;

class CornerShopProviderTest extends ProviderContract {

  @Override
  protected Subject subject() {
    return CornerShop.SUBJECT;
  }
}
