package dev.onepool.connector.walmart;

import dev.onepool.testkit.contract.ActionsContract;
import dev.onepool.testkit.contract.Subject;

class WalmartActionsContractTest extends ActionsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new WalmartProvider(), WalmartRemote::new);
  }
}
