package dev.onepool.connector.amazon;

import dev.onepool.testkit.contract.TroubledWritesContract;
import dev.onepool.testkit.contract.Subject;

class AmazonTroubledWritesTest extends TroubledWritesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new AmazonProvider(), AmazonRemote::new);
  }
}
