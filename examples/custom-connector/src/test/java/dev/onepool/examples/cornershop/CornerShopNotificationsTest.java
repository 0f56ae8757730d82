package dev.onepool.examples.cornershop;

import dev.onepool.testkit.contract.NotificationsContract;
import dev.onepool.testkit.contract.Subject;

class CornerShopNotificationsTest extends NotificationsContract {

  @Override
  protected Subject subject() {
    return CornerShop.SUBJECT;
  }
}
