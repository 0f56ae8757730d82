package dev.onepool.connector.ebay;

import dev.onepool.testkit.contract.TroubledWritesContract;
import dev.onepool.testkit.contract.Subject;

class EbayTroubledWritesTest extends TroubledWritesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new EbayProvider(), EbayRemote::new);
  }
}
