package dev.onepool.examples.cornershop;

import dev.onepool.testkit.contract.LifeContract;
import dev.onepool.testkit.contract.Subject;

class CornerShopLifeTest extends LifeContract {

  @Override
  protected Subject subject() {
    return CornerShop.SUBJECT;
  }
}
