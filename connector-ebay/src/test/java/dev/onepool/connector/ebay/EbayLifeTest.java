package dev.onepool.connector.ebay;

import dev.onepool.testkit.contract.LifeContract;
import dev.onepool.testkit.contract.Subject;

class EbayLifeTest extends LifeContract {

  @Override
  protected Subject subject() {
    return Subject.of(new EbayProvider(), EbayRemote::new);
  }
}
