package dev.onepool.connector.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Amazon's own examples, those of its static sandbox and of its schemas, read by our readers. */
class ExamplesTest {

  private static final Instant DEADLINE = ScriptedContext.NOW.plusSeconds(60);

  @BeforeEach
  void need() {
    Specs.need();
  }

  /** An example of an operation's answer. */
  private record Example(String operation, int status, String body) {}

  private static List<Example> examples(String model, String operation) {
    List<Example> examples = new ArrayList<>();
    for (JsonNode path : Specs.read(model + ".json").path("paths")) {
      for (JsonNode call : path) {
        if (call.path("operationId").asText().equals(operation)) {
          call.path("responses").properties().forEach(response -> {
            response.getValue().path("x-amzn-api-sandbox").path("static").forEach(example -> examples.add(new Example(
                operation, Integer.parseInt(response.getKey()),
                example.has("response") ? example.path("response").toString() : "")));
          });
        }
      }
    }
    return examples;
  }

  /** Replays all examples of an operation: successes must be read, refusals must be told as refusals. */
  private static <T> List<T> replay(String model, String operation, int least, Function<ChannelConnector, T> reading) {
    List<T> read = new ArrayList<>();
    int refused = 0;
    for (Example example : examples(model, operation)) {
      ChannelConnector connector = ScriptedContext.answering(example.status(), example.body()).connector();
      if (example.status() < 300) {
        read.add(reading.apply(connector));
      } else {
        refused++;
        Throwable thrown = Assertions.catchThrowable(() -> reading.apply(connector));
        assertThat(thrown).as(operation + " " + example.status()).isInstanceOfSatisfying(ConnectorException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(FailureKind.INVALID));
      }
    }
    System.out.println("judges: " + read.size() + " examples of " + operation + " read, " + refused + " refusals understood");
    assertThat(read).hasSizeGreaterThanOrEqualTo(least);
    return read;
  }

  @Test
  void searchOrders_examples_areRead() {
    List<List<OrderSnapshot>> read = replay("orders_2026-01-01", "searchOrders", 3, amazon -> amazon.orders(null).orders());
    assertThat(read.stream().flatMap(List::stream)).isNotEmpty().allSatisfy(order -> {
      assertThat(order.lines()).isNotEmpty();
      assertThat(order.complete()).isTrue();
    });
  }

  @Test
  void searchOrders_exampleOfTheDescription_isReadLineByLine() {
    JsonNode first = examples("orders_2026-01-01", "searchOrders").stream()
        .flatMap(example -> java.util.stream.StreamSupport.stream(read(example.body()).path("orders").spliterator(), false))
        .filter(order -> !order.path("fulfillment").path("fulfilledBy").asText().equals("AMAZON")).findFirst().orElseThrow();
    OrderSnapshot order = Orders.snapshot(first);
    assertThat(order).isNotNull();
    assertThat(order.order().value()).isEqualTo(first.path("orderId").asText());
    assertThat(order.lines()).hasSameSizeAs(first.path("orderItems"));
    assertThat(order.lines().get(0).ordered()).isEqualTo(first.path("orderItems").get(0).path("quantityOrdered").asLong());
  }

  @Test
  void getOrder_examples_areRead() {
    for (Example example : examples("orders_2026-01-01", "getOrder")) {
      List<OrderSnapshot> read = ScriptedContext.answering(example.status(), example.body()).connector()
          .ordersById(Set.of(OrderId.of("111-0000000-0000000")));
      boolean amazons = read(example.body()).path("order").path("fulfillment").path("fulfilledBy").asText().equals("AMAZON");
      assertThat(read).hasSize(example.status() == 200 && !amazons ? 1 : 0);
    }
  }

  @Test
  void version0_examples_areRead() {
    List<Example> items = examples("ordersV0", "getOrderItems").stream().filter(example -> example.status() == 200).toList();
    int orders = 0;
    for (Example page : examples("ordersV0", "getOrders")) {
      if (page.status() == 200) {
        ScriptedContext context = ScriptedContext.of(Map.of("orders.api", "v0"),
            call -> ScriptedContext.answer(200, call.uri().getPath().endsWith("orderItems") ? items.get(0).body() : page.body()));
        orders += context.connector().orders(null).orders().size();
      }
    }
    System.out.println("judges: " + orders + " orders of version 0 read from examples");
    assertThat(orders).isPositive();
  }

  @Test
  void searchListings_examples_areRead() {
    replay("listingsItems_2021-08-01", "searchListingsItems", 1, amazon -> amazon.listings(null).listings());
    replay("listingsItems_2021-08-01", "searchListingsItems", 1, amazon -> amazon.shown(List.of(ListingId.of("GM-ZDPI-9B4E"))));
    replay("listingsItems_2021-08-01", "getListingsItem", 1, amazon -> amazon.shown(List.of(ListingId.of("GM-ZDPI,9B4E"))));
  }

  @Test
  void patch_examples_areUnderstood() {
    Set<Class<?>> seen = new HashSet<>();
    for (Example example : examples("listingsItems_2021-08-01", "patchListingsItem")) {
      ChannelConnector amazon = ScriptedContext.of(Map.of("feed.threshold", "0"), call -> call.method().equals("PATCH")
          ? ScriptedContext.answer(example.status(), example.body())
          : ScriptedContext.answer(200, "{\"numberOfResults\":1,\"items\":[{\"sku\":\"S\",\"fulfillmentAvailability\":"
              + "[{\"fulfillmentChannelCode\":\"DEFAULT\",\"quantity\":1}]}]}")).connector();
      PublishResult result = amazon.publish(List.of(new QuantityWrite(ListingId.of("S"), 3, "a/S/1")), DEADLINE).get(0);
      String status = read(example.body()).path("status").asText();
      assertThat(result).as("said of status " + status + " in a " + example.status()).isInstanceOf(switch (status) {
        case "ACCEPTED" -> PublishResult.Accepted.class;
        case "VALID" -> PublishResult.Unknown.class;
        default -> PublishResult.Rejected.class;
      });
      seen.add(result.getClass());
    }
    assertThat(seen).contains(PublishResult.Accepted.class, PublishResult.Rejected.class);
  }

  @Test
  void feeds_examples_areUnderstood() {
    replayFeed("getFeed");
    JsonNode example = Specs.read("schemas-feeds/listings-feed-processing-report-schema-v2.example.json");
    ScriptedContext context = ScriptedContext.of(Map.of(), call -> answerOfFeed(call.uri().getPath(), example));
    List<PublishResult> results = context.connector().poll(List.of("feed:1234567890:4", "feed:1234567890:1"));
    assertThat(results.get(0)).isInstanceOfSatisfying(PublishResult.Rejected.class,
        rejected -> assertThat(rejected.message()).contains("90220", "batteries_required"));
    assertThat(results.get(1)).isInstanceOf(PublishResult.Accepted.class);
  }

  private static void replayFeed(String operation) {
    for (Example example : examples("feeds_2021-06-30", operation)) {
      List<PublishResult> results = ScriptedContext.answering(example.status(), example.body()).connector()
          .poll(List.of("feed:FeedId1:1"));
      assertThat(results).hasSize(1).doesNotContainNull();
    }
  }

  private static HttpOutcome answerOfFeed(String path, JsonNode report) {
    if (path.contains("/feeds/2021-06-30/feeds/")) {
      return ScriptedContext.answer(200, "{\"feedId\":\"1234567890\",\"feedType\":\"JSON_LISTINGS_FEED\",\"createdTime\":"
          + "\"2026-03-01T12:00:00Z\",\"processingStatus\":\"DONE\",\"resultFeedDocumentId\":\"r\"}");
    }
    return path.contains("/documents/")
        ? ScriptedContext.answer(200, "{\"feedDocumentId\":\"r\",\"url\":\"https://example.com/report\"}")
        : ScriptedContext.answer(200, report.toString());
  }

  @Test
  void shipment_examples_areUnderstood() {
    for (Example example : examples("ordersV0", "confirmShipment")) {
      PublishResult result = ScriptedContext.answering(example.status(), example.body()).connector().act(new OrderAction.Ship(
          OrderId.of("902-1106328-1059050"), "ship-1", Map.of(dev.onepool.LineId.of("79039765272157"), 1L), "FedEx", "1"), DEADLINE);
      assertThat(result).isInstanceOf(example.status() == 204 ? PublishResult.Applied.class : PublishResult.Rejected.class);
    }
  }

  @Test
  void notification_examples_areUnderstood() {
    Map<String, Class<?>> expected = Map.of(
        "OrderChangeNotification", NotificationResult.Changed.class,
        "ListingsItemMfnQuantityChange", NotificationResult.Changed.class,
        "FeedProcessingFinishedNotification", NotificationResult.Changed.class,
        "FulfillmentOrderStatusNotification", NotificationResult.Ignored.class,
        "ListingsItemIssuesChangeNotification", NotificationResult.Ignored.class);
    expected.forEach((schema, type) -> {
      JsonNode body = Specs.read("schemas-notifications/" + schema + ".json").path("examples").path(0);
      JsonNode metadata = body.has("NotificationMetadata") ? body.path("NotificationMetadata") : body.path("notificationMetadata");
      String application = metadata.path("ApplicationId").asText(metadata.path("applicationId").asText());
      String seller = body.findPath("SellerId").asText(body.findPath("sellerId").asText());
      ChannelConnector amazon = ScriptedContext.of(
          Map.of("notifications.application-id", application, "seller-id", seller), call -> ScriptedContext.answer(500, ""))
          .connector();
      NotificationResult result = amazon.notification(new Notification(
          Map.of(), body.toString().getBytes(StandardCharsets.UTF_8), ScriptedContext.NOW));
      assertThat(result).as(schema).isInstanceOf(type);
    });
    System.out.println("judges: " + expected.size() + " examples of notifications understood");
  }

  private static JsonNode read(String text) {
    try {
      return text.isEmpty() ? Specs.JSON.createObjectNode() : Specs.JSON.readTree(text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
