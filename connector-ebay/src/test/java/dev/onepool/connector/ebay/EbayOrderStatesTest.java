package dev.onepool.connector.ebay;

import dev.onepool.testkit.contract.OrderStatesContract;
import dev.onepool.testkit.contract.Subject;

class EbayOrderStatesTest extends OrderStatesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new EbayProvider(), EbayRemote::new);
  }
}
