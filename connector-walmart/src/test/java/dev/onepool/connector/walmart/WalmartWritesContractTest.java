package dev.onepool.connector.walmart;

import dev.onepool.testkit.contract.WritesContract;
import dev.onepool.testkit.contract.Subject;

class WalmartWritesContractTest extends WritesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new WalmartProvider(), WalmartRemote::new);
  }
}
