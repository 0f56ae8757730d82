package dev.onepool.examples.cornershop;

import dev.onepool.testkit.contract.WritesContract;
import dev.onepool.testkit.contract.Subject;

class CornerShopWritesTest extends WritesContract {

  @Override
  protected Subject subject() {
    return CornerShop.SUBJECT;
  }
}
