package dev.onepool.connector.tiktok;

import dev.onepool.testkit.contract.ReadingsContract;
import dev.onepool.testkit.contract.Subject;

class TikTokReadingsTest extends ReadingsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new TikTokProvider(), TikTokRemote::new);
  }
}
