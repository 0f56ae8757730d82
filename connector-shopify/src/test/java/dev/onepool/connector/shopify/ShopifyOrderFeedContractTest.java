package dev.onepool.connector.shopify;

import dev.onepool.testkit.contract.OrderFeedContract;
import dev.onepool.testkit.contract.Subject;

class ShopifyOrderFeedContractTest extends OrderFeedContract {

  @Override
  protected Subject subject() {
    return Subject.of(new ShopifyConnectorProvider(), SandboxSide::new);
  }
}
