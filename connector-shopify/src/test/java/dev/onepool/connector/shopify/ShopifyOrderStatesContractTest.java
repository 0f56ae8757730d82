package dev.onepool.connector.shopify;

import dev.onepool.testkit.contract.OrderStatesContract;
import dev.onepool.testkit.contract.Subject;

class ShopifyOrderStatesContractTest extends OrderStatesContract {

  @Override
  protected Subject subject() {
    return Subject.of(new ShopifyConnectorProvider(), SandboxSide::new);
  }
}
