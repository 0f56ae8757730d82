package dev.onepool.connector.walmart;

import dev.onepool.testkit.contract.OrderStatesContract;
import dev.onepool.testkit.contract.Subject;

class WalmartOrderStatesContractTest extends OrderStatesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new WalmartProvider(), WalmartRemote::new);
  }
}
