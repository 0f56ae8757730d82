package dev.onepool.connector.ebay;

import dev.onepool.testkit.contract.WritesContract;
import dev.onepool.testkit.contract.Subject;

class EbayWritesTest extends WritesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new EbayProvider(), EbayRemote::new);
  }
}
