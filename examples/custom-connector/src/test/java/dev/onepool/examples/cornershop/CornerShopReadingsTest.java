package dev.onepool.examples.cornershop;

import dev.onepool.testkit.contract.ReadingsContract;
import dev.onepool.testkit.contract.Subject;

class CornerShopReadingsTest extends ReadingsContract {

  @Override
  protected Subject subject() {
    return CornerShop.SUBJECT;
  }
}
