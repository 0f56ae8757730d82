package dev.onepool.connector.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.ChannelFulfilment;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.amazon.AmazonSandbox;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.FulfilmentService;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.PublishResult;
import dev.onepool.testkit.contract.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Judges that are not ours: Amazon's published models and schemas over all that we send and all that the sandbox answers. */
class JudgesTest {

  private static final List<Exchange> EXCHANGES = new ArrayList<>();
  private static final List<String> MESSAGES = new ArrayList<>();
  private static final List<byte[]> FEEDS = new ArrayList<>();
  private static final List<byte[]> REPORTS = new ArrayList<>();

  /** Makes every call that the connector can make, and some that are refused. */
  @BeforeAll
  static void doEverything() {
    Specs.need();
    for (String version : List.of("2026-01-01", "v0")) {
      Map<String, String> settings = Map.of("orders.api", version, "feed.threshold", "6", "feed.size", "30",
          "visibility-delay", "PT30M", "notifications.application-id", AmazonSandbox.APPLICATION,
          "notifications.destination-id", "destination");
      try (Bench bench = new Bench(settings)) {
        bench.amazon.recorder(EXCHANGES::add).notifications(MESSAGES::add).pages(20, 2).feedDelay(Duration.ofMinutes(10));
        quantities(bench);
        orders(bench);
        fulfilment(bench);
        MESSAGES.add(bench.amazon.quantityNotification("A MUG/1"));
        MESSAGES.add(bench.amazon.feedNotification(bench.amazon.feeds().get(0)));
        FEEDS.addAll(bench.amazon.feedDocuments());
        REPORTS.addAll(bench.amazon.feedReports());
      }
    }
  }

  private static void quantities(Bench bench) {
    ChannelConnector amazon = bench.connector();
    List.of("A MUG/1", "B+C", "D%E", "F,G").forEach(sku -> bench.amazon.list(sku, 5));
    bench.amazon.listHeld("HELD", 9);
    for (int i = 0; i < 25; i++) {
      bench.amazon.list("S" + i, i);
    }
    bench.publish(bench.write("A MUG/1", 3), bench.write("B+C", 0), bench.write("D%E", 7), bench.write("NOBODY", 1));
    bench.pass(Duration.ofSeconds(30));
    amazon.shown(List.of(ListingId.of("A MUG/1"), ListingId.of("F,G"), ListingId.of("NOBODY")));
    List<PublishResult> fed = amazon.publish(
        java.util.stream.IntStream.range(0, 8).mapToObj(i -> bench.write("S" + i, 11)).toList(), bench.deadline());
    bench.pass(Duration.ofMinutes(20));
    amazon.poll(fed.stream().map(result -> ((PublishResult.Accepted) result).token()).toList());
    String cursor = null;
    do {
      ListingPage page = amazon.listings(cursor);
      cursor = page.next();
    } while (cursor != null);
    amazon.stock(null);
  }

  private static void orders(Bench bench) {
    ChannelConnector amazon = bench.connector();
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      placed.add(bench.amazon.place(bench.clock.instant(), i == 1, i == 2, List.of(Map.entry("B+C", 2L), Map.entry("?", 1L))));
      bench.pass(Duration.ofSeconds(1));
    }
    bench.amazon.cancel(placed.get(3), 0, 1);
    bench.pass(Duration.ofMinutes(10));
    String cursor = null;
    OrderPage page;
    do {
      page = amazon.orders(cursor);
      cursor = page.next();
      bench.pass(Duration.ofMinutes(3));
    } while (page.more());
    amazon.ordersById(Set.of(OrderId.of(placed.get(0)), OrderId.of("111-0000000-0000000")));
    LineId line = LineId.of(bench.amazon.order(placed.get(0)).lines().get(0).id());
    amazon.act(new OrderAction.Ship(OrderId.of(placed.get(0)), "ship", Map.of(line, 1L), "DHL", "JD1"), bench.deadline());
    amazon.maintain();
    bench.amazon.dropSubscription();
    amazon.maintain();
  }

  private static void fulfilment(Bench bench) {
    FulfilmentService service = bench.connector().fulfilment();
    ChannelFulfilment.Address address = new ChannelFulfilment.Address(
        "Tom Jones", List.of("123 Main St"), "Anytown", "AZ", "85050", "US", "5555555555");
    for (long units : new long[] {2, 200}) {
      service.preview(new ChannelFulfilment.Shipment("S-1", bench.clock.instant(), Map.of(ListingId.of("afn:HELD"), units),
          address), bench.deadline());
    }
    for (String id : List.of("S-1", "S-2", "S-3")) {
      service.create(new ChannelFulfilment.Shipment(
          id, bench.clock.instant(), Map.of(ListingId.of("afn:HELD"), 2L), address), bench.deadline());
    }
    bench.amazon.fulfil("S-1", true);
    service.cancel("S-2", bench.deadline());
    bench.amazon.fulfil("S-3", false);
    List.of("S-1", "S-2", "S-3", "S-4").forEach(id -> service.status(id, bench.deadline()));
  }

  @Test
  void everyCallAndAnswer_keepsThePublishedModel() {
    Set<String> known = deviations();
    Set<String> faults = new TreeSet<>();
    int judged = 0;
    Map<String, Integer> models = new TreeMap<>();
    for (Exchange exchange : EXCHANGES) {
      if (!Specs.model(exchange.path()).isEmpty()) {
        judged++;
        models.merge(Specs.model(exchange.path()), 1, Integer::sum);
        Specs.faults(exchange).stream().filter(fault -> known.stream().noneMatch(fault::contains)).forEach(faults::add);
      }
    }
    System.out.println("judges: " + judged + " calls and their answers by " + models.size() + " published models " + models);
    assertThat(faults).isEmpty();
    assertThat(models).hasSize(7);
    assertThat(judged).isGreaterThan(60);
  }

  @Test
  void everyFeedReportAndNotification_keepsItsPublishedSchema() throws IOException {
    int judged = 0;
    List<String> faults = new ArrayList<>();
    for (byte[] feed : FEEDS) {
      faults.addAll(Specs.faults("schemas-feeds/listings-feed-schema-v2.json", Specs.JSON.readTree(feed)));
      judged++;
    }
    for (byte[] report : REPORTS) {
      faults.addAll(Specs.faults("schemas-feeds/listings-feed-processing-report-schema-v2.json", Specs.JSON.readTree(report)));
      judged++;
    }
    Map<String, String> schemas = Map.of("ORDER_CHANGE", "OrderChangeNotification",
        "LISTINGS_ITEM_MFN_QUANTITY_CHANGE", "ListingsItemMfnQuantityChange",
        "FEED_PROCESSING_FINISHED", "FeedProcessingFinishedNotification");
    for (String message : MESSAGES) {
      JsonNode body = Specs.JSON.readTree(message);
      String type = body.path("NotificationType").asText(body.path("notificationType").asText());
      faults.addAll(Specs.faults("schemas-notifications/" + schemas.get(type) + ".json", body));
      judged++;
    }
    System.out.println("judges: " + judged + " feeds, reports and notifications by published schemas");
    assertThat(faults).isEmpty();
    assertThat(FEEDS).hasSize(2);
    assertThat(REPORTS).hasSize(2);
    assertThat(MESSAGES).hasSizeGreaterThan(10);
  }

  // ---- the judges can see

  @Test
  void judge_ofAWrongField_isRed() {
    assertThat(spoiled("PATCH", "\"productType\"", "\"product_type\"")).anyMatch(fault -> fault.contains("product"));
  }

  @Test
  void judge_ofAWrongOperation_isRed() {
    assertThat(spoiled("PATCH", "\"merge\"", "\"upsert\"")).anyMatch(fault -> fault.contains("enum"));
  }

  @Test
  void judge_ofAWrongPath_isRed() {
    Exchange patch = first("PATCH");
    Exchange wrong = new Exchange("PATCH", patch.path().replace("/items/", "/item/"), patch.query(), patch.headers(),
        patch.body(), patch.status(), patch.answer(), false);
    assertThat(Specs.faults(wrong)).isNotEmpty();
  }

  @Test
  void judge_ofAnUnknownParameter_isRed() {
    Exchange patch = first("PATCH");
    Exchange wrong = new Exchange("PATCH", patch.path(), patch.query() + "&sku=1", patch.headers(), patch.body(), patch.status(),
        patch.answer(), false);
    assertThat(Specs.faults(wrong)).anyMatch(fault -> fault.contains("sku"));
  }

  @Test
  void judge_ofAWrongAnswer_isRed() {
    Exchange patch = first("PATCH");
    Exchange wrong = new Exchange("PATCH", patch.path(), patch.query(), patch.headers(), patch.body(), patch.status(),
        new String(patch.answer(), StandardCharsets.UTF_8).replace("ACCEPTED", "DONE").getBytes(StandardCharsets.UTF_8), false);
    assertThat(Specs.faults(wrong)).anyMatch(fault -> fault.contains("answer"));
  }

  @Test
  void judge_ofAFeedWithAWrongField_isRed() throws IOException {
    String feed = new String(FEEDS.get(0), StandardCharsets.UTF_8).replace("\"operationType\":\"PATCH\"", "\"operationType\":\"PATCHES\"");
    assertThat(Specs.faults("schemas-feeds/listings-feed-schema-v2.json", Specs.JSON.readTree(feed))).isNotEmpty();
  }

  private static List<String> spoiled(String method, String good, String bad) {
    Exchange call = first(method);
    String body = new String(call.body(), StandardCharsets.UTF_8);
    assertThat(body).contains(good);
    return Specs.faults(new Exchange(method, call.path(), call.query(), call.headers(),
        body.replace(good, bad).getBytes(StandardCharsets.UTF_8), call.status(), call.answer(), false));
  }

  private static Exchange first(String method) {
    return EXCHANGES.stream().filter(exchange -> exchange.method().equals(method) && exchange.status() == 200)
        .findFirst().orElseThrow();
  }

  /** Where the published models deviate from the live service, each with its cause. */
  private static Set<String> deviations() {
    try (InputStream list = JudgesTest.class.getResourceAsStream("deviations.txt")) {
      Set<String> known = new TreeSet<>();
      for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\\R")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          known.add(line.substring(0, line.indexOf(" | ")).strip());
        }
      }
      return known;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
