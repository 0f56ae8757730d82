package dev.onepool.connector.tiktok;

import dev.onepool.testkit.contract.WritesContract;
import dev.onepool.testkit.contract.Subject;

class TikTokWritesTest extends WritesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new TikTokProvider(), TikTokRemote::new);
  }
}
