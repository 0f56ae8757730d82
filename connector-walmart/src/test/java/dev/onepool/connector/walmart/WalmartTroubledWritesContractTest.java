package dev.onepool.connector.walmart;

import dev.onepool.testkit.contract.TroubledWritesContract;
import dev.onepool.testkit.contract.Subject;

class WalmartTroubledWritesContractTest extends TroubledWritesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new WalmartProvider(), WalmartRemote::new);
  }
}
