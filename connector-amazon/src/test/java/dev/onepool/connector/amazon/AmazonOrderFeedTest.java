package dev.onepool.connector.amazon;

import dev.onepool.testkit.contract.OrderFeedContract;
import dev.onepool.testkit.contract.Subject;

class AmazonOrderFeedTest extends OrderFeedContract {

  @Override
  protected Subject subject() {
    return Subject.of(new AmazonProvider(), AmazonRemote::new);
  }
}
