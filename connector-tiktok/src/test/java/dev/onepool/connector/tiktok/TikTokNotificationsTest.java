package dev.onepool.connector.tiktok;

import dev.onepool.testkit.contract.NotificationsContract;
import dev.onepool.testkit.contract.Subject;

class TikTokNotificationsTest extends NotificationsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new TikTokProvider(), TikTokRemote::new);
  }
}
