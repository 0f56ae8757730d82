package dev.onepool.connector.tiktok;

import dev.onepool.testkit.contract.TroubledWritesContract;
import dev.onepool.testkit.contract.Subject;

class TikTokTroubledWritesTest extends TroubledWritesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new TikTokProvider(), TikTokRemote::new);
  }
}
