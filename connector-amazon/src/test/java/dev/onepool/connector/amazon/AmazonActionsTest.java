package dev.onepool.connector.amazon;

import dev.onepool.testkit.contract.ActionsContract;
import dev.onepool.testkit.contract.Subject;

class AmazonActionsTest extends ActionsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new AmazonProvider(), AmazonRemote::new);
  }
}
