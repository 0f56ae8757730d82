package dev.onepool.connector.amazon;

import dev.onepool.testkit.contract.ProviderContract;
import dev.onepool.testkit.contract.Subject;

class AmazonProviderTest extends ProviderContract {

  @Override
  protected Subject subject() {
    return Subject.of(new AmazonProvider(), AmazonRemote::new);
  }
}
