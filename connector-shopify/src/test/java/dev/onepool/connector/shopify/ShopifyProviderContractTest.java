package dev.onepool.connector.shopify;

import dev.onepool.testkit.contract.ProviderContract;
import dev.onepool.testkit.contract.Subject;

class ShopifyProviderContractTest extends ProviderContract {

  @Override
  protected Subject subject() {
    return Subject.of(new ShopifyConnectorProvider(), SandboxSide::new);
  }
}
