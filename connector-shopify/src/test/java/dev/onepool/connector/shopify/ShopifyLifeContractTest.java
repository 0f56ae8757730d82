package dev.onepool.connector.shopify;

import dev.onepool.testkit.contract.LifeContract;
import dev.onepool.testkit.contract.Subject;

class ShopifyLifeContractTest extends LifeContract {

  @Override
  protected Subject subject() {
    return Subject.of(new ShopifyConnectorProvider(), SandboxSide::new);
  }
}
