package dev.onepool.connector.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.shopify.ShopifySandbox;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What webhooks mean, and who may have sent them. */
class WebhooksTest {

  private final Connected shop = new Connected(Map.of("webhook-secret-old", "the-secret-before"));

  @AfterEach
  void close() {
    shop.close();
  }

  private NotificationResult understand(String topic, String body) {
    return understand(topic, body, shop.sandbox.settings().get("client-secret"));
  }

  private NotificationResult understand(String topic, String body, String secret) {
    return shop.connector.notification(signed(topic, body, secret));
  }

  private Notification signed(String topic, String body, String secret) {
    return shop.sandbox.signed(
        topic, body.getBytes(StandardCharsets.UTF_8), secret, ShopifySandbox.SHOP, shop.clock.instant());
  }

  @Test
  void webhook_signedByTheOldSecret_isTaken() {
    assertThat(understand("orders/updated", "{\"id\":7}", "the-secret-before")).isInstanceOf(NotificationResult.Changed.class);
  }

  @Test
  void webhook_signedByNeitherSecret_isForged() {
    assertThat(understand("orders/updated", "{\"id\":7}", "the-secret-after")).isInstanceOf(NotificationResult.Forged.class);
  }

  @Test
  void webhook_whereNoSecretIsSet_isForgedAndNotDeclared() {
    shop.sandbox.acceptToken("shpat_0123456789");
    try (var deaf = shop.connect(Map.of("admin-token", "shpat_0123456789", "client-id", "", "client-secret", ""))) {
      assertThat(deaf.notification(signed("orders/updated", "{\"id\":7}", ""  + "x"))).isInstanceOf(NotificationResult.Forged.class);
      assertThat(deaf.capabilities().notifies()).isFalse();
    }
  }

  @Test
  void webhook_aboutRedaction_isGenuineAndAsksForNothing() {
    for (String topic : List.of("customers/data_request", "customers/redact", "shop/redact")) {
      assertThat(understand(topic, "{\"shop_id\":1,\"customer\":{\"email\":\"a@example.com\"}}"))
          .isEqualTo(new NotificationResult.Ignored(topic + ": nothing is kept of any buyer"));
    }
  }

  @Test
  void webhook_aboutRedactionThatIsForged_isForged() {
    assertThat(understand("shop/redact", "{}", "the-secret-after")).isInstanceOf(NotificationResult.Forged.class);
  }

  @Test
  void webhook_aboutUninstalling_saysSo() {
    assertThat(understand("app/uninstalled", "{\"id\":1}")).isInstanceOfSatisfying(
        NotificationResult.Ignored.class, ignored -> assertThat(ignored.why()).contains("uninstalled"));
  }

  @Test
  void webhook_aboutAnOrder_namesIt() {
    Map<String, String> bodies = new HashMap<>();
    List.of("orders/create", "orders/updated", "orders/cancelled", "orders/fulfilled", "orders/delete")
        .forEach(topic -> bodies.put(topic, "{\"id\":820982911946154508}"));
    bodies.put("orders/edited", "{\"order_edit\":{\"order_id\":820982911946154508}}");
    bodies.put("refunds/create", "{\"id\":1,\"order_id\":820982911946154508}");
    bodies.put("returns/close", "{\"id\":1,\"order_id\":820982911946154508}");
    bodies.put("returns/approve", "{\"id\":1,\"order\":{\"id\":820982911946154508}}");
    bodies.put("fulfillments/update", "{\"id\":1,\"order_id\":820982911946154508}");
    bodies.forEach((topic, body) -> assertThat(understand(topic, body)).as(topic).isInstanceOfSatisfying(
        NotificationResult.Changed.class,
        changed -> assertThat(changed.orders()).containsExactly(OrderId.of("820982911946154508"))));
  }

  @Test
  void webhook_aboutAnOrderItDoesNotName_isUnreadable() {
    for (String body : List.of("{}", "{\"id\":null}", "{\"id\":\"x\"}", "{\"id\":1.5}", "{\"id\":-1}", "[]", "{\"id\":7")) {
      assertThat(understand("orders/updated", body)).as(body).isInstanceOf(NotificationResult.Unreadable.class);
    }
  }

  @Test
  void webhook_aboutAMove_asksForThePages() {
    assertThat(understand("fulfillment_orders/moved", "{\"moved_fulfillment_order\":{\"id\":\"gid://x/1\"}}"))
        .isInstanceOfSatisfying(NotificationResult.Changed.class, changed -> assertThat(changed.pollOrders()).isTrue());
  }

  @Test
  void webhook_aboutALevelHere_namesTheListing() {
    assertThat(understand("inventory_levels/update", "{\"inventory_item_id\":5,\"location_id\":124656943,\"available\":null}"))
        .isInstanceOfSatisfying(NotificationResult.Changed.class,
            changed -> assertThat(changed.listings()).containsExactly(ListingId.of("5")));
  }

  @Test
  void webhook_aboutALevelElsewhere_asksForNothing() {
    assertThat(understand("inventory_levels/update", "{\"inventory_item_id\":5,\"location_id\":99,\"available\":3}"))
        .isInstanceOf(NotificationResult.Ignored.class);
  }

  @Test
  void webhook_ofATopicNotOurs_asksForNothing() {
    assertThat(understand("themes/publish", "{\"id\":1}")).isInstanceOf(NotificationResult.Ignored.class);
  }

  @Test
  void webhook_withinItsAge_isTakenAndBeyondIsForged() {
    Notification sent = signed("orders/updated", "{\"id\":7}", shop.sandbox.settings().get("client-secret"));
    Notification late = new Notification(sent.headers(), sent.body(), sent.receivedAt().plus(Duration.ofHours(6)));
    Notification tooLate = new Notification(sent.headers(), sent.body(), late.receivedAt().plusSeconds(1));
    assertThat(shop.connector.notification(late)).isInstanceOf(NotificationResult.Changed.class);
    assertThat(shop.connector.notification(tooLate)).isInstanceOf(NotificationResult.Forged.class);
  }

  @Test
  void webhooks_ofAWholeDay_arriveForWhatIsSubscribed() {
    try (var subscribed = shop.connect(Map.of("webhook-uri", "https://example.com/shopify"))) {
      assertThat(subscribed.maintain()).hasSize(Webhooks.TOPICS.size());
      assertThat(shop.sandbox.subscribed()).containsExactlyInAnyOrderElementsOf(Webhooks.TOPICS);
      ListingId mug = shop.sandbox.list("MUG", 5);
      OrderId order = shop.place(mug, 2);
      List<NotificationResult> results = new ArrayList<>();
      shop.sandbox.deliveries().forEach(sent -> results.add(subscribed.notification(sent)));
      assertThat(results).hasSize(2).anySatisfy(result -> assertThat(result).isInstanceOfSatisfying(
          NotificationResult.Changed.class, changed -> assertThat(changed.orders()).isEqualTo(Set.of(order))));
      shop.sandbox.dropSubscriptions();
      shop.place(mug, 1);
      assertThat(shop.sandbox.deliveries()).isEmpty();
    }
  }
}
