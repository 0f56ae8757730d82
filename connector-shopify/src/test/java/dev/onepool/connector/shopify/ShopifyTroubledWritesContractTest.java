package dev.onepool.connector.shopify;

import dev.onepool.testkit.contract.TroubledWritesContract;
import dev.onepool.testkit.contract.Subject;

class ShopifyTroubledWritesContractTest extends TroubledWritesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new ShopifyConnectorProvider(), SandboxSide::new);
  }
}
