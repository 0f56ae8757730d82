package dev.onepool.connector.ebay;

import dev.onepool.testkit.contract.ActionsContract;
import dev.onepool.testkit.contract.Subject;

class EbayActionsTest extends ActionsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new EbayProvider(), EbayRemote::new);
  }
}
