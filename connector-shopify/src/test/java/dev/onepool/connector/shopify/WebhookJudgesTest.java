package dev.onepool.connector.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.shopify.ShopifySandbox;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares webhooks with the schemas, the examples and the signatures that are published. */
class WebhookJudgesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void bodies_ofTheSandbox_fitThePublishedSchemas() throws IOException {
    Path schemas = PublishedSpecs.folder().resolve("webhooks/2026-07/schema");
    Properties deviations = deviations();
    Set<String> used = new HashSet<>();
    List<Notification> sent = day();
    List<String> problems = new ArrayList<>();
    for (Notification webhook : sent) {
      String topic = String.valueOf(webhook.header("X-Shopify-Topic"));
      for (ValidationMessage message : schema(schemas.resolve(topic + ".json")).validate(JSON.readTree(webhook.body()))) {
        String key = topic + "." + message.getType();
        if (deviations.containsKey(key)) {
          used.add(key);
        } else {
          problems.add(topic + ": " + message.getType() + " " + message.getMessage());
        }
      }
    }
    System.out.println("judges: " + sent.size() + " webhook bodies of the sandbox against the published schemas");
    assertThat(problems).isEmpty();
    assertThat(deviations.stringPropertyNames()).as("deviations that are none any more")
        .allMatch(key -> used.contains(key) || key.startsWith("example."));
  }

  @Test
  void bodies_withATextForANumber_areFound() throws IOException {
    Path file = PublishedSpecs.folder().resolve("webhooks/2026-07/schema/inventory_levels/update.json");
    JsonNode wrong = JSON.readTree("{\"inventory_item_id\":\"one\",\"location_id\":2,\"available\":1,"
        + "\"updated_at\":\"2026-03-01T12:00:00Z\",\"admin_graphql_api_id\":\"gid://shopify/InventoryLevel/2\"}");
    assertThat(schema(file).validate(wrong)).isNotEmpty();
  }

  @Test
  void examples_thatShopifyPublishes_areUnderstood() throws IOException {
    Path examples = PublishedSpecs.folder().resolve("webhooks/2026-07/metadata");
    Properties deviations = deviations();
    List<Path> files;
    try (Stream<Path> all = Files.walk(examples)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    try (Connected shop = new Connected()) {
      for (Path file : files) {
        JsonNode example = JSON.readTree(Files.readAllBytes(file));
        String topic = example.path("name").asText();
        byte[] body = example.path("response").toString().getBytes(StandardCharsets.UTF_8);
        NotificationResult result = shop.connector.notification(shop.sandbox.signed(
            topic, body, shop.sandbox.settings().get("client-secret"), ShopifySandbox.SHOP, shop.clock.instant()));
        boolean understood = result instanceof NotificationResult.Changed || result instanceof NotificationResult.Ignored;
        assertThat(understood).as("example of " + topic + ": " + result)
            .isEqualTo(!deviations.containsKey("example." + topic));
      }
    }
    System.out.println("judges: " + files.size() + " published examples of webhooks through the connector");
    assertThat(files).hasSizeGreaterThan(30);
  }

  @Test
  void signature_thatIsPublished_isAccepted() throws IOException {
    assertThat(vector(raw(), "hush")).isEqualTo(new NotificationResult.Changed(
        null, List.of(), Set.of(), Set.of(ListingId.of("271878346596884015")), false));
    System.out.println("judges: 1 published signature of a webhook, and 3 neighbours of it");
  }

  @Test
  void signature_overTheSameFieldsInAnotherOrder_isForged() throws IOException {
    JsonNode body = JSON.readTree(raw());
    List<String> fields = new ArrayList<>();
    body.properties().forEach(field -> fields.add(0, "\"" + field.getKey() + "\":" + field.getValue()));
    assertThat(vector("{" + String.join(",", fields) + "}", "hush")).isInstanceOf(NotificationResult.Forged.class);
  }

  @Test
  void signature_overTheSameFieldsWithSpaces_isForged() throws IOException {
    assertThat(vector(raw().replace(",\"", ", \""), "hush")).isInstanceOf(NotificationResult.Forged.class);
  }

  @Test
  void signature_byAnotherSecret_isForged() throws IOException {
    assertThat(vector(raw(), "hush!")).isInstanceOf(NotificationResult.Forged.class);
  }

  private static String raw() throws IOException {
    return PublishedSpecs.json("signature-vectors.json").path("webhook_hmac").path("raw_body").asText();
  }

  /** Returns what the connector makes of a body under the published signature. */
  private static NotificationResult vector(String body, String secret) throws IOException {
    String signature =
        PublishedSpecs.json("signature-vectors.json").path("webhook_hmac").path("X-Shopify-Hmac-SHA256").asText();
    try (Connected shop = new Connected(Map.of("webhook-secret", secret, "location-id", "24826418"))) {
      Map<String, List<String>> headers = Map.of(
          "X-Shopify-Hmac-SHA256", List.of(signature),
          "X-Shopify-Topic", List.of("inventory_levels/update"),
          "X-Shopify-Shop-Domain", List.of(ShopifySandbox.SHOP));
      return shop.connector.notification(
          new Notification(headers, body.getBytes(StandardCharsets.UTF_8), Instant.parse("2026-03-01T12:00:00Z")));
    }
  }

  private static List<Notification> day() {
    try (Connected shop = new Connected(Map.of("webhook-uri", "https://example.com/shopify"))) {
      shop.connector.maintain();
      ListingId mug = shop.sandbox.list("MUG", 50);
      OrderId order = shop.place(mug, 4);
      shop.sandbox.ship(order, 0, 2);
      shop.sandbox.refund(order, 0, 1, true);
      shop.sandbox.receive(order, 0, 1, null);
      shop.sandbox.cancel(order, true);
      shop.publish(shop.write(mug, 9));
      return shop.sandbox.deliveries();
    }
  }

  private static JsonSchema schema(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }

  /** What is known not to fit, by topic and kind, each with its cause. */
  private static Properties deviations() throws IOException {
    Properties deviations = new Properties();
    try (InputStream in = WebhookJudgesTest.class.getResourceAsStream("deviations.properties")) {
      deviations.load(in);
    }
    assertThat(deviations.values()).allMatch(cause -> cause.toString().length() > 20);
    return deviations;
  }
}
