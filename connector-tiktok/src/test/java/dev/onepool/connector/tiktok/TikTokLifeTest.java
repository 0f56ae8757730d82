package dev.onepool.connector.tiktok;

import dev.onepool.testkit.contract.LifeContract;
import dev.onepool.testkit.contract.Subject;

class TikTokLifeTest extends LifeContract {

  @Override
  protected Subject subject() {
    return Subject.of(new TikTokProvider(), TikTokRemote::new);
  }
}
