package dev.onepool.examples.cornershop;

import dev.onepool.testkit.contract.ActionsContract;
import dev.onepool.testkit.contract.Subject;

class CornerShopActionsTest extends ActionsContract {

  @Override
  protected Subject subject() {
    return CornerShop.SUBJECT;
  }
}
