package dev.onepool.connector.amazon;

import dev.onepool.testkit.contract.WritesContract;
import dev.onepool.testkit.contract.Subject;

class AmazonWritesTest extends WritesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new AmazonProvider(), AmazonRemote::new);
  }
}
