package dev.onepool.connector.ebay;

import dev.onepool.testkit.contract.OrderFeedContract;
import dev.onepool.testkit.contract.Subject;

class EbayOrderFeedTest extends OrderFeedContract {

  @Override
  protected Subject subject() {
    return Subject.of(new EbayProvider(), EbayRemote::new);
  }
}
