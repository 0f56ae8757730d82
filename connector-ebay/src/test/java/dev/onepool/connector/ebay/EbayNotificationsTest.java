package dev.onepool.connector.ebay;

import dev.onepool.testkit.contract.NotificationsContract;
import dev.onepool.testkit.contract.Subject;

class EbayNotificationsTest extends NotificationsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new EbayProvider(), EbayRemote::new);
  }
}
