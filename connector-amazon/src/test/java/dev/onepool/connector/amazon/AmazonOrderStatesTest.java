package dev.onepool.connector.amazon;

import dev.onepool.testkit.contract.OrderStatesContract;
import dev.onepool.testkit.contract.Subject;

class AmazonOrderStatesTest extends OrderStatesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new AmazonProvider(), AmazonRemote::new);
  }
}
