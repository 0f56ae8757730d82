package dev.onepool.connector.walmart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What bad input and bad luck get. */
class BadLuckTest {

  private static final ListingId MUG = ListingId.of("MUG");
  private static final Instant DEADLINE = ScriptedContext.NOW.plusSeconds(60);
  private static final String MUG_AT_NODE = "{\"sku\":\"MUG\",\"nodes\":[{\"shipNode\":\"1\",\"inputQty\":{\"unit\":\"EACH\",\"amount\":9},"
      + "\"availToSellQty\":{\"unit\":\"EACH\",\"amount\":7},\"reservedQty\":{\"unit\":\"EACH\",\"amount\":2}}]}";
  private static final String ECHO = "{\"sku\":\"MUG\",\"quantity\":{\"unit\":\"EACH\",\"amount\":5}}";

  // ---- settings

  @Test
  void wrongSettings_areNamedTogether_withTheirValues() {
    Map<String, String> wrong = Map.ofEntries(Map.entry("endpoint", "http://127.0.0.1.evil.example"), Map.entry("ship-nodes", "a b"),
        Map.entry("quantity-meaning", "gross"), Map.entry("orders.overlap", "-PT1M"), Map.entry("orders.page-size", "201"),
        Map.entry("put-batch", "0"), Map.entry("feed.size", "10001"), Map.entry("feed.threshold", "-1"),
        Map.entry("orders.first-read", "PT4320H"), Map.entry("refresh-token", "the-refresh-token"),
        Map.entry("notifications.url", "https://me:secret@example.com/"), Map.entry("tracking-url", "https://example.com/"),
        Map.entry("call-timeout", "PT0S"), Map.entry("wfs.inventory", "yes"));
    assertThatThrownBy(() -> ScriptedContext.of(wrong, call -> ScriptedContext.answer(200, "{}")).connector())
        .isInstanceOfSatisfying(ConfigurationException.class, refused -> {
          assertThat(refused.problems()).hasSize(wrong.size());
          assertThat(refused.toString()).doesNotContain("the-refresh-token").doesNotContain("me:secret");
          wrong.keySet().stream().filter(key -> !key.equals("refresh-token"))
              .forEach(key -> assertThat(refused.problems()).anyMatch(problem -> problem.startsWith("\"" + key + "\"")));
        });
  }

  @Test
  void settings_atTheirLimits_areTaken() {
    for (Map<String, String> right : List.of(Map.of("endpoint", "https://sandbox.walmartapis.com"), Map.of("ship-nodes", "1, 2"),
        Map.of("orders.page-size", "200"), Map.of("feed.size", "10000"), Map.of("feed.threshold", "0"),
        Map.of("orders.first-read", "PT4296H"), Map.of("refresh-token", "r", "partner-id", "1"),
        Map.of("tracking-url", "https://example.com/?n={number}"), Map.of("endpoint", "http://[::1]:8080"))) {
      ScriptedContext.of(right, call -> ScriptedContext.answer(200, "{}")).connector().close();
    }
  }

  // ---- tokens

  @Test
  void deletedKeys_areUnauthorized_andSayWhatToDo_withoutTheSecret() {
    try (Bench bench = new Bench(Map.of("client-secret", "not-the-secret-at-all"))) {
      ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> bench.connector().shown(List.of(MUG)));
      assertThat(refused.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(refused.getMessage()).contains("client-secret").doesNotContain("not-the-secret");
      assertThat(bench.walmart.calls(Call.TOKEN)).isEqualTo(1);
    }
  }

  @Test
  void missingScope_isUnauthorized_andAsksForNoTokenAfterToken() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 5);
      bench.walmart.takeScope(true);
      for (int i = 0; i < 4; i++) {
        bench.pass(Duration.ofSeconds(2));
        assertThat(catchThrowableOfType(ConnectorException.class, () -> bench.connector().shown(List.of(MUG))).kind())
            .isEqualTo(FailureKind.UNAUTHORIZED);
      }
      assertThat(bench.walmart.calls(Call.TOKEN)).isEqualTo(1);
    }
  }

  @Test
  void token_isRenewedBeforeFifteenMinutes_soThatNoCallIsRefused() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 5);
      for (int i = 0; i < 40; i++) {
        bench.connector().shown(List.of(MUG));
        bench.pass(Duration.ofMinutes(1));
      }
      assertThat(bench.walmart.refusals()).isEmpty();
      assertThat(bench.walmart.calls(Call.TOKEN)).isBetween(3L, 5L);
    }
  }

  @Test
  void refreshToken_isUsedWithThePartnerId() {
    ScriptedContext context = ScriptedContext.of(Map.of("refresh-token", "r/1", "partner-id", "77"), call -> ScriptedContext.answer(200,
        "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":900}"));
    context.obtains = true;
    context.connector().maintain();
    HttpCall token = context.calls().get(0);
    assertThat(new String(token.body(), StandardCharsets.UTF_8)).isEqualTo("grant_type=refresh_token&refresh_token=r%2F1");
    assertThat(token.headers()).containsEntry("WM_PARTNER.ID", "77").doesNotContainKey("WM_SEC.ACCESS_TOKEN");
    assertThat(context.calls().get(1).headers()).containsKey("WM_SEC.ACCESS_TOKEN").doesNotContainKey("Authorization");
  }

  // ---- too many calls

  @Test
  void refusedCall_withoutATime_isPutOffLongerEachTime() {
    ScriptedContext context = ScriptedContext.answering(429, "");
    WalmartConnector connector = context.connector();
    for (long seconds : new long[] {1, 2, 4, 8}) {
      assertThat(throttled(connector)).isEqualTo(ScriptedContext.NOW.plusSeconds(seconds));
    }
  }

  @Test
  void refusedCall_withATime_isPutOffUntilThen_inAnyUnit() {
    Instant until = ScriptedContext.NOW.plusSeconds(40);
    for (Map.Entry<String, String> header : List.of(Map.entry("X-Next-Replenishment-Time", Long.toString(until.toEpochMilli())),
        Map.entry("x-next-replenish-time", Long.toString(until.getEpochSecond())), Map.entry("x-next-replenish-time", until.toString()),
        Map.entry("Retry-After", "40"))) {
      assertThat(throttled(refusing(header))).as(header.toString()).isEqualTo(until);
    }
  }

  @Test
  void refusedCall_withATimeThatCannotBe_isPutOffLikeOneWithout() {
    for (String nonsense : List.of("soon", "-5", "0", "2026-02-28T12:00:00Z", "2036-03-01T12:00:00Z", "99999999999999999999")) {
      assertThat(throttled(refusing(Map.entry("x-next-replenish-time", nonsense)))).as(nonsense)
          .isEqualTo(ScriptedContext.NOW.plusSeconds(1));
    }
  }

  private static WalmartConnector refusing(Map.Entry<String, String> header) {
    return ScriptedContext.of(Map.of(), call -> new HttpOutcome.Answer(429, Map.of(header.getKey(), List.of(header.getValue())),
        new byte[0])).connector();
  }

  private static Instant throttled(WalmartConnector connector) {
    ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> connector.shown(List.of(MUG)));
    assertThat(refused.kind()).isEqualTo(FailureKind.THROTTLED);
    return refused.until();
  }

  @Test
  void lastTokenOfABucket_pausesItsBudget_beforeWalmartMustRefuse() {
    for (String left : List.of("2", "1", "0")) {
      ScriptedContext context = ScriptedContext.of(Map.of(), call -> new HttpOutcome.Answer(200, Map.of(
          "x-current-token-count", List.of(left), "x-next-replenish-time", List.of("1772366430000")),
          MUG_AT_NODE.getBytes(StandardCharsets.UTF_8)));
      context.connector().shown(List.of(MUG));
      assertThat(context.paused().get("GET_INVENTORY")).as(left + " left")
          .isEqualTo(left.equals("0") ? Instant.ofEpochMilli(1_772_366_430_000L) : null);
    }
  }

  @Test
  void thousandWrites_areNeverRefused_becauseTheLimitsAreKept() {
    try (Bench bench = new Bench(Map.of("put-batch", "150", "feed.threshold", "0"))) {
      long taken = 0;
      for (int i = 0; i < 1_000; i++) {
        bench.walmart.list("S" + i, 1);
      }
      for (int round = 0; round < 40 && taken < 1_000; round++) {
        QuantityWrite[] batch = new QuantityWrite[(int) Math.min(150, 1_000 - taken)];
        for (int i = 0; i < batch.length; i++) {
          batch[i] = bench.write("S" + (taken + i), 9);
        }
        for (PublishResult result : bench.publish(batch)) {
          taken += result instanceof PublishResult.Accepted ? 1 : 0;
        }
        bench.pass(Duration.ofSeconds(20));
      }
      assertThat(taken).isEqualTo(1_000);
      assertThat(bench.walmart.refusals()).isEmpty();
    }
  }

  // ---- writes whose answer is none, or half of one

  private static PublishResult write(Map<String, String> settings, HttpOutcome put) {
    return ScriptedContext.of(settings, call -> call.method().equals("PUT") ? put : ScriptedContext.answer(200, MUG_AT_NODE)).connector()
        .publish(List.of(new QuantityWrite(MUG, 3, "w/MUG/1")), DEADLINE).get(0);
  }

  @Test
  void update_thatIsEchoed_isAccepted_withWhatIsKeptAsideAdded() {
    assertThat(write(Map.of(), ScriptedContext.answer(200, ECHO))).isInstanceOf(PublishResult.Accepted.class);
  }

  @Test
  void update_thatIsNotEchoed_isUnknown() {
    for (String body : List.of("", "[]", "{}", "{\"sku\":\"MUG\"}", "<html>", ECHO.replace("MUG", "CUP"), ECHO.replace("5", "6"),
        ECHO.replace("5}", "5.5}"), ECHO.replace("5}", "\"5\"}"), ECHO.substring(0, 30))) {
      assertThat(write(Map.of(), ScriptedContext.answer(200, body))).as("said of " + body).isInstanceOf(PublishResult.Unknown.class);
    }
  }

  @Test
  void update_thatFailsInsideASuccess_isRejected_inWalmartsWords() {
    String failed = "{\"sku\":\"MUG\",\"nodes\":[{\"shipNode\":\"1\",\"errors\":[{\"code\":\"INVALID_SHIP_NODE.GMP\",\"description\":"
        + "\"no such node\"}]}]}";
    assertThat(write(Map.of("ship-nodes", "1"), ScriptedContext.answer(200, failed)))
        .isInstanceOfSatisfying(PublishResult.Rejected.class, refused -> {
          assertThat(refused.kind()).isEqualTo(FailureKind.INVALID);
          assertThat(refused.message()).contains("no such node");
        });
  }

  @Test
  void update_ofAnotherNode_isUnknown() {
    String other = "{\"sku\":\"MUG\",\"nodes\":[{\"shipNode\":\"2\",\"status\":\"Success\"}]}";
    String half = "{\"sku\":\"MUG\",\"nodes\":[{\"shipNode\":\"1\"}]}";
    assertThat(write(Map.of("ship-nodes", "1"), ScriptedContext.answer(200, other))).isInstanceOf(PublishResult.Unknown.class);
    assertThat(write(Map.of("ship-nodes", "1"), ScriptedContext.answer(200, half))).isInstanceOf(PublishResult.Unknown.class);
    assertThat(write(Map.of("ship-nodes", "1"), ScriptedContext.answer(200, half.replace("}]", ",\"status\":\"Success\"}]"))))
        .isInstanceOf(PublishResult.Accepted.class);
  }

  @Test
  void statuses_areRefusedOrDoubtful_asTheyAre() {
    for (int status : new int[] {400, 405, 406, 415, 423, 401, 403, 404}) {
      assertThat(write(Map.of(), ScriptedContext.answer(status, ""))).as("status " + status).isInstanceOf(PublishResult.Rejected.class);
    }
    for (int status : new int[] {500, 502, 503, 504, 520, 302}) {
      assertThat(write(Map.of(), ScriptedContext.answer(status, ""))).as("status " + status).isInstanceOf(PublishResult.Unknown.class);
    }
  }

  @Test
  void listingThatSomebodyElseIsChanging_canBeWrittenLater() {
    assertThat(write(Map.of(), ScriptedContext.answer(423, ""))).isInstanceOfSatisfying(PublishResult.Rejected.class, refused ->
        assertThat(refused.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    assertThat(write(Map.of(), ScriptedContext.answer(400, ""))).isInstanceOfSatisfying(PublishResult.Rejected.class, refused ->
        assertThat(refused.kind()).isEqualTo(FailureKind.INVALID));
  }

  @Test
  void updateNeverSent_isRejected_notUnknown() {
    assertThat(write(Map.of(), new HttpOutcome.NotSent("no connection"))).isInstanceOf(PublishResult.Rejected.class);
    assertThat(write(Map.of(), new HttpOutcome.NoAnswer("cut"))).isInstanceOf(PublishResult.Unknown.class);
  }

  @Test
  void errorsInBothForms_areTold_clipped_andWithoutTheToken() {
    for (String form : List.of("{\"error\":[%s]}", "{\"errors\":[%s]}", "{\"errors\":%s}")) {
      String body = form.formatted("{\"code\":\"INVALID_REQUEST.GMP\",\"description\":\"the-access-token " + "x".repeat(900) + "\"}");
      assertThat(write(Map.of(), ScriptedContext.answer(400, body))).isInstanceOfSatisfying(PublishResult.Rejected.class, refused ->
          assertThat(refused.message()).contains("INVALID_REQUEST.GMP").doesNotContain("the-access-token").hasSizeLessThan(500));
    }
  }

  // ---- readings

  @Test
  void quantities_thatCannotBe_areMalformed() {
    for (String amount : List.of("1.5", "\"9\"", "null", "1e30", "99999999999999999999")) {
      WalmartConnector connector = ScriptedContext.answering(200, MUG_AT_NODE.replace("9", amount)).connector();
      assertThat(catchThrowableOfType(ConnectorException.class, () -> connector.shown(List.of(MUG))).kind()).as(amount)
          .isEqualTo(FailureKind.MALFORMED);
    }
  }

  @Test
  void negativeAvailability_isNothingForSale() {
    WalmartConnector connector = ScriptedContext.answering(200, MUG_AT_NODE.replace("\"amount\":7", "\"amount\":-7")).connector();
    assertThat(connector.shown(List.of(MUG)).get(0).quantity()).isZero();
  }

  @Test
  void severalShipNodes_withoutASetting_areRefused_andNothingIsWritten() {
    String two = MUG_AT_NODE.replace("]}", ",{\"shipNode\":\"2\",\"inputQty\":{\"unit\":\"EACH\",\"amount\":1}}]}");
    ScriptedContext context = ScriptedContext.answering(200, two);
    WalmartConnector connector = context.connector();
    assertThatThrownBy(() -> connector.publish(List.of(new QuantityWrite(MUG, 3, "w/MUG/1")), DEADLINE))
        .isInstanceOf(ConnectorException.class).hasMessageContaining("ship-nodes");
    assertThat(context.calls()).noneMatch(call -> call.method().equals("PUT"));
  }

  @Test
  void oneSkuThatCannotBeRead_doesNotKeepTheOthersFromBeingWritten() {
    ScriptedContext context = ScriptedContext.of(Map.of(), call -> ScriptedContext.answer(200, call.method().equals("PUT") ? ECHO
        : call.uri().getPath().endsWith("CUP") ? "{\"sku\":\"CUP\"}" : MUG_AT_NODE));
    List<PublishResult> results = context.connector().publish(
        List.of(new QuantityWrite(ListingId.of("CUP"), 3, "w/CUP/1"), new QuantityWrite(MUG, 3, "w/MUG/1")), DEADLINE);
    assertThat(results.get(0)).isInstanceOfSatisfying(PublishResult.Rejected.class,
        refused -> assertThat(refused.kind()).isEqualTo(FailureKind.MALFORMED));
    assertThat(results.get(1)).isInstanceOf(PublishResult.Accepted.class);
  }

  // ---- orders

  private static final String ORDER = "{\"purchaseOrderId\":\"1\",\"customerOrderId\":\"2\",\"orderDate\":1772366400000,"
      + "\"orderLines\":{\"orderLine\":[{\"lineNumber\":\"1\",\"item\":{\"sku\":\"MUG\"},\"orderLineQuantity\":{\"amount\":\"3\"},"
      + "\"statusDate\":1772366400000,\"orderLineStatuses\":{\"orderLineStatus\":[STATES]}}]}}";

  private static String state(String status, String units) {
    return "{\"status\":\"" + status + "\",\"statusQuantity\":{\"amount\":" + units + "}}";
  }

  private static OrderSnapshot.Line line(String... states) {
    WalmartConnector connector = ScriptedContext.of(Map.of("returns", "false"), call -> ScriptedContext.answer(200,
        "{\"order\":" + ORDER.replace("STATES", String.join(",", states)) + "}")).connector();
    return connector.ordersById(Set.of(OrderId.of("1"))).get(0).lines().get(0);
  }

  @Test
  void unknownState_holdsItsUnits() {
    OrderSnapshot.Line line = line(state("OnHold", "\"2\""), state("Shipped", "\"1\""));
    assertThat(List.of(line.ordered(), line.cancelled(), line.shipped())).containsExactly(3L, 0L, 1L);
  }

  @Test
  void missingStates_holdTheirUnits() {
    OrderSnapshot.Line line = line();
    assertThat(List.of(line.ordered(), line.cancelled(), line.shipped())).containsExactly(3L, 0L, 0L);
  }

  @Test
  void refund_isNoStateOfUnits_besideOrInsteadOfTheShipment() {
    assertThat(line(state("Shipped", "\"3\""), state("Refund", "\"3\"")).shipped()).isEqualTo(3);
    assertThat(line(state("Refund", "\"3\"")).shipped()).isEqualTo(3);
    assertThat(line(state("Acknowledged", "\"2\""), state("Shipped", "\"1\""), state("Refund", "\"1\"")).shipped()).isEqualTo(1);
  }

  @Test
  void splitLine_isTold_stateByState() {
    OrderSnapshot.Line line = line(state("Cancelled", "\"1\""), state("Delivered", "\"1\""), state("Created", "\"1\""));
    assertThat(List.of(line.ordered(), line.cancelled(), line.shipped())).containsExactly(3L, 1L, 1L);
  }

  private static final String BROKEN = ORDER.replace("STATES", state("Shipped", "\"4\""));

  private static OrderPage page(String... orders) {
    return ScriptedContext.answering(200, list(orders)).connector().orders(null);
  }

  private static String list(String... orders) {
    return "{\"list\":{\"elements\":{\"order\":[" + String.join(",", orders) + "]}}}";
  }

  @Test
  void orderWithImpossibleNumbers_isToldAsUnreadable_withItsListings() {
    for (String units : List.of("\"-1\"", "\"two\"", "\"1.5\"", "null", "{}", "\"99999999999\"", "\"4\"")) {
      OrderPage page = page(ORDER.replace("STATES", state("Shipped", units)));
      assertThat(page.orders()).as(units).isEmpty();
      assertThat(page.unreadable()).as(units).singleElement().satisfies(order -> {
        assertThat(order.order()).isEqualTo(OrderId.of("1"));
        assertThat(order.listings()).containsExactly(MUG);
        assertThat(order.why()).contains("order 1 cannot be read").hasSizeLessThan(500);
      });
    }
  }

  @Test
  void orderWithImpossibleNumbers_sparesTheOthersOnThePage() {
    OrderPage page = page(BROKEN, ORDER.replace("STATES", "").replace("\"purchaseOrderId\":\"1\"", "\"purchaseOrderId\":\"7\""));
    assertThat(page.orders()).singleElement().extracting(OrderSnapshot::order).isEqualTo(OrderId.of("7"));
  }

  @Test
  void orderWithImpossibleNumbers_andALineThatNamesNothing_tellsNoListings() {
    for (String item : List.of("{}", "{\"sku\":\"a\\u0007b\"}")) {
      assertThat(page(BROKEN.replace("{\"sku\":\"MUG\"}", item)).unreadable()).as(item)
          .singleElement().satisfies(order -> assertThat(order.listings()).isEmpty());
    }
  }

  @Test
  void orderWithImpossibleNumbers_ofOneOfSeveralShipNodes_tellsItsListingOnlyWithTheNode() {
    Map.of(BROKEN, Set.of(), BROKEN.replace("\"orderDate\"", "\"shipNode\":{\"id\":\"222\"},\"orderDate\""), Set.of(ListingId.of("MUG@222")))
        .forEach((order, listings) -> assertThat(ScriptedContext.of(Map.of("ship-nodes", "111,222"),
            call -> ScriptedContext.answer(200, list(order))).connector().orders(null).unreadable())
            .singleElement().satisfies(told -> assertThat(told.listings()).isEqualTo(listings)));
  }

  @Test
  void orderWithoutAName_makesThePageMalformed() {
    for (String name : List.of("", "a\\u0007b")) {
      String nameless = BROKEN.replace("\"purchaseOrderId\":\"1\"", "\"purchaseOrderId\":\"" + name + "\"");
      assertThat(catchThrowableOfType(ConnectorException.class, () -> page(nameless)).kind()).isEqualTo(FailureKind.MALFORMED);
    }
  }

  @Test
  void returnsThatCannotBeRead_setTheirOrderAside_andThoseThatAreRefusedFailThePage() {
    assertThat(withReturns(ScriptedContext.answer(200, "<html>")).unreadable())
        .singleElement().satisfies(order -> assertThat(order.listings()).containsExactly(MUG));
    Map.of(FailureKind.THROTTLED, ScriptedContext.answer(429, ""), FailureKind.UNAVAILABLE, new HttpOutcome.NoAnswer("cut"))
        .forEach((kind, answer) -> assertThat(catchThrowableOfType(ConnectorException.class, () -> withReturns(answer)).kind())
            .isEqualTo(kind));
  }

  private static OrderPage withReturns(HttpOutcome returns) {
    return ScriptedContext.of(Map.of(), call -> call.uri().getPath().endsWith("/returns") ? returns
        : ScriptedContext.answer(200, list(ORDER.replace("STATES", state("Delivered", "\"3\""))))).connector().orders(null);
  }

  @Test
  void returnedOrderThatCannotBeRead_isSetAside_andSparesTheOthers() {
    String line = "{\"purchaseOrderId\":\"%s\",\"purchaseOrderLineNumber\":\"1\",\"quantity\":{\"measurementValue\":1}}";
    String returns = "{\"returnOrders\":[{\"returnOrderLines\":[" + line.formatted("5") + "," + line.formatted("1") + "]}]}";
    OrderPage page = ScriptedContext.of(Map.of(), call -> ScriptedContext.answer(200,
        call.uri().getPath().endsWith("/returns") ? returns : call.uri().getPath().endsWith("/5") ? "{\"order\":{}}"
            : "{\"order\":" + ORDER.replace("STATES", "") + "}")).connector().orders("1;RETURNED;2026-03-01T11:00:00Z;"
                + "2026-03-01T11:00:00Z;2026-03-01T11:00:00Z;2026-03-01T11:00:01Z;2026-03-01T11:00:01Z;");
    assertThat(page.unreadable()).singleElement().isEqualTo(new OrderPage.Unreadable(
        OrderId.of("5"), Set.of(), "Walmart's answer to a question about an order has no order"));
    assertThat(page.orders()).singleElement().extracting(OrderSnapshot::order).isEqualTo(OrderId.of("1"));
  }

  @Test
  void orderNamedBesideOneThatCannotBe_isRead() {
    WalmartConnector connector = ScriptedContext.of(Map.of(), call -> ScriptedContext.answer(200, "{\"order\":"
        + (call.uri().getPath().endsWith("/1") ? BROKEN : ORDER.replace("STATES", "").replace("Id\":\"1\"", "Id\":\"7\"")) + "}")).connector();
    assertThat(connector.ordersById(Set.of(OrderId.of("1"), OrderId.of("7"))))
        .singleElement().extracting(OrderSnapshot::order).isEqualTo(OrderId.of("7"));
  }

  @Test
  void page_withoutAList_isMalformed_andNeverEmpty() {
    for (String body : List.of("{}", "{\"list\":{}}", "{\"list\":{\"elements\":{\"order\":{}}}}", "[]", "<html>")) {
      WalmartConnector connector = ScriptedContext.answering(200, body).connector();
      assertThat(catchThrowableOfType(ConnectorException.class, () -> connector.orders(null)).kind()).as(body)
          .isEqualTo(FailureKind.MALFORMED);
    }
  }

  @Test
  void noOrders_areSaidIn204Or404() {
    for (int status : new int[] {204, 404}) {
      OrderPage page = ScriptedContext.answering(status, "").connector().orders(null);
      assertThat(page.orders()).isEmpty();
      assertThat(page.more()).as("the acknowledged ones follow").isTrue();
    }
  }

  @Test
  void foreignCursor_isRefused() {
    WalmartConnector connector = ScriptedContext.answering(200, "{}").connector();
    for (String cursor : List.of("", "2", "1;NEVER;a;b;c;d;e;", "https://example.com")) {
      assertThatThrownBy(() -> connector.orders(cursor)).as(cursor).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void cursorOfWalmart_thatIsNoQuery_isMalformed_andNeverFollowed() {
    String page = "{\"list\":{\"meta\":{\"nextCursor\":\"@evil.example/\"},\"elements\":{\"order\":[" + ORDER.replace("STATES", "") + "]}}}";
    WalmartConnector connector = ScriptedContext.answering(200, page).connector();
    assertThat(catchThrowableOfType(ConnectorException.class, () -> connector.orders(null)).kind())
        .isEqualTo(FailureKind.MALFORMED);
  }

  @Test
  void lostAnswer_ofAPageOfOrders_isUnavailable_andTheSameCursorWorksAgain() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 5);
      String order = bench.walmart.buy("MUG", 2);
      bench.pass(Duration.ofMinutes(5));
      bench.walmart.trouble(Call.ORDERS, Trouble.LOST_AFTER);
      assertThat(catchThrowableOfType(ConnectorException.class, () -> bench.connector().orders(null)).kind())
          .isEqualTo(FailureKind.UNAVAILABLE);
      assertThat(bench.connector().orders(null).orders()).extracting(OrderSnapshot::order).contains(OrderId.of(order));
    }
  }

  @Test
  void orderOfAnotherShipper_isLeftOut() {
    String wfs = "{\"order\":" + ORDER.replace("STATES", "").replace("\"orderDate\"", "\"shipNode\":{\"type\":\"WFSFulfilled\"},\"orderDate\"") + "}";
    assertThat(ScriptedContext.answering(200, wfs).connector().ordersById(Set.of(OrderId.of("1")))).isEmpty();
  }
}
