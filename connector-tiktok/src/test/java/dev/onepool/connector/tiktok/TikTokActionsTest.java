package dev.onepool.connector.tiktok;

import dev.onepool.testkit.contract.ActionsContract;
import dev.onepool.testkit.contract.Subject;

class TikTokActionsTest extends ActionsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new TikTokProvider(), TikTokRemote::new);
  }
}
