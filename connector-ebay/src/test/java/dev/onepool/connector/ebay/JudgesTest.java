package dev.onepool.connector.ebay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.ebay.EbaySandbox;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderAction;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Exchange;
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

/** Judges that are not ours: eBay's published contracts and signature vectors over all that we send and the sandbox answers. */
class JudgesTest {

  private static final List<Exchange> EXCHANGES = new ArrayList<>();
  private static final List<byte[]> NOTIFICATIONS = new ArrayList<>();

  /** Makes every call that the connector can make, and some that are refused. */
  @BeforeAll
  static void doEverything() {
    Specs.need();
    for (boolean limits : new boolean[] {false, true}) {
      try (Bench bench = new Bench(Map.of("order-page-size", "2", "listing-page-size", "3"))) {
        bench.ebay.recorder(EXCHANGES::add).offersLimit(limits);
        quantities(bench);
        orders(bench);
        notifications(bench);
      }
    }
  }

  private static void quantities(Bench bench) {
    List.of("A MUG/1", "B+C", "D%E", "F,G", "LOCKED", "HALF", "GONE").forEach(sku -> bench.ebay.list(sku, 5));
    bench.publish(bench.write("A MUG/1", 3), bench.write("B+C", 0), bench.write("NOBODY", 1));
    bench.ebay.lock("LOCKED");
    bench.ebay.halve("HALF");
    bench.publish(bench.write("LOCKED", 3), bench.write("HALF", 4), bench.write("D%E", 7));
    bench.ebay.oneSkuOnly(true);
    bench.publish(bench.write("A MUG/1", 4), bench.write("F,G", 7));
    bench.publish("GONE", Integer.MAX_VALUE);
    bench.ebay.publish("GONE", false);
    bench.connector().shown(List.of(ListingId.of("A MUG/1"), ListingId.of("F,G"), ListingId.of("NOBODY"), ListingId.of("GONE")));
    String cursor = null;
    do {
      ListingPage page = bench.connector().listings(cursor);
      cursor = page.next();
    } while (cursor != null);
    bench.connector().locations();
  }

  private static void orders(Bench bench) {
    List<String> placed = new ArrayList<>();
    for (String payment : List.of("PAID", "PENDING", "FAILED", "PAID", "PAID")) {
      placed.add(bench.ebay.place(bench.clock.instant(), payment, List.of(Map.entry("B+C", 2L), Map.entry("?", 1L))));
      bench.pass(Duration.ofSeconds(1));
    }
    bench.ebay.cancel(placed.get(3));
    bench.ebay.ship(placed.get(4), 0, 1);
    bench.ebay.refund(placed.get(4), 0);
    bench.readOrders();
    bench.connector().ordersById(Set.of(OrderId.of(placed.get(0)), OrderId.of("99-99999-99999")));
    LineId line = LineId.of(bench.ebay.order(placed.get(0)).lines().get(0).id());
    bench.connector().act(
        new OrderAction.Ship(OrderId.of(placed.get(0)), "ship", Map.of(line, 1L), "USPS", "JD1"), bench.deadline());
    bench.connector().act(
        new OrderAction.Ship(OrderId.of("99-99999-99999"), "ship", Map.of(line, 1L), "USPS", "JD1"), bench.deadline());
    bench.readOrders();
  }

  private static void notifications(Bench bench) {
    bench.connector().maintain();
    bench.ebay.markDown();
    bench.ebay.disable("ORDER_CONFIRMATION");
    bench.connector().maintain();
    bench.ebay.dropSubscriptions();
    bench.ebay.withdraw("ORDER_CONFIRMATION");
    try {
      bench.connector().maintain();
    } catch (ConnectorException notOffered) {
      // It is the call that is judged.
    }
    String order = bench.order("B+C", 1);
    List<Notification> all = List.of(bench.ebay.confirmation(order, EbaySandbox.SELLER), bench.ebay.cancellation(order),
        bench.ebay.returned(order), bench.ebay.signed("MARKETPLACE_ACCOUNT_DELETION",
            JsonNodeFactory.instance.objectNode().put("username", "u").put("userId", "i").put("eiasToken", "t")));
    all.forEach(notification -> {
      bench.connector().notification(notification);
      NOTIFICATIONS.add(notification.body());
    });
    bench.ebay.throttle(Call.ORDERS, Duration.ofSeconds(1));
    try {
      bench.connector().orders(null);
    } catch (ConnectorException throttled) {
      // It is the answer that is judged.
    }
  }

  @Test
  void everyCallAndAnswer_keepsThePublishedContract() {
    Set<String> faults = new TreeSet<>();
    int judged = 0;
    Map<String, Integer> models = new TreeMap<>();
    Set<String> operations = new TreeSet<>();
    for (Exchange exchange : EXCHANGES) {
      String model = Specs.model(exchange.path());
      if (!model.isEmpty()) {
        judged++;
        models.merge(model, 1, Integer::sum);
        operations.add(exchange.method() + " " + exchange.path().replaceAll("(order|destination|public_key|topic|subscription)/[^/]+", "$1/*"));
        faults.addAll(Specs.faults(exchange));
      }
    }
    System.out.println("judges: " + judged + " calls and their answers by " + models.size() + " published contracts " + models);
    assertThat(faults).isEmpty();
    assertThat(models).hasSize(3);
    assertThat(operations).as("operations judged").hasSize(15);
    assertThat(judged).isGreaterThan(60);
  }

  @Test
  void everyNotification_keepsItsSchema() {
    List<String> faults = new ArrayList<>();
    NOTIFICATIONS.forEach(notification -> faults.addAll(Specs.faults(notification)));
    System.out.println("judges: " + NOTIFICATIONS.size() + " notifications by a schema made after eBay's topic documents");
    assertThat(faults).isEmpty();
    assertThat(NOTIFICATIONS).hasSize(8);
  }

  // ---- signature vectors

  @Test
  void signatureVectors_areJudgedAsEbaysOwnLibraryDoes() {
    JsonNode vectors = Specs.read("notification-signature-vectors.json");
    assertThat(vector(vectors.path("valid"), vectors.path("valid").path("body_compact_json").asText()))
        .as("eBay's own").isInstanceOf(NotificationResult.Ignored.class);
    assertThat(vector(vectors.path("tampered"), vectors.path("tampered").path("body_compact_json").asText()))
        .as("with another signature").isInstanceOf(NotificationResult.Forged.class);
    assertThat(vector(vectors.path("valid"), vectors.path("valid").path("body_compact_json").asText().replace("test_user", "Test_user")))
        .as("with another body").isInstanceOf(NotificationResult.Forged.class);
    System.out.println("judges: 3 signature vectors of eBay's");
  }

  private static NotificationResult vector(JsonNode vector, String body) {
    ScriptedContext context = ScriptedContext.of(Map.of("notifications.endpoint", "https://x.example"),
        call -> ScriptedContext.answer(200, vector.path("public_key_response").toString()));
    NotificationResult result = context.connector().notification(new Notification(
        Map.of("X-EBAY-SIGNATURE", List.of(vector.path("x-ebay-signature").asText())), body.getBytes(StandardCharsets.UTF_8),
        ScriptedContext.NOW));
    assertThat(context.calls()).singleElement().satisfies(call ->
        assertThat(call.uri().getPath()).isEqualTo("/commerce/notification/v1/public_key/9936261a-7d7b-4621-a0f1-96ccb428af49"));
    return result;
  }

  @Test
  void challengeVector_isAnsweredAsPublished() {
    JsonNode vector = Specs.read("notification-signature-vectors.json").path("endpoint_challenge");
    assertThat(Notifications.challengeResponse(vector.path("challenge_code").asText(), vector.path("verification_token").asText(),
        vector.path("endpoint").asText())).isEqualTo(vector.path("challengeResponse").asText());
    System.out.println("judges: 1 challenge vector");
  }

  // ---- the judges can see

  @Test
  void judge_ofAWrongField_isRed() {
    assertThat(spoiled("\"shipToLocationAvailability\"", "\"shipToLocation\"")).anyMatch(fault -> fault.contains("shipToLocation"));
  }

  @Test
  void judge_ofAMissingSku_isRed() {
    assertThat(spoiled("\"sku\"", "\"sko\"")).anyMatch(fault -> fault.contains("sku"));
  }

  @Test
  void judge_ofAWrongPath_isRed() {
    Exchange write = first("POST", "/bulk_update_price_quantity");
    assertThat(Specs.faults(new Exchange("POST", write.path() + "s", write.query(), write.headers(), write.body(), write.status(),
        write.answer(), false))).isNotEmpty();
  }

  @Test
  void judge_ofAnUnknownParameter_isRed() {
    Exchange orders = first("GET", "/order");
    assertThat(Specs.faults(new Exchange("GET", orders.path(), orders.query() + "&since=1", orders.headers(), orders.body(),
        orders.status(), orders.answer(), false))).anyMatch(fault -> fault.contains("since"));
  }

  @Test
  void judge_ofAWrongAnswer_isRed() {
    Exchange orders = first("GET", "/order");
    String answer = new String(orders.answer(), StandardCharsets.UTF_8);
    for (String[] wrong : new String[][] {{"\"PAID\"", "\"PAYED\""}, {"\"lineItemId\"", "\"lineId\""}}) {
      assertThat(answer).contains(wrong[0]);
      assertThat(Specs.faults(new Exchange("GET", orders.path(), orders.query(), orders.headers(), orders.body(), orders.status(),
          answer.replace(wrong[0], wrong[1]).getBytes(StandardCharsets.UTF_8), false))).as(wrong[1]).isNotEmpty();
    }
  }

  @Test
  void judge_ofANotificationWithAWrongWord_isRed() {
    String text = new String(NOTIFICATIONS.get(1), StandardCharsets.UTF_8);
    assertThat(text).contains("CANCELLATION_COMPLETED");
    assertThat(Specs.faults(text.replace("CANCELLATION_COMPLETED", "GONE").getBytes(StandardCharsets.UTF_8))).isNotEmpty();
  }

  private static List<String> spoiled(String good, String bad) {
    Exchange call = EXCHANGES.stream().filter(exchange -> exchange.path().endsWith("/bulk_update_price_quantity")
        && new String(exchange.body(), StandardCharsets.UTF_8).contains(good) && exchange.status() < 300).findFirst().orElseThrow();
    return Specs.faults(new Exchange(call.method(), call.path(), call.query(), call.headers(),
        new String(call.body(), StandardCharsets.UTF_8).replace(good, bad).getBytes(StandardCharsets.UTF_8), call.status(),
        call.answer(), false));
  }

  private static Exchange first(String method, String end) {
    return EXCHANGES.stream().filter(exchange -> exchange.method().equals(method) && exchange.path().endsWith(end)
        && exchange.status() == 200 && (exchange.answer().length > 1_000 || !end.equals("/order"))).findFirst().orElseThrow();
  }
}
