package dev.onepool.connector.ebay;

import dev.onepool.testkit.contract.ProviderContract;
import dev.onepool.testkit.contract.Subject;

class EbayProviderTest extends ProviderContract {

  @Override
  protected Subject subject() {
    return Subject.of(new EbayProvider(), EbayRemote::new);
  }
}
