package dev.onepool.connector.ebay;

import dev.onepool.testkit.contract.ReadingsContract;
import dev.onepool.testkit.contract.Subject;

class EbayReadingsTest extends ReadingsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new EbayProvider(), EbayRemote::new);
  }
}
