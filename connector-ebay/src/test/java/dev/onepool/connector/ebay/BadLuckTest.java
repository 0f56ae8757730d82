package dev.onepool.connector.ebay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What bad input and bad luck get. */
class BadLuckTest {

  private static final ListingId MUG = ListingId.of("MUG");
  private static final String HTML = "<!DOCTYPE html><html><body>Pardon our interruption</body></html>";

  // ---- settings

  @Test
  void settingsThatCannotBe_areNamedAllTogether() {
    Map<String, String> wrong = Map.ofEntries(
        Map.entry("environment", "moon"), Map.entry("language", "english"), Map.entry("endpoint", "https://api.ebay.com"),
        Map.entry("batch-size", "26"), Map.entry("read-size", "0"), Map.entry("listing-page-size", "201"),
        Map.entry("order-page-size", "201"), Map.entry("revisions-per-day", "251"), Map.entry("limit.inventory", "1"),
        Map.entry("visibility-delay", "PT-1S"), Map.entry("max-write-delay", "PT-1S"), Map.entry("clock-skew", "PT-1S"),
        Map.entry("orders.margin", "PT-1S"), Map.entry("orders.overlap", "a while"), Map.entry("orders.first-read", "P800D"),
        Map.entry("call-timeout", "PT0S"), Map.entry("notifications.endpoint", "http://example.com"),
        Map.entry("notifications.topics", "ORDER_CONFIRMATION,order changed"));
    ConfigurationException refused = catchThrowableOfType(
        ConfigurationException.class, () -> ScriptedContext.of(wrong, call -> null).connector());
    assertThat(refused.problems()).hasSize(wrong.size());
    wrong.keySet().forEach(key -> assertThat(refused.getMessage()).contains("\"" + key + "\""));
  }

  @Test
  void settingsAtTheirLimits_areTaken() {
    ScriptedContext.of(Map.of("batch-size", "25", "read-size", "1", "listing-page-size", "200", "order-page-size", "200",
        "revisions-per-day", "5", "orders.overlap", "PT0S", "orders.first-read", "PT17496H", "notifications.topics",
        "ORDER_CONFIRMATION, LISTING"), call -> null).connector().close();
  }

  @Test
  void settingsThatDoNotFitTogether_areRefused_withoutShowingTheToken() {
    String token = "the-verification-token-of-somebody-1";
    Map<Map<String, String>, String> wrong = Map.of(
        Map.of("notifications.verification-token", token), "notifications.endpoint",
        Map.of("notifications.endpoint", "https://x.example", "notifications.destination-id", "1"), "notifications.verification-token",
        Map.of("notifications.endpoint", "https://x.example", "notifications.verification-token", "too short"), "32 to 80");
    wrong.forEach((settings, said) -> assertThatThrownBy(() -> ScriptedContext.of(settings, call -> null).connector())
        .isInstanceOf(ConfigurationException.class).hasMessageContaining(said).hasMessageNotContaining(token)
        .hasMessageNotContaining("too short"));
  }

  // ---- tokens

  @Test
  void consentTakenBack_isUnauthorized_andSaysWhatToDo() {
    try (Bench bench = new Bench()) {
      bench.ebay.revoke();
      ConnectorException refused = failure(() -> bench.connector().shown(List.of(MUG)));
      assertThat(refused.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(refused.getMessage()).contains("consent again", "refresh-token");
      assertThat(bench.ebay.calls(Call.TOKEN)).isEqualTo(1);
    }
  }

  @Test
  void wrongClientSecret_isUnauthorized_andNamesTheSetting() {
    try (Bench bench = new Bench(Map.of("client-secret", "not-the-secret-at-all"))) {
      ConnectorException refused = failure(() -> bench.connector().listings(null));
      assertThat(refused.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(refused.getMessage()).contains("\"client-secret\"", "\"environment\"").doesNotContain("not-the-secret");
    }
  }

  @Test
  void missingScope_isUnauthorized_andAsksForNoTokenAfterToken() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 5);
      bench.reads("MUG");
      bench.ebay.takeScopes(true);
      for (int i = 0; i < 4; i++) {
        bench.pass(Duration.ofSeconds(2));
        assertThat(failure(() -> bench.reads("MUG")).kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      }
      assertThat(bench.ebay.calls(Call.TOKEN)).isEqualTo(1);
    }
  }

  @Test
  void expiredToken_isReplacedByOneNewOne() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 5);
      bench.reads("MUG");
      bench.ebay.expireTokens();
      bench.pass(Duration.ofSeconds(2));
      assertThat(failure(() -> bench.reads("MUG")).kind()).as("the first after the token ended").isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(bench.reads("MUG")).as("with the next token").isEqualTo(5);
      assertThat(bench.ebay.calls(Call.TOKEN)).isEqualTo(2);
    }
  }

  @Test
  void tokenServiceOutOfOrder_isUnavailable_andPasses() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 5);
      bench.ebay.trouble(Call.TOKEN, Trouble.SERVER_ERROR);
      assertThat(failure(() -> bench.reads("MUG")).kind()).isEqualTo(FailureKind.UNAVAILABLE);
      assertThat(bench.reads("MUG")).isEqualTo(5);
    }
  }

  @Test
  void secretsThatEbayRepeats_areNotPassedOn() {
    String body = "{\"errors\":[{\"errorId\":1,\"message\":\"the-access-token the-client-secret the-refresh-token v^1.1#i^1#abc\"}]}";
    for (int status : new int[] {400, 401, 403, 404, 500, 503}) {
      ConnectorException refused =
          failure(() -> ScriptedContext.answering(status, body).connector().orders(null));
      assertThat(refused.getMessage()).doesNotContain("the-access-token", "the-client-secret", "the-refresh-token", "v^1.1");
    }
    assertThat(ScriptedContext.answering(200, "").connector().toString()).doesNotContain("secret", "token");
  }

  // ---- too many calls

  @Test
  void tooManyCalls_withATimeToWait_areWaitedForSoLong() {
    for (Map.Entry<String, Long> wait : Map.of("120", 120L, "0", 1L, "999999999", 86_400L).entrySet()) {
      assertThat(throttledFor(wait.getKey())).as("Retry-After: " + wait.getKey()).isEqualTo(Duration.ofSeconds(wait.getValue()));
    }
  }

  @Test
  void tooManyCalls_withNonsense_areWaitedForASecond() {
    for (String nonsense : List.of("soon", "-5", "1e9", "99999999999999999999")) {
      assertThat(throttledFor(nonsense)).as("Retry-After: " + nonsense).isEqualTo(Duration.ofSeconds(1));
    }
  }

  private static Duration throttledFor(String retryAfter) {
    ScriptedContext context = ScriptedContext.of(Map.of(), call -> new HttpOutcome.Answer(429,
        Map.of("Retry-After", List.of(retryAfter)), "{\"errors\":[{\"errorId\":2001}]}".getBytes(StandardCharsets.UTF_8)));
    ConnectorException refused = failure(() -> context.connector().orders(null));
    assertThat(refused.kind()).isEqualTo(FailureKind.THROTTLED);
    assertThat(context.paused()).containsEntry("FULFILLMENT", refused.until());
    return Duration.between(ScriptedContext.NOW, refused.until());
  }

  @Test
  void throttleStorm_isPutOffLongerEachTime_andSendsNothingMeanwhile() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 5);
      bench.reads("MUG");
      bench.ebay.throttle(Call.WRITE, Duration.ofHours(1));
      List<Duration> waits = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Instant before = bench.clock.instant();
        Instant until = ((PublishResult.Throttled) bench.publish("MUG", 3)).until();
        waits.add(Duration.between(before, until));
        assertThat(bench.publish("MUG", 3)).as("asked again at once").isEqualTo(new PublishResult.Throttled(until));
        bench.clock.advanceTo(until);
      }
      assertThat(waits).containsExactly(
          Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
      assertThat(bench.ebay.calls(Call.WRITE)).isEqualTo(4);
      assertThat(bench.ebay.effects("MUG")).isZero();
    }
  }

  // ---- answers that are none

  @Test
  void writeAnsweredByAServerInTrouble_isUnknown() {
    for (int status : new int[] {500, 502, 503, 504}) {
      for (String body : List.of("", HTML, "{\"errors\":[{\"errorId\":25001,\"message\":\"x\"}]}", "{\"err")) {
        assertThat(written(call -> ScriptedContext.answer(status, body))).as(status + " " + body).isInstanceOf(PublishResult.Unknown.class);
      }
    }
  }

  @Test
  void writeAnsweredWithSomethingElse_isUnknown() {
    for (String body : List.of("", "[]", "{}", HTML, "{\"responses\":[]}", "{\"responses\":{}}", "{\"responses\":[7]}", "{\"resp",
        "{\"responses\":[{\"sku\":\"MUG\",\"statusCode\":200}]}trailing")) {
      assertThat(written(call -> ScriptedContext.answer(200, body))).as(body).isInstanceOf(PublishResult.Unknown.class);
    }
  }

  @Test
  void writeThatWasNeverSent_isRejected_andOneWithoutAnswerIsUnknown() {
    assertThat(written(call -> new HttpOutcome.NotSent("no connection"))).isInstanceOfSatisfying(
        PublishResult.Rejected.class, rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    assertThat(written(call -> new HttpOutcome.NoAnswer("cut"))).isInstanceOf(PublishResult.Unknown.class);
  }

  @Test
  void writeWithoutRight_isRejectedAsThat() {
    for (int status : new int[] {401, 403}) {
      assertThat(written(call -> ScriptedContext.answer(status, HTML))).isInstanceOfSatisfying(
          PublishResult.Rejected.class, rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.UNAUTHORIZED));
    }
  }

  private static PublishResult written(Function<HttpCall, HttpOutcome> answer) {
    ScriptedContext context = ScriptedContext.of(Map.of(), call -> call.uri().getPath().endsWith("/offer")
        ? ScriptedContext.answer(200, QuantitiesTest.offer("")) : answer.apply(call));
    return context.connector().publish(List.of(new QuantityWrite(MUG, 3, "a/MUG/1")), ScriptedContext.NOW.plusSeconds(9)).get(0);
  }

  @Test
  void readingAnsweredWithSomethingElse_isMalformed() {
    for (String body : List.of("", "[]", "{}", HTML, "{\"orders\":[]}", "{\"total\":-1,\"orders\":[]}", "{\"total\":0,\"orders\":{}}",
        "{\"total\":1e99,\"orders\":[]}", "{\"total\":2,\"orders\":[]}")) {
      assertThat(failure(() -> ScriptedContext.answering(200, body).connector().orders(null)).kind()).as(body)
          .isEqualTo(FailureKind.MALFORMED);
    }
  }

  @Test
  void orderWithImpossibleNumbers_isToldAsUnreadable_withItsListings() {
    for (String line : List.of(line("-1"), line("1.5"), line("\"two\""), line("null"), line("99999999999"), line("1") + "," + line("1"),
        line("1").replace("\"lineItemId\":\"1\",", ""))) {
      OrderPage page = page(call -> null, order("1", "2026-03-01T10:00:00.000Z", line));
      assertThat(page.orders()).as(line).isEmpty();
      assertThat(page.unreadable()).as(line).singleElement().satisfies(order -> {
        assertThat(order.order()).isEqualTo(OrderId.of("1"));
        assertThat(order.listings()).containsExactly(MUG);
        assertThat(order.why()).contains("order 1 cannot be").hasSizeLessThan(400);
      });
    }
  }

  @Test
  void orderWithoutItsTimes_isToldAsUnreadable() {
    for (String time : List.of("", "yesterday")) {
      assertThat(page(call -> null, order("1", time, line("1"))).unreadable()).as(time).hasSize(1);
    }
  }

  @Test
  void orderWithImpossibleNumbers_sparesTheOthersOnThePage() {
    OrderPage page = page(call -> null, order("1", "", line("1")), order("2", "2026-03-01T10:00:00.000Z", line("3")));
    assertThat(page.orders()).singleElement().extracting(OrderSnapshot::order).isEqualTo(OrderId.of("2"));
  }

  @Test
  void orderWithImpossibleNumbers_andALineThatNamesNothing_tellsNoListings() {
    String nothing = line("1").replace("\"MUG\"", "\"\"");
    OrderPage page = page(call -> null, order("1", "", line("1") + "," + nothing));
    assertThat(page.unreadable()).singleElement().satisfies(order -> assertThat(order.listings()).isEmpty());
  }

  @Test
  void orderWithoutAName_makesThePageMalformed() {
    for (String name : List.of("", "a\\u0007b")) {
      assertThat(failure(() -> page(call -> null, order(name, "", line("1")))).kind()).as(name).isEqualTo(FailureKind.MALFORMED);
    }
  }

  @Test
  void parcelsThatCannotBeRead_setTheirOrderAside() {
    String partly = order("1", "2026-03-01T10:00:00.000Z", line("2").replace("NOT_STARTED", "IN_PROGRESS"));
    OrderPage page = page(call -> ScriptedContext.answer(200, HTML), partly);
    assertThat(page.unreadable()).singleElement().satisfies(order -> assertThat(order.listings()).containsExactly(MUG));
  }

  @Test
  void parcelsThatAreRefusedOrLost_failThePage() {
    String partly = order("1", "2026-03-01T10:00:00.000Z", line("2").replace("NOT_STARTED", "IN_PROGRESS"));
    Map.of(FailureKind.THROTTLED, ScriptedContext.answer(429, ""), FailureKind.UNAUTHORIZED, ScriptedContext.answer(401, ""),
        FailureKind.UNAVAILABLE, new HttpOutcome.NoAnswer("cut")).forEach((kind, answer) ->
            assertThat(failure(() -> page(call -> answer, partly)).kind()).isEqualTo(kind));
  }

  @Test
  void orderNamedBesideOneThatCannotBe_isRead() {
    String orders = "{\"total\":2,\"orders\":[" + order("1", "", line("1")) + ","
        + order("2", "2026-03-01T10:00:00.000Z", line("3")) + "]}";
    assertThat(ScriptedContext.answering(200, orders).connector().ordersById(Set.of(OrderId.of("1"), OrderId.of("2"))))
        .singleElement().extracting(OrderSnapshot::order).isEqualTo(OrderId.of("2"));
  }

  private static String line(String quantity) {
    return "{\"lineItemId\":\"1\",\"sku\":\"MUG\",\"lineItemFulfillmentStatus\":\"NOT_STARTED\",\"quantity\":" + quantity + "}";
  }

  private static String order(String id, String changed, String lines) {
    return "{\"orderId\":\"" + id + "\",\"creationDate\":\"2026-03-01T10:00:00.000Z\",\"lastModifiedDate\":\"" + changed
        + "\",\"lineItems\":[" + lines + "]}";
  }

  private static OrderPage page(Function<HttpCall, HttpOutcome> parcels, String... orders) {
    String page = "{\"total\":" + orders.length + ",\"orders\":[" + String.join(",", orders) + "]}";
    return ScriptedContext.of(Map.of(), call -> call.uri().getPath().endsWith("/shipping_fulfillment") ? parcels.apply(call)
        : ScriptedContext.answer(200, page)).connector().orders(null);
  }

  @Test
  void quantityThatCannotBe_isMalformed_andNeverRead() {
    for (String quantity : List.of("-1", "1.5", "\"two\"", "99999999999", "[]")) {
      assertThat(failure(() -> shown(row("MUG", 200, quantity), "")).kind()).as("the item's " + quantity).isEqualTo(FailureKind.MALFORMED);
      assertThat(failure(() -> shown(row("MUG", 200, "5"), ",\"availableQuantity\":" + quantity)).kind()).as("the offer's " + quantity)
          .isEqualTo(FailureKind.MALFORMED);
    }
    assertThat(shown(row("MUG", 200, "5"), ",\"availableQuantity\":4")).isEqualTo(4);
  }

  @Test
  void halfAnAnswerToAReading_isNoAnswer() {
    assertThat(failure(() -> shown(row("CUP", 200, "5"), "")).kind()).as("another item").isEqualTo(FailureKind.MALFORMED);
    assertThat(failure(() -> shown(row("MUG", 500, "5"), "")).kind()).as("an item that failed").isEqualTo(FailureKind.UNAVAILABLE);
  }

  private static String row(String sku, int status, String quantity) {
    return "{\"responses\":[{\"sku\":\"" + sku + "\",\"statusCode\":" + status + ",\"inventoryItem\":{\"availability\":"
        + "{\"shipToLocationAvailability\":{\"quantity\":" + quantity + "}}}}]}";
  }

  private static Long shown(String items, String ofTheOffer) {
    ScriptedContext context = ScriptedContext.of(Map.of(), call -> ScriptedContext.answer(200,
        call.uri().getPath().endsWith("/offer") ? QuantitiesTest.offer(ofTheOffer) : items));
    return context.connector().shown(List.of(MUG)).get(0).quantity();
  }

  @Test
  void fewerOffersThanCounted_areMalformed() {
    String offers = QuantitiesTest.offer("").replace("\"total\":1", "\"total\":2");
    ScriptedContext context = ScriptedContext.answering(200, offers);
    assertThat(failure(() -> context.connector().shown(List.of(MUG))).kind()).isEqualTo(FailureKind.MALFORMED);
  }

  @Test
  void connectionCutAfterTheWrite_isUnknown_andWhatWasWrittenIsReadBack() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 5);
      bench.ebay.trouble(Call.WRITE, Trouble.LOST_AFTER);
      assertThat(bench.publish("MUG", 3)).isInstanceOf(PublishResult.Unknown.class);
      assertThat(bench.reads("MUG")).isEqualTo(3);
    }
  }

  private interface Trial {
    Object run();
  }

  private static ConnectorException failure(Trial trial) {
    ConnectorException failure = catchThrowableOfType(ConnectorException.class, trial::run);
    assertThat(failure).as("failure").isNotNull();
    return failure;
  }

  @Test
  void channelName_standsInTheComplaint() {
    assertThatThrownBy(() -> ScriptedContext.of(Map.of("environment", "moon"), call -> null).connector())
        .hasMessageContaining(ChannelId.of("ebay").value());
  }
}
