package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Looks after the subscription to changes of orders, which Amazon drops when its destination fails for long. */
final class Subscription {

  private static final String PATH = "/notifications/v1/subscriptions/ORDER_CHANGE";

  private final SpApi api;
  private final AmazonSettings settings;

  Subscription(SpApi api, AmazonSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  List<String> maintain() {
    if (settings.destinationId().isEmpty()) {
      return List.of();
    }
    Reply found = api.send(Operation.GET_SUBSCRIPTION, "GET", PATH + "?payloadVersion=1.0", null, api.patience());
    if (found.status() != 404) {
      found.orThrow();
      return List.of();
    }
    ObjectNode body = SpApi.JSON.createObjectNode()
        .put("payloadVersion", "1.0").put("destinationId", settings.destinationId());
    Reply made = api.send(Operation.CREATE_SUBSCRIPTION, "POST", PATH, body, api.patience());
    // 409: somebody else was faster.
    if (made.status() != 409) {
      made.orThrow();
    }
    return List.of("ORDER_CHANGE was not subscribed to any more; it is again, to destination " + settings.destinationId());
  }
}
