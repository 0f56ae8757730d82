package dev.onepool.connector.tiktok;

import dev.onepool.testkit.contract.ProviderContract;
import dev.onepool.testkit.contract.Subject;

class TikTokProviderTest extends ProviderContract {

  @Override
  protected Subject subject() {
    return Subject.of(new TikTokProvider(), TikTokRemote::new);
  }
}
