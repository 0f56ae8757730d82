package dev.onepool.connector.shopify;

import dev.onepool.testkit.contract.WritesContract;
import dev.onepool.testkit.contract.Subject;

class ShopifyWritesContractTest extends WritesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new ShopifyConnectorProvider(), SandboxSide::new);
  }
}
