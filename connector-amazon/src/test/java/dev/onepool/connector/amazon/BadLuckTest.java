package dev.onepool.connector.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.amazon.AmazonSandbox;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.Rate;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What bad input and bad luck get. */
class BadLuckTest {

  private static final ListingId MUG = ListingId.of("MUG");

  // ---- tokens

  @Test
  void expiredToken_underConcurrency_isRefreshedOnce() throws Exception {
    try (Bench bench = new Bench()) {
      bench.amazon.list("MUG", 5);
      bench.connector().shown(List.of(MUG));
      bench.amazon.expireTokens();
      bench.pass(Duration.ofSeconds(2));
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Callable<Object>> readings = List.of(() -> reading(bench), () -> reading(bench), () -> reading(bench), () -> reading(bench));
      List<FailureKind> kinds = new ArrayList<>();
      for (Future<Object> answer : threads.invokeAll(readings)) {
        if (answer.get() instanceof FailureKind kind) {
          kinds.add(kind);
        }
      }
      threads.shutdown();
      bench.pass(Duration.ofSeconds(2));
      assertThat(kinds).isNotEmpty().containsOnly(FailureKind.UNAUTHORIZED);
      assertThat(bench.connector().shown(List.of(MUG))).hasSize(1);
      assertThat(bench.amazon.calls(Call.TOKEN)).isEqualTo(2);
    }
  }

  private static Object reading(Bench bench) {
    try {
      return bench.connector().shown(List.of(MUG));
    } catch (ConnectorException refused) {
      return refused.kind();
    }
  }

  @Test
  void revokedToken_isUnauthorized_andSaysWhatToDo() {
    try (Bench bench = new Bench()) {
      bench.amazon.revoke();
      ConnectorException refused =
          catchThrowableOfType(ConnectorException.class, () -> bench.connector().shown(List.of(MUG)));
      assertThat(refused.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(refused.getMessage()).contains("authorise the application again", "lwa.refresh-token");
      assertThat(bench.amazon.calls(Call.TOKEN)).isEqualTo(1);
    }
  }

  @Test
  void wrongClientSecret_isUnauthorized_andNamesTheSetting() {
    try (Bench bench = new Bench(Map.of("lwa.client-secret", "not-the-secret-at-all"))) {
      assertThatThrownBy(() -> bench.connector().listings(null)).isInstanceOf(ConnectorException.class)
          .hasMessageContaining("lwa.client-secret").hasMessageNotContaining("not-the-secret");
    }
  }

  @Test
  void missingRole_isUnauthorized_andAsksForNoTokenAfterToken() {
    try (Bench bench = new Bench()) {
      bench.amazon.list("MUG", 5);
      bench.amazon.takeRoles(true);
      for (int i = 0; i < 4; i++) {
        bench.pass(Duration.ofSeconds(2));
        assertThat(reading(bench)).isEqualTo(FailureKind.UNAUTHORIZED);
      }
      assertThat(bench.amazon.calls(Call.TOKEN)).isEqualTo(1);
    }
  }

  @Test
  void loginOutOfOrder_isUnavailable_andPasses() {
    try (Bench bench = new Bench()) {
      bench.amazon.list("MUG", 5);
      bench.amazon.trouble(Call.TOKEN, Trouble.SERVER_ERROR);
      assertThat(reading(bench)).isEqualTo(FailureKind.UNAVAILABLE);
      assertThat(bench.connector().shown(List.of(MUG))).hasSize(1);
    }
  }

  // ---- too many calls

  @Test
  void throttleStorm_isPutOffLongerEachTime_andSendsNothingMeanwhile() {
    try (Bench bench = new Bench(Map.of("feed.threshold", "0"))) {
      bench.amazon.list("MUG", 5);
      bench.connector().shown(List.of(MUG));
      bench.amazon.throttle(Call.WRITE, Duration.ofHours(1));
      List<Duration> waits = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Instant before = bench.clock.instant();
        Instant until = throttled(bench);
        waits.add(Duration.between(before, until));
        assertThat(throttled(bench)).as("asked again at once").isEqualTo(until);
        bench.clock.advanceTo(until);
      }
      assertThat(waits).containsExactly(
          Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
      assertThat(bench.amazon.calls(Call.WRITE)).isEqualTo(4);
      assertThat(bench.amazon.effects("MUG")).isZero();
    }
  }

  private static Instant throttled(Bench bench) {
    PublishResult result = bench.publish(bench.write("MUG", 3)).get(0);
    assertThat(result).isInstanceOf(PublishResult.Throttled.class);
    return ((PublishResult.Throttled) result).until();
  }

  @Test
  void batchBeyondTheBurst_isWrittenAsFarAsTheBudgetGoes_andTheRestThrottledOneByOne() {
    try (Bench bench = new Bench(Map.of("feed.threshold", "0", "patch-batch", "20"))) {
      List<dev.onepool.spi.QuantityWrite> batch = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        bench.amazon.list("S" + i, 1);
        batch.add(bench.write("S" + i, 9));
      }
      List<PublishResult> results = bench.connector().publish(batch, bench.deadline());
      assertThat(results.subList(0, 5)).allMatch(PublishResult.Accepted.class::isInstance);
      assertThat(results.subList(5, 12)).allMatch(PublishResult.Throttled.class::isInstance);
      assertThat(bench.amazon.refusals()).as("what Amazon had to refuse").isEmpty();
    }
  }

  @Test
  void rateInAnAnswer_isLearned_andNonsenseIsNot() {
    for (String header : List.of("10.0", "-1", "NaN", "soon")) {
      ScriptedContext context = ScriptedContext.of(Map.of(), call -> new HttpOutcome.Answer(200,
          Map.of("x-amzn-RateLimit-Limit", List.of(header)), "{\"numberOfResults\":0,\"items\":[]}".getBytes(StandardCharsets.UTF_8)));
      context.connector().shown(List.of(MUG));
      assertThat(context.learned().get("SEARCH_LISTINGS_ITEMS")).isEqualTo(header.equals("10.0") ? new Rate(10, 5) : null);
    }
  }

  // ---- answers that are none

  @Test
  void patchAnsweredWithSomethingElse_isUnknown() {
    for (String body : List.of("", "[]", "{}", "{\"status\":\"ACCEPTED\"}", "{\"status\":\"VALID\",\"submissionId\":\"1\"}", "{\"sta")) {
      ScriptedContext context = ScriptedContext.of(Map.of("feed.threshold", "0"), call -> call.method().equals("PATCH")
          ? ScriptedContext.answer(200, body) : offer());
      PublishResult result = context.connector().publish(
          List.of(new dev.onepool.spi.QuantityWrite(MUG, 3, "a/MUG/1")), ScriptedContext.NOW.plusSeconds(9)).get(0);
      assertThat(result).as("said of " + body).isInstanceOf(PublishResult.Unknown.class);
    }
  }

  @Test
  void patchNeverSent_isRejected_notUnknown() {
    ScriptedContext context = ScriptedContext.of(Map.of("feed.threshold", "0"), call -> call.method().equals("PATCH")
        ? new HttpOutcome.NotSent("no connection") : offer());
    assertThat(context.connector().publish(
        List.of(new dev.onepool.spi.QuantityWrite(MUG, 3, "a/MUG/1")), ScriptedContext.NOW.plusSeconds(9)).get(0))
        .isInstanceOfSatisfying(PublishResult.Rejected.class, result -> assertThat(result.kind()).isEqualTo(FailureKind.UNAVAILABLE));
  }

  private static HttpOutcome offer() {
    return ScriptedContext.answer(200, "{\"numberOfResults\":1,\"items\":[{\"sku\":\"MUG\",\"fulfillmentAvailability\":"
        + "[{\"fulfillmentChannelCode\":\"DEFAULT\",\"quantity\":1}]}]}");
  }

  private static ScriptedContext orders(String... orders) {
    return ScriptedContext.answering(200, "{\"orders\":[" + String.join(",", orders) + "]}");
  }

  private static String order(String id, String quantity, String product) {
    return "{" + id + "\"createdTime\":\"2026-03-01T10:00:00Z\",\"lastUpdatedTime\":\"2026-03-01T10:00:00Z\",\"orderItems\":"
        + "[{\"orderItemId\":\"1\",\"quantityOrdered\":" + quantity + ",\"product\":{" + product + "}}]}";
  }

  @Test
  void orderWithImpossibleNumbers_isToldAsUnreadable_withItsListings() {
    for (String quantity : List.of("-1", "\"two\"", "1.5", "null", "99999999999")) {
      OrderPage page = orders(order("\"orderId\":\"1\",", quantity, "\"sellerSku\":\"MUG\"")).connector().orders(null);
      assertThat(page.orders()).isEmpty();
      assertThat(page.unreadable()).as("quantity " + quantity).singleElement().satisfies(order -> {
        assertThat(order.order()).isEqualTo(OrderId.of("1"));
        assertThat(order.listings()).containsExactly(MUG);
        assertThat(order.why()).contains("1 cannot be");
      });
    }
  }

  @Test
  void orderWithImpossibleNumbers_sparesTheOthersOnThePage() {
    OrderPage page = orders(order("\"orderId\":\"1\",", "-1", "\"sellerSku\":\"MUG\""),
        order("\"orderId\":\"2\",", "3", "\"sellerSku\":\"MUG\"")).connector().orders(null);
    assertThat(page.orders()).singleElement().extracting(OrderSnapshot::order).isEqualTo(OrderId.of("2"));
  }

  @Test
  void orderWithImpossibleNumbers_andAnItemWithoutSku_tellsNoListings() {
    OrderPage page = orders(order("\"orderId\":\"1\",", "-1", "")).connector().orders(null);
    assertThat(page.unreadable()).singleElement().satisfies(order -> assertThat(order.listings()).isEmpty());
  }

  @Test
  void orderNamedBesideOneWithImpossibleNumbers_isRead() {
    ScriptedContext context = ScriptedContext.of(Map.of(), call -> ScriptedContext.answer(200, "{\"order\":"
        + (call.uri().getPath().endsWith("/1") ? order("\"orderId\":\"1\",", "-1", "\"sellerSku\":\"MUG\"")
            : order("\"orderId\":\"2\",", "3", "\"sellerSku\":\"MUG\"")) + "}"));
    assertThat(context.connector().ordersById(Set.of(OrderId.of("1"), OrderId.of("2"))))
        .singleElement().extracting(OrderSnapshot::order).isEqualTo(OrderId.of("2"));
  }

  @Test
  void orderWithoutAName_makesThePageMalformed() {
    ScriptedContext context = orders(order("", "-1", "\"sellerSku\":\"MUG\""));
    assertThatThrownBy(() -> context.connector().orders(null))
        .isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED));
  }

  // ---- lines

  @Test
  void lineWithoutSku_isTold_underANameThatMatchesNothing() {
    try (Bench bench = new Bench()) {
      bench.amazon.place(bench.clock.instant(), false, false, List.of(Map.entry("?", 2L)));
      bench.pass(Duration.ofMinutes(10));
      OrderSnapshot order = bench.connector().orders(null).orders().get(0);
      assertThat(order.lines()).singleElement().satisfies(line -> {
        assertThat(line.ordered()).isEqualTo(2);
        assertThat(line.listing().value()).startsWith("unmapped:");
        assertThat(bench.publish(bench.write(line.listing().value(), 3)).get(0)).isInstanceOf(PublishResult.Rejected.class);
      });
    }
  }

  @Test
  void skuLikeOneOfOurNames_isTakenForWhatItIs() {
    try (Bench bench = new Bench(Map.of("feed.threshold", "0"))) {
      bench.amazon.list("afn:MUG", 5);
      ListingId listing = bench.connector().listings(null).listings().get(0).listing();
      assertThat(listing).isEqualTo(ListingId.of("mfn:afn:MUG"));
      assertThat(bench.publish(bench.write(listing.value(), 3)).get(0)).isInstanceOf(PublishResult.Accepted.class);
      assertThat(bench.amazon.shows("afn:MUG")).isEqualTo(3);
    }
  }

  @Test
  void strangeSkus_areWrittenAndReadAsTheyAre() {
    try (Bench bench = new Bench(Map.of("feed.threshold", "0"))) {
      for (String sku : List.of("A/B", "A B", "A+B", "A%2FB", "A,B", "Ä#?&=", "..")) {
        bench.amazon.list(sku, 5);
        bench.pass(Duration.ofSeconds(3));
        assertThat(bench.publish(bench.write(sku, 3)).get(0)).as(sku).isInstanceOf(PublishResult.Accepted.class);
        assertThat(bench.amazon.shows(sku)).as(sku).isEqualTo(3);
        assertThat(bench.connector().shown(List.of(ListingId.of(sku)))).as(sku).hasSize(1);
      }
    }
  }

  // ---- whose stock

  @Test
  void writeToStockThatAmazonHolds_underAPlainName_isRefusedBeforeItIsSent() {
    try (Bench bench = new Bench(Map.of("feed.threshold", "0"))) {
      bench.amazon.listHeld("HELD", 5);
      assertThat(bench.publish(bench.write("HELD", 3)).get(0)).isInstanceOf(PublishResult.Rejected.class);
      assertThat(bench.amazon.calls(Call.WRITE)).isZero();
      assertThat(bench.amazon.stranded()).isZero();
    }
  }

  @Test
  void skuSoldBothWays_isTwoListings_andOnlyTheSellersIsWritten() {
    try (Bench bench = new Bench(Map.of("feed.threshold", "0"))) {
      bench.amazon.list("BOTH", 5);
      bench.amazon.listHeld("BOTH", 7);
      assertThat(bench.connector().listings(null).listings()).extracting(listing -> listing.listing().value(), listing -> listing.heldByChannel())
          .containsExactly(org.assertj.core.groups.Tuple.tuple("BOTH", false), org.assertj.core.groups.Tuple.tuple("afn:BOTH", true));
      assertThat(bench.publish(bench.write("afn:BOTH", 1)).get(0)).isInstanceOf(PublishResult.Rejected.class);
      assertThat(bench.publish(bench.write("BOTH", 1)).get(0)).isInstanceOf(PublishResult.Accepted.class);
      assertThat(bench.amazon.shows("BOTH")).isEqualTo(1);
    }
  }

  @Test
  void write_leavesTheHandlingTimeAlone() {
    try (Bench bench = new Bench(Map.of("feed.threshold", "0"))) {
      bench.amazon.list("MUG", 5);
      bench.publish(bench.write("MUG", 3));
      assertThat(bench.amazon.leadTime("MUG")).isEqualTo(2);
    }
  }

  // ---- clocks

  @Test
  void clockAheadByLessThanTheMargin_readsOrders_andByMoreIsToldSo() {
    for (Duration ahead : List.of(Duration.ofSeconds(110), Duration.ofSeconds(130))) {
      try (AmazonSandbox amazon = AmazonSandbox.open(java.time.Clock.fixed(Bench.START, java.time.ZoneOffset.UTC))) {
        dev.onepool.testkit.ManualClock ours = new dev.onepool.testkit.ManualClock(Bench.START.plus(ahead));
        try (var connector = dev.onepool.core.internal.host.ConnectorHost.of(List.of(new AmazonProvider()))
            .connect(dev.onepool.ChannelId.of("a"), "amazon", amazon.settings(), ours)) {
          if (ahead.compareTo(Duration.ofMinutes(2)) < 0) {
            assertThat(connector.orders(null).orders()).isEmpty();
          } else {
            assertThatThrownBy(() -> connector.orders(null)).hasMessageContaining("two minutes before now");
          }
        }
      }
    }
  }

  @Test
  void clockSetBack_makesNoWindowThatEndsBeforeItBegins() {
    try (Bench bench = new Bench(Map.of("visibility-delay", "PT0S"))) {
      String ahead = "1;NEXT;2026-03-01T13:00:00Z;2026-03-01T11:50:00Z;";
      OrderPage page = bench.connector().orders(ahead);
      assertThat(page.completeThrough()).isEqualTo(bench.clock.instant().minus(Duration.ofMinutes(4)));
      OrderPage again = bench.connector().orders(page.next());
      assertThat(again.completeThrough()).isEqualTo(page.completeThrough());
    }
  }

  @Test
  void lostPageToken_beginsTheWindowAnew() {
    try (Bench bench = new Bench(Map.of("visibility-delay", "PT30M"))) {
      String order = bench.amazon.place(bench.clock.instant(), false, false, List.of(Map.entry("?", 1L)));
      bench.pass(Duration.ofMinutes(10));
      OrderPage page = bench.connector().orders("1;NEXT;2026-03-01T11:00:00Z;2026-03-01T11:30:00Z;bm90LWEtdG9rZW4=");
      assertThat(page.orders()).isEmpty();
      assertThat(page.more()).isTrue();
      assertThat(bench.connector().orders(page.next()).orders()).extracting(OrderSnapshot::order).contains(OrderId.of(order));
    }
  }

  @Test
  void foreignCursor_isRefused() {
    try (Bench bench = new Bench()) {
      assertThatThrownBy(() -> bench.connector().orders("yesterday")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> bench.connector().listings("yesterday")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  // ---- notifications

  @Test
  void notification_forAnotherApplicationSubscriptionOrSeller_isForged_andOursIsNot() {
    try (Bench bench = new Bench(Map.of("notifications.application-id", AmazonSandbox.APPLICATION,
        "notifications.subscription-ids", "another, " + AmazonSandbox.SUBSCRIPTION))) {
      bench.amazon.list("MUG", 5);
      String order = bench.amazon.buy("MUG", 2);
      String ours = bench.amazon.notification(order);
      assertThat(told(bench, ours)).isInstanceOf(NotificationResult.Changed.class);
      assertThat(told(bench, ours.replace(AmazonSandbox.APPLICATION, "x"))).isInstanceOf(NotificationResult.Forged.class);
      assertThat(told(bench, ours.replace(AmazonSandbox.SUBSCRIPTION, "x"))).isInstanceOf(NotificationResult.Forged.class);
      assertThat(told(bench, ours.replace(AmazonSandbox.SELLER, "x"))).isInstanceOf(NotificationResult.Forged.class);
      assertThat(told(bench, ours.substring(9))).isInstanceOf(NotificationResult.Forged.class);
      assertThat(told(bench, ours.replace("\"OrderStatus\"", "\"Status\""))).isInstanceOf(NotificationResult.Unreadable.class);
    }
  }

  @Test
  void notificationOfANewOrder_holdsItsUnits_asAPartThatTheOrdersOverrule() {
    try (Bench bench = new Bench(Map.of("notifications.application-id", AmazonSandbox.APPLICATION))) {
      bench.amazon.list("MUG", 5);
      String order = bench.amazon.buy("MUG", 2);
      NotificationResult.Changed changed = (NotificationResult.Changed) told(bench, bench.amazon.notification(order));
      bench.pass(Duration.ofMinutes(10));
      OrderSnapshot read = bench.connector().ordersById(Set.of(OrderId.of(order))).get(0);
      assertThat(changed.snapshots()).singleElement().satisfies(part -> {
        assertThat(part.complete()).isFalse();
        assertThat(part.lines()).isEqualTo(read.lines());
        assertThat(part.updatedAt()).isBeforeOrEqualTo(read.updatedAt());
        assertThat(part.sequence()).isLessThan(read.sequence());
      });
    }
  }

  @Test
  void notificationOfACancellation_isAHintToReadTheOrder() {
    try (Bench bench = new Bench(Map.of("notifications.application-id", AmazonSandbox.APPLICATION))) {
      bench.amazon.list("MUG", 5);
      String order = bench.amazon.buy("MUG", 2);
      bench.amazon.cancel(order, 0, 2);
      NotificationResult.Changed changed = (NotificationResult.Changed) told(bench, bench.amazon.notification(order));
      assertThat(changed.snapshots()).isEmpty();
      assertThat(changed.orders()).containsExactly(OrderId.of(order));
    }
  }

  private static NotificationResult told(Bench bench, String body) {
    return bench.connector().notification(
        new Notification(Map.of(), body.getBytes(StandardCharsets.UTF_8), bench.clock.instant()));
  }

  // ---- secrets

  @Test
  void amazonsWordsThatQuoteTheToken_areShownWithoutIt() {
    ScriptedContext context = ScriptedContext.answering(400,
        "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"bad token the-access-token\"}]}");
    assertThatThrownBy(() -> context.connector().shown(List.of(MUG))).hasMessageContaining("bad token ***")
        .hasMessageNotContaining("the-access-token");
  }

  @Test
  void documentAddress_isGivenNoToken() {
    ScriptedContext context = ScriptedContext.of(Map.of("feed.threshold", "1"), call -> switch (call.uri().getPath()) {
      case "/feeds/2021-06-30/documents" -> ScriptedContext.answer(201, "{\"feedDocumentId\":\"d\",\"url\":\"https://example.com/up\"}");
      case "/feeds/2021-06-30/feeds" -> ScriptedContext.answer(200, call.method().equals("POST") ? "{\"feedId\":\"1\"}" : "{\"feeds\":[]}");
      case "/up" -> ScriptedContext.answer(200, "");
      default -> offer();
    });
    context.connector().publish(
        List.of(new dev.onepool.spi.QuantityWrite(MUG, 3, "a/MUG/1")), ScriptedContext.NOW.plusSeconds(9));
    assertThat(context.calls()).filteredOn(call -> call.uri().getHost().equals("example.com")).singleElement()
        .satisfies(call -> assertThat(call.headers().keySet()).containsExactly("Content-Type"));
    assertThat(context.calls()).filteredOn(call -> !call.uri().getHost().equals("example.com"))
        .allMatch(call -> call.headers().containsKey("x-amz-access-token"));
  }
}
