package dev.onepool.connector.amazon;

import dev.onepool.testkit.contract.LifeContract;
import dev.onepool.testkit.contract.Subject;

class AmazonLifeTest extends LifeContract {

  @Override
  protected Subject subject() {
    return Subject.of(new AmazonProvider(), AmazonRemote::new);
  }
}
