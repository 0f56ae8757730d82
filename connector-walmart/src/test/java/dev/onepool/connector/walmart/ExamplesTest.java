package dev.onepool.connector.walmart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walmart's own examples, read by our readers. */
class ExamplesTest {

  private static final Instant DEADLINE = ScriptedContext.NOW.plusSeconds(60);

  @BeforeEach
  void need() {
    Specs.need();
  }

  /** Returns the examples of an operation's answer. */
  private static List<String> examples(String model, String path, String method) {
    JsonNode content = Specs.read(model + ".json").path("paths").path(path).path(method).path("responses").path("200").path("content")
        .path("application/json");
    List<String> examples = new ArrayList<>();
    if (content.has("example")) {
      examples.add(content.path("example").toString());
    }
    content.path("examples").forEach(example -> examples.add(example.path("value").toString()));
    System.out.println("judges: " + examples.size() + " examples of " + method + " " + path + " read");
    assertThat(examples).isNotEmpty();
    return examples;
  }

  private static WalmartConnector answering(String body, Map<String, String> settings) {
    return ScriptedContext.of(settings, call -> ScriptedContext.answer(200, body)).connector();
  }

  @Test
  void orders_example_isRead_replacementsAndCancellationsToo() {
    OrderPage page = answering(examples("orders", "/v3/orders", "get").get(0), Map.of("returns", "false")).orders(null);
    assertThat(page.orders()).isNotEmpty().allSatisfy(order -> assertThat(order.lines()).isNotEmpty());
    assertThat(page.orders().get(0)).satisfies(order -> {
      assertThat(order.order()).isEqualTo(OrderId.of("1796277083022"));
      assertThat(order.placedAt()).isEqualTo(Instant.ofEpochMilli(1_568_466_571_000L));
      assertThat(order.updatedAt()).isEqualTo(Instant.ofEpochMilli(1_568_466_647_000L));
      assertThat(order.shipBy()).isEqualTo(Instant.ofEpochMilli(1_568_700_000_000L));
      assertThat(order.lines()).singleElement().satisfies(line -> {
        assertThat(line.listing()).isEqualTo(ListingId.of("test1"));
        assertThat(line.drewFromShown()).as("a replacement drew").isFalse();
      });
    });
    assertThat(page.orders().get(1).lines()).singleElement().satisfies(line -> {
      assertThat(line.cancelled()).isEqualTo(1);
      assertThat(line.drewFromShown()).isTrue();
    });
    assertThat(page.more()).as("the example has a cursor").isTrue();
  }

  /** The second example is of an order that somebody else ships. */
  @Test
  void order_examples_areRead_orLeftOut() {
    List<String> examples = examples("orders", "/v3/orders/{purchaseOrderId}", "get");
    assertThat(examples).hasSize(2);
    assertThat(named(examples.get(0))).singleElement().satisfies(order -> assertThat(order.lines()).singleElement()
        .satisfies(line -> assertThat(line.shipped()).isEqualTo(1)));
    assertThat(named(examples.get(1))).isEmpty();
    assertThat(named(examples.get(1).replace("3PLFulfilled", "SellerFulfilled"))).hasSize(1);
  }

  private static List<OrderSnapshot> named(String example) {
    return answering(example, Map.of("returns", "false")).ordersById(Set.of(OrderId.of("1815367951431")));
  }

  @Test
  void writtenOrders_examplesOfAcknowledgeShipAndCancel_areSuccesses() {
    for (String action : List.of("acknowledge", "shipping", "cancel")) {
      for (String example : examples("orders", "/v3/orders/{purchaseOrderId}/" + action, "post")) {
        WalmartConnector connector = answering(example, Map.of());
        assertThat(connector.act(new dev.onepool.spi.OrderAction.Acknowledge(OrderId.of("1"), "a"), DEADLINE))
            .isInstanceOf(PublishResult.Applied.class);
      }
    }
  }

  @Test
  void inventory_example_isReadAsWhatIsForSale() {
    String example = examples("inventory", "/v3/inventories/{sku}", "get").get(0);
    assertThat(answering(example, Map.of()).shown(List.of(ListingId.of("AR-CTIX-0092")))).singleElement()
        .extracting(ShownQuantity::quantity).isEqualTo(3L);
  }

  @Test
  void inventories_example_isRead_nodeByNode() {
    String example = examples("inventory", "/v3/inventories", "get").get(0);
    ListingPage one = answering(example, Map.of("ship-nodes", "100009")).listings(null);
    ListingPage two = answering(example, Map.of("ship-nodes", "100009,361451354333223041")).listings(null);
    assertThat(one.listings()).extracting(ListingPage.ChannelListing::sellerCode).contains("AI-IGH4-5509", "06397309545443");
    assertThat(two.listings()).extracting(ListingPage.ChannelListing::listing)
        .contains(ListingId.of("AI-IGH4-5509@361451354333223041"), ListingId.of("AI-IGH4-5509@100009"));
    assertThat(one.next()).isEqualTo("NTVmZjIxOWEtZjRkMy00MGIwLThkOGYtYzFkNzI1NGZlYmQxIDEw");
  }

  @Test
  void update_examples_areAccepted() {
    String single = examples("inventory", "/v3/inventory", "put").get(0);
    assertThat(write(single, "97964_KFTest", 10, Map.of("quantity-meaning", "held"))).isInstanceOf(PublishResult.Accepted.class);
    String node = examples("inventory", "/v3/inventories/{sku}", "put").get(0);
    assertThat(write(node, "00757642886669_test_01", 5, Map.of("quantity-meaning", "held", "ship-nodes", "1000005050")))
        .isInstanceOf(PublishResult.Accepted.class);
  }

  private static PublishResult write(String example, String sku, long units, Map<String, String> settings) {
    return answering(example, settings).publish(List.of(new QuantityWrite(ListingId.of(sku), units, "w/x/1")), DEADLINE).get(0);
  }

  @Test
  void feed_example_isReadItemByItem() {
    String example = examples("feeds", "/v3/feeds/{feedId}", "get").get(0);
    WalmartConnector connector = ScriptedContext.of(Map.of("quantity-meaning", "held"), call -> ScriptedContext.answer(200,
        call.uri().getPath().startsWith("/v3/feeds") ? example
            : "{\"sku\":\"x\",\"nodes\":[{\"shipNode\":\"1\",\"inputQty\":{\"unit\":\"EACH\",\"amount\":7}}]}")).connector();
    assertThat(connector.poll(List.of("feed:7:F1:0960B3B82687490FA5E51CB0801478A4@AU8BAgA", "feed:7:F1:ANOTHER")))
        .satisfies(results -> {
          assertThat(results.get(0)).isInstanceOf(PublishResult.Applied.class);
          assertThat(results.get(1)).isInstanceOf(PublishResult.Accepted.class);
        });
  }

  @Test
  void feeds_example_hasNoOpenFeedOfQuantities() {
    String example = examples("feeds", "/v3/feeds", "get").get(0);
    WalmartConnector connector = ScriptedContext.of(Map.of("quantity-meaning", "held", "feed.threshold", "9"), call ->
        ScriptedContext.answer(200, call.method().equals("GET") ? example
            : "{\"sku\":\"x\",\"quantity\":{\"unit\":\"EACH\",\"amount\":1}}")).connector();
    assertThat(connector.publish(List.of(new QuantityWrite(ListingId.of("x"), 1, "w/x/1")), DEADLINE).get(0))
        .isInstanceOf(PublishResult.Accepted.class);
  }

  @Test
  void returns_example_isReadAsABuyersOrder() {
    String returns = examples("returns", "/v3/returns", "get").get(0);
    JsonNode line = Specs.parsed(returns.getBytes(StandardCharsets.UTF_8)).path("returnOrders").path(0)
        .path("returnOrderLines").path(0);
    String order = "{\"order\":{\"purchaseOrderId\":\"" + line.path("purchaseOrderId").asText() + "\",\"customerOrderId\":\"1\","
        + "\"orderDate\":1550700000000,\"orderLines\":{\"orderLine\":[{\"lineNumber\":\"" + line.path("purchaseOrderLineNumber").asText()
        + "\",\"item\":{\"sku\":\"a\"},\"orderLineQuantity\":{\"amount\":\"3\"},\"orderLineStatuses\":{\"orderLineStatus\":[{"
        + "\"status\":\"Delivered\",\"statusQuantity\":{\"amount\":\"3\"}}]}}]}}}";
    WalmartConnector connector = ScriptedContext.of(Map.of(), call -> ScriptedContext.answer(200,
        call.uri().getPath().startsWith("/v3/returns") ? returns.replaceAll("\"nextCursor\":\"[^\"]*\"", "\"nextCursor\":\"\"") : order)).connector();
    assertThat(connector.ordersById(Set.of(OrderId.of("1")))).singleElement().satisfies(snapshot -> {
      // The example was refunded on its way, and has not arrived.
      assertThat(snapshot.lines().get(0).returned()).isZero();
      assertThat(snapshot.updatedAt()).isAfter(Instant.parse("2019-02-21T00:00:00Z"));
    });
  }

  @Test
  void shipNodes_examples_areRead() {
    for (String example : examples("settings", "/v3/settings/shipping/shipnodes", "get")) {
      assertThat(answering(example, Map.of()).locations()).isNotEmpty().extracting(ChannelLocation::id).doesNotContain("");
    }
  }

  @Test
  void partnerProfile_example_isLearnedFrom() {
    String example = examples("settings", "/v3/settings/partnerprofile", "get").get(0);
    ScriptedContext context = ScriptedContext.of(Map.of("feed.threshold", "9", "acknowledge-after", "default"),
        call -> ScriptedContext.answer(200, example));
    context.connector().maintain();
    assertThat(context.learned().get("POST_FEED")).isEqualTo(new dev.onepool.spi.Rate(6 / 3_600.0, 6));
  }
}
