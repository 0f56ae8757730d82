package dev.onepool.connector.shopify;

import dev.onepool.testkit.contract.ReadingsContract;
import dev.onepool.testkit.contract.Subject;

class ShopifyReadingsContractTest extends ReadingsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new ShopifyConnectorProvider(), SandboxSide::new);
  }
}
