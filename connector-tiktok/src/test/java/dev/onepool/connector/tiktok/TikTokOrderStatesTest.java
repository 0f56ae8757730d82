package dev.onepool.connector.tiktok;

import dev.onepool.testkit.contract.OrderStatesContract;
import dev.onepool.testkit.contract.Subject;

class TikTokOrderStatesTest extends OrderStatesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new TikTokProvider(), TikTokRemote::new);
  }
}
