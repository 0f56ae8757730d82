package dev.onepool.connector.shopify;

import dev.onepool.testkit.contract.ActionsContract;
import dev.onepool.testkit.contract.Subject;

class ShopifyActionsContractTest extends ActionsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new ShopifyConnectorProvider(), SandboxSide::new);
  }
}
