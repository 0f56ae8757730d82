package dev.onepool.connector.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.tiktok.SandboxOrder.Kind;
import dev.onepool.sandbox.tiktok.TikTokSandbox;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.testkit.contract.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Judges that are not ours: what is published of TikTok's interface over all that we send and all that the sandbox answers. */
class JudgesTest {

  private static final List<Exchange> EXCHANGES = new ArrayList<>();

  /** Makes every call that the connector can make, and some that are refused. */
  @BeforeAll
  static void doEverything() {
    Specs.need();
    Map<String, String> settings = Map.of("other-warehouses", "keep", "webhook-uri", "https://hub.example.com/tiktok",
        "cancel-reason-no-stock", "seller_cancel_reason_out_of_stock", "shipping-providers", "DHL=6617675021119438849");
    try (Bench bench = new Bench(settings)) {
      bench.tiktok.recorder(EXCHANGES::add).pages(2, 2);
      quantities(bench);
      orders(bench);
      bench.connector().locations();
      bench.connector().maintain();
      bench.connector().maintain();
      bench.tiktok.expireTokens();
      bench.pass(Duration.ofSeconds(2));
      bench.connector().locations();
    }
  }

  private static void quantities(Bench bench) {
    ChannelConnector tiktok = bench.connector();
    List<String> mugs = bench.tiktok.list(5, "MUG RED/1", "MUG+BLUE");
    String two = bench.tiktok.listInTwo("CUP", 5, 6);
    String held = bench.tiktok.listHeld("HELD", 9);
    List<String> plate = bench.tiktok.list(0, "PLATE");
    bench.publish(bench.write(mugs.get(0), 3), bench.write(mugs.get(1), 0), bench.write(two, 99_999), bench.write(held, 1));
    bench.tiktok.freeze(plate.get(0));
    bench.publish(bench.write(plate.get(0), 4));
    tiktok.shown(List.of(ListingId.of(mugs.get(0)), ListingId.of(two), ListingId.of("1729000000000000001/1")));
    String cursor = null;
    do {
      ListingPage page = tiktok.listings(cursor);
      tiktok.stock(cursor);
      cursor = page.next();
    } while (cursor != null);
  }

  private static void orders(Bench bench) {
    ChannelConnector tiktok = bench.connector();
    String mug = bench.tiktok.list(50, "MUG-2").get(0);
    String cup = bench.tiktok.list(50, "CUP-2").get(0);
    List<OrderId> placed = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      placed.add(OrderId.of(bench.tiktok.place(bench.clock.instant(), kind, TikTokSandbox.WAREHOUSE,
          new TikTokSandbox.Line(mug, 3), new TikTokSandbox.Line(mug, 1), new TikTokSandbox.Line(null, 1),
          new TikTokSandbox.Line(mug, 1, Map.of(cup, 2)))));
      bench.pass(Duration.ofSeconds(5));
    }
    bench.tiktok.ship(placed.get(3).value(), 0, 3);
    bench.tiktok.giveBack(placed.get(3).value(), 0, 1);
    bench.tiktok.refund(placed.get(3).value(), 0, 1);
    bench.tiktok.lose(placed.get(3).value(), 0, 1);
    read(bench);
    LineId line = LineId.of(mug.split("/")[1]);
    for (OrderAction action : List.of(
        new OrderAction.Ship(placed.get(0), "s", Map.of(line, 2L), "DHL", "JD1"),
        new OrderAction.Cancel(placed.get(0), "c", Map.of(line, 1L), OrderAction.Reason.NO_STOCK),
        new OrderAction.Ship(placed.get(0), "s", Map.of(line, 2L), "DHL", "JD1"))) {
      assertThat(tiktok.act(action, bench.deadline())).as(action.toString()).isInstanceOf(PublishResult.Applied.class);
    }
    bench.pass(Duration.ofMinutes(1));
    read(bench);
    tiktok.ordersById(Set.copyOf(placed));
  }

  private static void read(Bench bench) {
    String cursor = null;
    OrderPage page;
    do {
      page = bench.connector().orders(cursor);
      cursor = page.next();
      bench.pass(Duration.ofSeconds(3));
    } while (page.more());
    bench.connector().orders(cursor);
  }

  @Test
  void everyCallAndAnswer_keepsTheDerivedInterface() {
    Set<String> known = deviations();
    Set<String> faults = new TreeSet<>();
    Map<String, Integer> operations = new TreeMap<>();
    for (Exchange exchange : EXCHANGES) {
      operations.merge(exchange.method() + " " + exchange.path().replaceAll("/[0-9]{10,}", "/*"), 1, Integer::sum);
      Specs.faults(exchange).stream().filter(fault -> known.stream().noneMatch(fault::contains)).forEach(faults::add);
    }
    System.out.println("judges: " + EXCHANGES.size() + " calls and their answers, of " + operations.size() + " operations "
        + operations);
    assertThat(faults).isEmpty();
    assertThat(operations).as("operations that were called").hasSize(14);
    assertThat(EXCHANGES).hasSizeGreaterThan(40);
  }

  @Test
  void everyKnownDeviation_isOne() {
    Set<String> faults = new TreeSet<>();
    EXCHANGES.forEach(exchange -> faults.addAll(Specs.faults(exchange)));
    assertThat(deviations()).allSatisfy(deviation -> assertThat(faults).anyMatch(fault -> fault.contains(deviation)));
  }

  // ---- signatures

  @Test
  void signatures_areThePublishedOnes() {
    int judged = 0;
    for (JsonNode vector : Specs.read("signing-vectors.json").path("api_request_signing")) {
      Map<String, String> query = new HashMap<>();
      vector.path("query").properties().forEach(entry -> query.put(entry.getKey(), entry.getValue().asText()));
      byte[] body = vector.path("body").isNull() ? new byte[0] : vector.path("body").asText().getBytes(StandardCharsets.UTF_8);
      assertThat(Api.sign(vector.path("app_secret").asText(), vector.path("path").asText(), query, body))
          .as(vector.path("name").asText()).isEqualTo(vector.path("sign").asText());
      judged++;
    }
    System.out.println("judges: " + judged + " published and recomputed signatures of calls");
    assertThat(judged).isEqualTo(6);
  }

  @Test
  void callOfTheOfficialExample_isSignedAsPublished() {
    // The published hash is of 2021-06-16T01:37:44Z; the connector signs with the clock that it is given.
    Map<String, String> query = Map.of("app_key", "29a39d", "timestamp", "1623812664", "sign", "old", "access_token", "old");
    assertThat(Api.sign("e59af819cc", "/authorization/202309/shops", query, new byte[0]))
        .isEqualTo("b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8");
  }

  @Test
  void notificationOfTheOfficialExample_isGenuine() {
    JsonNode vector = Specs.read("signing-vectors.json").path("webhook_signing").path(0);
    Map<String, String> app = Map.of("app-key", vector.path("app_key").asText(), "app-secret", vector.path("app_secret").asText());
    Notification notification = new Notification(
        Map.of("Authorization", List.of(vector.path("authorization_header").asText())),
        vector.path("body").asText().getBytes(StandardCharsets.UTF_8), Instant.ofEpochSecond(1_718_305_590));
    NotificationResult result = ScriptedContext.of(app, call -> new HttpOutcome.NotSent("none")).connector().notification(notification);
    System.out.println("judges: 1 published signature of a notification");
    assertThat(result).isEqualTo(new NotificationResult.Changed(
        "7380066284010030890", List.of(), Set.of(OrderId.of("576653688135258178")), Set.of(), false));
  }

  // ---- published examples, read

  @Test
  void publishedExamples_areRead() throws IOException {
    OrderPage orders = ScriptedContext.of(Map.of("returns", "false"), call -> example("Order/OrderSearchOrdersResponse"))
        .connector().orders(null);
    OrderSnapshot.Line line = orders.orders().get(0).lines().get(0);
    assertThat(line.listing()).as("what a bundle is made of").isEqualTo(ListingId.of("1729582718312380456/2729382476852921123"));
    ListingPage listings = connector("Product/ProductSearchProductsResponse").listings(null);
    assertThat(listings.listings().get(0).listing()).isEqualTo(ListingId.of("1729592969712207008/1729592969712207012"));
    assertThat(listings.next()).isEqualTo("b2Zmc2V0PTAK");
    assertThat(connector("Product/ProductGetInventoriesResponse").shown(List.of(
        ListingId.of("1729592969712207008/1729388324987897824")))).singleElement()
        .satisfies(shown -> assertThat(shown.quantity()).isEqualTo(100));
    assertThat(connector("Logistics/LogisticsGetWarehousesResponse").locations()).hasSize(1);
    System.out.println("judges: 4 published answers, read");
  }

  @Test
  void publishedPartialFailure_isRejected() {
    ListingId listing = ListingId.of("1729592969712207012/1729592969712207013");
    ScriptedContext context = ScriptedContext.of(Map.of("warehouse-id", "7068517275539719942"),
        call -> call.uri().getPath().endsWith("/update") ? example("Product/ProductUpdateProductInventoryResponse")
            : ScriptedContext.answer(200, "{\"code\":0,\"data\":{\"inventory\":[{\"product_id\":\"1729592969712207012\",\"skus\":"
                + "[{\"id\":\"1729592969712207013\",\"total_available_quantity\":1,\"warehouse_inventory\":["
                + "{\"warehouse_id\":\"7068517275539719942\",\"available_quantity\":1}]}]}]}}"));
    List<PublishResult> results = context.connector().publish(
        List.of(new QuantityWrite(listing, 999, "a")), ScriptedContext.NOW.plusSeconds(60));
    assertThat(results).singleElement().isInstanceOfSatisfying(PublishResult.Rejected.class,
        rejected -> assertThat(rejected.message()).contains("12052003"));
    assertThat(Json.parse(context.calls().get(1).body())).as("the body of the call, as the published example has it")
        .isEqualTo(Json.parse(Specs.read("samples/models/Product/ProductUpdateProductInventoryRequest.json").toString()
            .getBytes(StandardCharsets.UTF_8)));
    System.out.println("judges: 2 published examples of a write and its refusal");
  }

  @Test
  void publishedNotifications_areUnderstood() throws IOException {
    List<String> understood = new ArrayList<>();
    try (var files = Files.list(Specs.FOLDER.resolve("samples/events"))) {
      for (var file : files.sorted().toList()) {
        byte[] body = Files.readAllBytes(file);
        String signature = java.util.HexFormat.of().formatHex(
            Api.hmac("the-app-secret", "29a39d".getBytes(StandardCharsets.UTF_8), body));
        NotificationResult result = ScriptedContext.of(Map.of("shop-id", "7494049642642441621"), call -> new HttpOutcome.NotSent("none"))
            .connector().notification(new Notification(
                Map.of("authorization", List.of(signature)), body, Instant.ofEpochSecond(1_644_412_890)));
        understood.add(file.getFileName().toString().replace("Event.json", "") + "=" + result.getClass().getSimpleName());
      }
    }
    System.out.println("judges: " + understood.size() + " published notifications, read");
    assertThat(understood).containsExactly("CancellationStatusChange=Changed", "OrderStatusChange=Changed", "PackageUpdate=Changed",
        "ProductCreation=Ignored", "ProductInformationChange=Ignored", "ProductStatusChange=Ignored",
        "RecipientAddressUpdate=Ignored", "ReturnStatusChange=Changed", "SellerDeauthorization=Ignored",
        "UpcomingAuthorizationExpiration=Ignored");
  }

  private static TikTokConnector connector(String name) {
    return ScriptedContext.of(Map.of(), call -> example(name)).connector();
  }

  private static HttpOutcome example(String name) {
    return ScriptedContext.answer(200, Specs.read("samples/models/" + name + ".json").toString());
  }

  // ---- the judges can see

  @Test
  void judge_ofAWrongField_isRed() {
    assertThat(spoiled("\"quantity\"", "\"amount\"")).anyMatch(fault -> fault.contains("amount"));
  }

  @Test
  void judge_ofAFractionalQuantity_isRed() {
    assertThat(spoiled("\"quantity\":3", "\"quantity\":3.5")).anyMatch(fault -> fault.contains("quantity"));
  }

  @Test
  void judge_ofAnUnsignedCall_isRed() {
    Exchange call = first("/update");
    assertThat(Specs.faults(new Exchange(call.method(), call.path(), call.query().replaceAll("&sign=[0-9a-f]+", ""),
        call.headers(), call.body(), call.status(), call.answer(), false))).anyMatch(fault -> fault.contains("sign"));
  }

  @Test
  void judge_ofACallWithoutToken_isRed() {
    Exchange call = first("/update");
    assertThat(Specs.faults(new Exchange(call.method(), call.path(), call.query(), Map.of("content-type", "application/json"),
        call.body(), call.status(), call.answer(), false))).anyMatch(fault -> fault.contains("x-tts-access-token"));
  }

  @Test
  void judge_ofAWrongPath_isRed() {
    Exchange call = first("/update");
    assertThat(Specs.faults(new Exchange(call.method(), call.path().replace("/inventory/", "/stock/"), call.query(),
        call.headers(), call.body(), call.status(), call.answer(), false))).isNotEmpty();
  }

  @Test
  void judge_ofAWrongAnswer_isRed() {
    Exchange call = first("/update");
    assertThat(Specs.faults(new Exchange(call.method(), call.path(), call.query(), call.headers(), call.body(), call.status(),
        Specs.text(call.answer()).replace("\"code\":0", "\"code\":\"none\"").getBytes(StandardCharsets.UTF_8), false)))
        .anyMatch(fault -> fault.contains("response"));
  }

  private static List<String> spoiled(String good, String bad) {
    Exchange call = first("/update");
    assertThat(Specs.text(call.body())).contains(good);
    return Specs.faults(new Exchange(call.method(), call.path(), call.query(), call.headers(),
        Specs.text(call.body()).replace(good, bad).getBytes(StandardCharsets.UTF_8), call.status(), call.answer(), false));
  }

  private static Exchange first(String path) {
    return EXCHANGES.stream().filter(exchange -> exchange.path().endsWith(path)).findFirst().orElseThrow();
  }

  /** Where the derived interface deviates from the published examples, each with its cause. */
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
