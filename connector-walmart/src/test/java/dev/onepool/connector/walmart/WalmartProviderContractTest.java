package dev.onepool.connector.walmart;

import dev.onepool.testkit.contract.ProviderContract;
import dev.onepool.testkit.contract.Subject;

class WalmartProviderContractTest extends ProviderContract {

  @Override
  protected Subject subject() {
    return Subject.of(new WalmartProvider(), WalmartRemote::new);
  }
}
