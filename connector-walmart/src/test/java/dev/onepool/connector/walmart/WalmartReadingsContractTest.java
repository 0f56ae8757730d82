package dev.onepool.connector.walmart;

import dev.onepool.testkit.contract.ReadingsContract;
import dev.onepool.testkit.contract.Subject;

class WalmartReadingsContractTest extends ReadingsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new WalmartProvider(), WalmartRemote::new);
  }
}
