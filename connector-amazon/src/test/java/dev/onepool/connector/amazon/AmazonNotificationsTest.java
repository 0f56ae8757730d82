package dev.onepool.connector.amazon;

import dev.onepool.testkit.contract.NotificationsContract;
import dev.onepool.testkit.contract.Subject;

class AmazonNotificationsTest extends NotificationsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new AmazonProvider(), AmazonRemote::new);
  }
}
