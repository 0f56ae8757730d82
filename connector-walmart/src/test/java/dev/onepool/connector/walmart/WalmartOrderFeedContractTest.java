package dev.onepool.connector.walmart;

import dev.onepool.testkit.contract.OrderFeedContract;
import dev.onepool.testkit.contract.Subject;

class WalmartOrderFeedContractTest extends OrderFeedContract {

  @Override
  protected Subject subject() {
    return Subject.of(new WalmartProvider(), WalmartRemote::new);
  }
}
