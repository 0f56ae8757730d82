package dev.onepool.connector.shopify;

import dev.onepool.testkit.contract.NotificationsContract;
import dev.onepool.testkit.contract.Subject;

class ShopifyNotificationsContractTest extends NotificationsContract {

  @Override
  protected Subject subject() {
    return Subject.of(new ShopifyConnectorProvider(), SandboxSide::new);
  }
}
