package dev.onepool.connector.walmart;

import dev.onepool.testkit.contract.NotificationsContract;
import dev.onepool.testkit.contract.Subject;

class WalmartNotificationsContractTest extends NotificationsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new WalmartProvider(), WalmartRemote::new);
  }
}
