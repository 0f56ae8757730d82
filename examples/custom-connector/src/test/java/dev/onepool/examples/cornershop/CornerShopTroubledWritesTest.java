package dev.onepool.examples.cornershop;

import dev.onepool.testkit.contract.TroubledWritesContract;
import dev.onepool.testkit.contract.Subject;

class CornerShopTroubledWritesTest extends TroubledWritesContract {

  @Override
  protected Subject subject() {
    return CornerShop.SUBJECT;
  }
}
