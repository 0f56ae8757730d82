package dev.onepool.connector.tiktok;

import dev.onepool.testkit.contract.OrderFeedContract;
import dev.onepool.testkit.contract.Subject;

class TikTokOrderFeedTest extends OrderFeedContract {

  @Override
  protected Subject subject() {
    return Subject.of(new TikTokProvider(), TikTokRemote::new);
  }
}
