package dev.onepool.connector.walmart;

import dev.onepool.testkit.contract.LifeContract;
import dev.onepool.testkit.contract.Subject;

class WalmartLifeContractTest extends LifeContract {

  @Override
  protected Subject subject() {
    return Subject.of(new WalmartProvider(), WalmartRemote::new);
  }
}
