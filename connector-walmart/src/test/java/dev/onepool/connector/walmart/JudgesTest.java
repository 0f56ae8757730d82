package dev.onepool.connector.walmart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.walmart.WalmartSandbox;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.PublishResult;
import dev.onepool.testkit.contract.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Judges that are not ours: Walmart's published models over all that we send and all that the sandbox answers. */
class JudgesTest {

  private static final List<Exchange> EXCHANGES = new ArrayList<>();
  private static final String OTHER_NODE = "79897837271126017";

  /** Makes every call that the connector can make, and some that are refused. */
  @BeforeAll
  static void doEverything() {
    Specs.need();
    for (String nodes : List.of("default", WalmartSandbox.NODE, WalmartSandbox.NODE + "," + OTHER_NODE)) {
      Map<String, String> settings = Map.of("ship-nodes", nodes, "feed.threshold", "6", "feed.size", "60", "visibility-delay", "PT30M",
          "notifications.url", WalmartRemote.WEBHOOK, "notifications.secret", "webhook-secret-of-the-sandbox");
      try (Bench bench = new Bench(settings)) {
        bench.walmart.recorder(EXCHANGES::add).pages(20, 2);
        boolean several = nodes.contains(",");
        quantities(bench, several ? "@" + WalmartSandbox.NODE : "", several);
        orders(bench);
      }
    }
  }

  private static void quantities(Bench bench, String at, boolean several) {
    ChannelConnector walmart = bench.connector();
    List.of("A MUG/1", "B+C", "D%E", "F,G").forEach(sku -> bench.walmart.list(sku, 5));
    bench.walmart.list("B+C", several ? OTHER_NODE : WalmartSandbox.NODE, 4);
    bench.walmart.listHeld("HELD", 9);
    for (int i = 0; i < 55; i++) {
      bench.walmart.list("S" + i, i);
    }
    List<PublishResult> put = bench.publish(
        bench.write("A MUG/1" + at, 3), bench.write("B+C" + at, 0), bench.write("D%E" + at, 7), bench.write("NOBODY" + at, 1));
    walmart.poll(tokens(put));
    walmart.shown(List.of(ListingId.of("A MUG/1" + at), ListingId.of("F,G" + at), ListingId.of("NOBODY" + at)));
    List<PublishResult> fed = walmart.publish(
        IntStream.range(0, 52).mapToObj(i -> bench.write("S" + i + at, 11)).toList(), bench.deadline());
    bench.pass(Duration.ofMinutes(20));
    walmart.poll(tokens(fed));
    String cursor = null;
    do {
      ListingPage page = walmart.listings(cursor);
      cursor = page.next();
    } while (cursor != null);
    walmart.stock(null);
    walmart.locations();
  }

  private static List<String> tokens(List<PublishResult> results) {
    return results.stream().filter(PublishResult.Accepted.class::isInstance).map(result -> ((PublishResult.Accepted) result).token())
        .toList();
  }

  private static void orders(Bench bench) {
    ChannelConnector walmart = bench.connector();
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      placed.add(bench.walmart.place(bench.clock.instant(), i == 2, WalmartSandbox.NODE, List.of(Map.entry("B+C", 2L), Map.entry("D%E", 1L))));
      bench.pass(Duration.ofSeconds(i == 3 ? 0 : 1));
    }
    bench.walmart.cancel(placed.get(3), 0, 1);
    bench.walmart.ship(placed.get(4), 0, 2);
    bench.walmart.deliver(placed.get(4), 0);
    bench.walmart.giveBack(placed.get(4), 0, 1, "DELIVERED", false);
    read(bench);
    walmart.ordersById(Set.of(OrderId.of(placed.get(0)), OrderId.of("9999999999999")));
    OrderId first = OrderId.of(placed.get(0));
    walmart.act(new OrderAction.Acknowledge(first, "seen"), bench.deadline());
    walmart.act(new OrderAction.Ship(first, "ship", Map.of(LineId.of("1"), 1L), "DHL", "JD1"), bench.deadline());
    walmart.act(new OrderAction.Cancel(first, "cancel", Map.of(LineId.of("2"), 1L), OrderAction.Reason.BUYER), bench.deadline());
    bench.pass(Duration.ofHours(3));
    walmart.maintain();
    walmart.maintain();
    read(bench);
  }

  private static void read(Bench bench) {
    String cursor = null;
    OrderPage page;
    do {
      page = bench.connector().orders(cursor);
      cursor = page.next();
      bench.pass(Duration.ofMillis(500));
    } while (page.more());
  }

  @Test
  void everyCallAndAnswer_keepsThePublishedModel() {
    Map<String, String> known = deviations();
    Set<String> seen = new TreeSet<>();
    Set<String> faults = new TreeSet<>();
    int judged = 0;
    Map<String, Integer> models = new TreeMap<>();
    for (Exchange exchange : EXCHANGES) {
      judged++;
      models.merge(Specs.model(exchange), 1, Integer::sum);
      for (String fault : Specs.faults(exchange)) {
        List<String> excuses = known.keySet().stream().filter(excuse -> Pattern.compile(excuse).matcher(fault).find()).toList();
        seen.addAll(excuses);
        if (excuses.isEmpty()) {
          faults.add(fault);
        }
      }
    }
    System.out.println("judges: " + judged + " calls and their answers by " + models.size() + " published models " + models);
    assertThat(faults).isEmpty();
    assertThat(seen).as("deviations that still are").isEqualTo(known.keySet());
    assertThat(models).containsOnlyKeys("auth", "inventory", "feeds", "orders", "returns", "settings", "notifications");
    assertThat(judged).isGreaterThan(100);
  }

  /** The published model confuses the schemas of lines; each line is judged by the one that is meant. */
  @Test
  void everyOrderLineAndShipment_keepsItsPublishedSchema() {
    List<String> faults = new ArrayList<>();
    int judged = 0;
    for (Exchange exchange : EXCHANGES) {
      if (exchange.path().startsWith("/v3/orders") && exchange.status() == 200) {
        for (JsonNode line : Specs.parsed(exchange.answer()).findValues("orderLine").stream().flatMap(JudgesTest::items).toList()) {
          faults.addAll(Specs.faults("orders", "OrderLineType", line));
          judged++;
        }
        for (JsonNode line : exchange.path().endsWith("/shipping") ? Specs.parsed(exchange.body()).findValue("orderLine") : List.<JsonNode>of()) {
          faults.addAll(Specs.faults("orders", "ShippingLineType", line));
          judged++;
        }
      }
    }
    System.out.println("judges: " + judged + " order lines by published schemas");
    assertThat(faults).isEmpty();
    assertThat(judged).isGreaterThan(30);
  }

  /** Where a schema is wrong, the example beside it judges: every field that is answered stands there, with its type. */
  @Test
  void everyAnswerWithoutAUsableSchema_looksLikeThePublishedExample() {
    Map<String, String> operations = Map.of("/v3/inventories", "inventory", "/v3/inventories/{sku}", "inventory",
        "/v3/webhooks/eventTypes", "notifications", "/v3/orders/{purchaseOrderId}", "orders");
    Set<String> faults = new TreeSet<>();
    int judged = 0;
    for (Map.Entry<String, String> operation : operations.entrySet()) {
      Set<String> shape = new TreeSet<>();
      Specs.examples(operation.getValue(), operation.getKey()).forEach(example -> shape(example, "", shape));
      String path = operation.getKey().replaceAll("\\{[^}]+}", "(?!released)[^/]+");
      for (Exchange exchange : EXCHANGES) {
        if (exchange.method().equals("GET") && exchange.path().matches(path) && exchange.status() == 200) {
          Set<String> answered = new TreeSet<>();
          shape(Specs.parsed(exchange.answer()), "", answered);
          answered.removeAll(shape);
          answered.forEach(fault -> faults.add(operation.getKey() + fault));
          judged++;
        }
      }
    }
    System.out.println("judges: " + judged + " answers by published examples");
    assertThat(faults).isEmpty();
    assertThat(judged).isGreaterThan(30);
  }

  /** What is in a feed has no schema, so its examples judge. */
  @Test
  void everyFeed_looksLikeAPublishedExample() {
    List<Set<String>> shapes = new ArrayList<>();
    Specs.read("inventory.json").path("paths").path("/v3/feeds").path("post").path("requestBody").path("content")
        .path("multipart/form-data").path("examples").forEach(example -> shapes.add(shape(example.path("value"))));
    List<Set<String>> feeds = EXCHANGES.stream().filter(exchange -> exchange.method().equals("POST") && exchange.path().equals("/v3/feeds"))
        .map(JudgesTest::file).map(JudgesTest::shape).toList();
    System.out.println("judges: " + feeds.size() + " feeds by published examples");
    assertThat(feeds).hasSize(3).allSatisfy(feed -> assertThat(shapes).contains(feed));
    assertThat(Set.copyOf(feeds)).as("both types").hasSize(2);
  }

  private static JsonNode file(Exchange feed) {
    String body = new String(feed.body(), StandardCharsets.UTF_8);
    String file = body.substring(body.indexOf("\r\n\r\n") + 4, body.lastIndexOf("\r\n--"));
    return Specs.parsed(file.getBytes(StandardCharsets.UTF_8));
  }

  private static Set<String> shape(JsonNode node) {
    Set<String> shape = new TreeSet<>();
    shape(node, "", shape);
    return shape;
  }

  private static void shape(JsonNode node, String path, Set<String> into) {
    if (node.isValueNode()) {
      into.add(path + ":" + node.getNodeType());
    }
    node.properties().forEach(field -> shape(field.getValue(), path + "/" + field.getKey(), into));
    if (node.isArray()) {
      node.forEach(item -> shape(item, path + "[]", into));
    }
  }

  private static java.util.stream.Stream<JsonNode> items(JsonNode list) {
    return IntStream.range(0, list.size()).mapToObj(list::get);
  }

  // ---- the judges can see

  @Test
  void judge_ofAWrongField_isRed() {
    assertThat(spoiled("PUT", "/v3/inventory", "\"amount\"", "\"units\"")).anyMatch(fault -> fault.contains("amount"));
  }

  @Test
  void judge_ofAWrongUnit_isRed() {
    assertThat(spoiled("PUT", "/v3/inventory", "\"EACH\"", "\"DOZEN\"")).anyMatch(fault -> fault.contains("enum"));
  }

  @Test
  void judge_ofAWrongReason_isRed() {
    assertThat(spoiled("POST", "/cancel", "CUSTOMER_REQUESTED_SELLER_TO_CANCEL", "BECAUSE")).anyMatch(fault -> fault.contains("enum"));
  }

  @Test
  void judge_ofAnUnknownParameter_isRed() {
    Exchange put = first("PUT", "/v3/inventory");
    assertThat(Specs.faults(new Exchange("PUT", put.path(), put.query() + "&node=1", put.headers(), put.body(), put.status(),
        put.answer(), false))).anyMatch(fault -> fault.contains("node"));
  }

  @Test
  void judge_ofAWrongPath_isRed() {
    Exchange put = first("PUT", "/v3/inventory");
    assertThat(Specs.faults(new Exchange("PUT", "/v3/inventorys", put.query(), put.headers(), put.body(), put.status(), put.answer(),
        false))).isNotEmpty();
  }

  @Test
  void judge_ofAWrongAnswer_isRed() {
    Exchange put = first("PUT", "/v3/inventory");
    assertThat(Specs.faults(new Exchange("PUT", put.path(), put.query(), put.headers(), put.body(), put.status(),
        new String(put.answer(), StandardCharsets.UTF_8).replace("\"sku\"", "\"SKU\"").getBytes(StandardCharsets.UTF_8), false)))
        .anyMatch(fault -> fault.contains("answer"));
  }

  private static List<String> spoiled(String method, String ending, String good, String bad) {
    Exchange call = first(method, ending);
    String body = new String(call.body(), StandardCharsets.UTF_8);
    assertThat(body).contains(good);
    return Specs.faults(new Exchange(method, call.path(), call.query(), call.headers(),
        body.replace(good, bad).getBytes(StandardCharsets.UTF_8), call.status(), call.answer(), false));
  }

  private static Exchange first(String method, String ending) {
    return EXCHANGES.stream()
        .filter(exchange -> exchange.method().equals(method) && exchange.path().endsWith(ending) && exchange.status() == 200)
        .findFirst().orElseThrow();
  }

  /** Where the published models deviate from the live service or from themselves, each with its cause. */
  private static Map<String, String> deviations() {
    try (InputStream list = JudgesTest.class.getResourceAsStream("deviations.txt")) {
      Map<String, String> known = new TreeMap<>();
      for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\\R")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          known.put(line.substring(0, line.indexOf(" | ")).strip(), line.substring(line.indexOf(" | ") + 3));
        }
      }
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
