package dev.onepool.connector.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.tiktok.TikTokSandbox;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
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

  private static final ListingId LISTING = ListingId.of("1729592969712207001/1729388324987800001");

  // ---- tokens

  @Test
  void expiredToken_underConcurrency_isRefreshedOnce() throws Exception {
    try (Bench bench = new Bench()) {
      bench.tiktok.list(5, "MUG");
      bench.connector().shown(List.of(LISTING));
      bench.tiktok.expireTokens();
      bench.pass(Duration.ofSeconds(2));
      ExecutorService threads = Executors.newFixedThreadPool(4);
      Callable<Integer> reading = () -> bench.connector().shown(List.of(LISTING)).size();
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> answer : threads.invokeAll(List.of(reading, reading, reading, reading))) {
        answers.add(answer.get());
      }
      threads.shutdown();
      assertThat(answers).containsOnly(1);
      assertThat(bench.tiktok.calls(Call.TOKEN)).isEqualTo(2);
    }
  }

  @Test
  void refreshTokenThatChanges_isTheOneThatIsUsedNext() {
    try (Bench bench = new Bench()) {
      for (int i = 0; i < 4; i++) {
        bench.connector().locations();
        bench.pass(Duration.ofDays(8));
      }
      assertThat(bench.tiktok.refusals()).isEmpty();
      assertThat(bench.tiktok.calls(Call.TOKEN)).isEqualTo(4);
    }
  }

  @Test
  void revokedAuthorisation_isUnauthorized_andSaysWhatToDo() {
    try (Bench bench = new Bench()) {
      bench.tiktok.revoke();
      ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> bench.connector().listings(null));
      assertThat(refused.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(refused.getMessage()).contains("authorise the app again", "refresh-token");
      assertThat(bench.tiktok.calls(Call.TOKEN)).isEqualTo(1);
    }
  }

  @Test
  void wrongAppSecret_isUnauthorized_andIsNotShown() {
    try (Bench bench = new Bench(Map.of("app-secret", "not-the-secret-at-all"))) {
      assertThatThrownBy(() -> bench.connector().listings(null)).isInstanceOf(ConnectorException.class)
          .hasMessageContaining("app-secret").hasMessageNotContaining("not-the-secret");
    }
  }

  @Test
  void tokenRefusedTwice_isUnauthorized_afterTwoCalls() {
    for (String code : List.of("105002", "105001", "101000")) {
      ScriptedContext context = ScriptedContext.answering(200, "{\"code\":" + code + ",\"message\":\"Expired credentials\"}");
      assertThat(failure(context).kind()).as(code).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(context.calls()).extracting(call -> call.headers().get("x-tts-access-token"))
          .containsExactly(ScriptedContext.TOKEN, ScriptedContext.FRESH);
      assertThat(context.rejected()).containsExactly(ScriptedContext.TOKEN, ScriptedContext.FRESH);
    }
  }

  @Test
  void writeRefusedForItsToken_isSentOnce_withTheFreshOne() {
    try (Bench bench = new Bench()) {
      bench.tiktok.list(5, "MUG");
      bench.connector().shown(List.of(LISTING));
      bench.tiktok.expireTokens();
      bench.pass(Duration.ofSeconds(2));
      assertThat(bench.publish(bench.write(LISTING.value(), 3)).get(0)).isInstanceOf(PublishResult.Accepted.class);
      assertThat(bench.tiktok.effects(LISTING.value())).isEqualTo(1);
    }
  }

  @Test
  void missingScope_isUnauthorized_andAsksForNoTokenAfterToken() {
    try (Bench bench = new Bench()) {
      bench.tiktok.list(5, "MUG");
      bench.tiktok.takeScopes(true);
      for (int i = 0; i < 4; i++) {
        bench.pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> bench.connector().listings(null)).hasMessageContaining("scopes");
      }
      assertThat(bench.tiktok.calls(Call.TOKEN)).isEqualTo(1);
    }
  }

  @Test
  void tokenAnswers_thatAreNone_areTold() {
    Map<String, FailureKind> answers = Map.of(
        "<html>502 Bad Gateway</html>", FailureKind.MALFORMED,
        "{\"code\":0,\"data\":{}}", FailureKind.MALFORMED,
        "{\"code\":0,\"data\":{\"access_token\":\"t\"}}", FailureKind.MALFORMED,
        "{\"code\":0,\"data\":{\"access_token\":\"t\",\"access_token_expire_in\":604800}}", FailureKind.MALFORMED,
        "{\"code\":36004004,\"message\":\"refresh_token is invalid\"}", FailureKind.UNAUTHORIZED,
        "{\"code\":36009003,\"message\":\"internal\"}", FailureKind.UNAVAILABLE,
        "{\"code\":36009002,\"message\":\"slow down\"}", FailureKind.THROTTLED);
    answers.forEach((body, kind) -> {
      ScriptedContext context = ScriptedContext.answering(200, body);
      context.asksForTokens = true;
      assertThat(failure(context).kind()).as(body).isEqualTo(kind);
    });
  }

  @Test
  void login_outOfOrder_orSilent_isUnavailable() {
    for (HttpOutcome outcome : List.of(ScriptedContext.answer(503, "busy"), new HttpOutcome.NoAnswer("cut"),
        new HttpOutcome.NotSent("no connection"))) {
      ScriptedContext context = ScriptedContext.of(Map.of(), call -> outcome);
      context.asksForTokens = true;
      assertThat(failure(context).kind()).as(outcome.toString()).isEqualTo(FailureKind.UNAVAILABLE);
    }
  }

  @Test
  void shopThatIsNotAuthorised_isUnauthorized() {
    try (Bench bench = new Bench(Map.of("shop-id", "7495540735365770000"))) {
      assertThatThrownBy(() -> bench.connector().listings(null)).isInstanceOfSatisfying(ConnectorException.class, refused -> {
        assertThat(refused.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
        assertThat(refused.getMessage()).contains("shop-id");
      });
    }
  }

  @Test
  void secrets_thatTikTokRepeats_areNotShown() {
    ScriptedContext context = ScriptedContext.answering(400, "{\"code\":36009004,\"message\":\"bad the-app-secret, "
        + "the-refresh-token and " + ScriptedContext.TOKEN + "\"}");
    assertThat(failure(context).getMessage()).contains("36009004")
        .doesNotContain("the-app-secret", "the-refresh-token", ScriptedContext.TOKEN);
  }

  @Test
  void texts_showNoSecret() {
    ScriptedContext context = ScriptedContext.telling("{}");
    TikTokConnector connector = context.connector();
    TikTokSettings settings = TikTokSettings.of(context.channel(), context.settings());
    assertThat(connector + " " + settings + " " + new Api(context, settings) + " " + Api.Reply.answered(Json.object()))
        .doesNotContain("the-app-secret", "the-refresh-token", ScriptedContext.TOKEN);
  }

  // ---- too many calls

  @Test
  void throttleStorm_isPutOffLongerEachTime_andSendsNothingMeanwhile() {
    try (Bench bench = new Bench()) {
      bench.tiktok.saysHowLong(false);
      bench.tiktok.list(5, "MUG");
      bench.connector().shown(List.of(LISTING));
      bench.tiktok.throttle(Call.WRITE, Duration.ofHours(1));
      List<Duration> waits = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Instant before = bench.clock.instant();
        Instant until = throttled(bench);
        waits.add(Duration.between(before, until));
        assertThat(throttled(bench)).as("asked again at once").isEqualTo(until);
        bench.clock.advanceTo(until);
      }
      assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
      assertThat(bench.tiktok.calls(Call.WRITE)).isEqualTo(8);
      assertThat(bench.tiktok.effects(LISTING.value())).isZero();
    }
  }

  private static Instant throttled(Bench bench) {
    PublishResult result = bench.publish(bench.write(LISTING.value(), 3)).get(0);
    assertThat(result).isInstanceOf(PublishResult.Throttled.class);
    return ((PublishResult.Throttled) result).until();
  }

  @Test
  void retryAfter_isKept_andNonsenseInItIsNot() {
    Map<String, Long> waits = Map.of("7", 7L, "0", 1L, "99999", 3_600L, "soon", 1L, "-3", 1L, "9999999999999", 1L);
    waits.forEach((header, seconds) -> {
      ScriptedContext context = ScriptedContext.of(Map.of(), call -> new HttpOutcome.Answer(429,
          Map.of("Retry-After", List.of(header)), "slow down".getBytes(StandardCharsets.UTF_8)));
      ConnectorException refused = failure(context);
      assertThat(refused.kind()).isEqualTo(FailureKind.THROTTLED);
      assertThat(refused.until()).as(header).isEqualTo(ScriptedContext.NOW.plusSeconds(seconds));
      assertThat(context.paused()).containsValue(ScriptedContext.NOW.plusSeconds(seconds));
    });
  }

  @Test
  void tooManyCalls_saidWithStatus200_isThrottled() {
    assertThat(failure(ScriptedContext.answering(200, "{\"code\":36009002,\"message\":\"limit\"}")).kind())
        .isEqualTo(FailureKind.THROTTLED);
    assertThat(write(ScriptedContext.answer(200, "{\"code\":36009002,\"message\":\"limit\"}")))
        .isInstanceOf(PublishResult.Throttled.class);
  }

  // ---- answers

  @Test
  void writes_byWhatTheyAreAnsweredWith() {
    Map<String, Class<?>> answers = Map.ofEntries(
        Map.entry("200 <html>It works!</html>", PublishResult.Unknown.class),
        Map.entry("200 ", PublishResult.Unknown.class),
        Map.entry("200 []", PublishResult.Unknown.class),
        Map.entry("200 {}", PublishResult.Unknown.class),
        Map.entry("200 {\"code\":\"0\"}", PublishResult.Unknown.class),
        Map.entry("200 {\"code\":0,\"code\":1}", PublishResult.Unknown.class),
        Map.entry("200 {\"code\":0} {\"code\":0}", PublishResult.Unknown.class),
        Map.entry("200 {\"code\":0,\"data\":{\"err", PublishResult.Unknown.class),
        Map.entry("302 ", PublishResult.Unknown.class),
        Map.entry("400 {\"code\":36009004,\"message\":\"param body.skus is missing\"}", PublishResult.Rejected.class),
        Map.entry("400 <html>bad</html>", PublishResult.Rejected.class),
        Map.entry("401 {\"code\":106001,\"message\":\"sign\"}", PublishResult.Rejected.class),
        Map.entry("403 <html>forbidden</html>", PublishResult.Rejected.class),
        Map.entry("404 {\"code\":36009009,\"message\":\"path\"}", PublishResult.Rejected.class),
        Map.entry("408 ", PublishResult.Unknown.class),
        Map.entry("429 ", PublishResult.Throttled.class),
        Map.entry("500 {\"code\":36009003,\"message\":\"internal\"}", PublishResult.Unknown.class),
        Map.entry("500 {\"code\":0}", PublishResult.Unknown.class),
        Map.entry("502 <html>bad gateway</html>", PublishResult.Unknown.class),
        Map.entry("503 ", PublishResult.Unknown.class),
        Map.entry("200 {\"code\":36009007,\"message\":\"timeout\"}", PublishResult.Unknown.class));
    answers.forEach((answer, type) -> assertThat(
        write(ScriptedContext.answer(Integer.parseInt(answer.substring(0, 3)), answer.substring(4)))).as(answer).isInstanceOf(type));
  }

  @Test
  void writes_byWhatBecameOfTheConnection() {
    assertThat(write(new HttpOutcome.NoAnswer("reset"))).isInstanceOf(PublishResult.Unknown.class);
    assertThat(write(new HttpOutcome.NotSent("no connection"))).isInstanceOfSatisfying(PublishResult.Rejected.class,
        rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.UNAVAILABLE));
  }

  @Test
  void readings_byWhatTheyAreAnsweredWith() {
    Map<String, FailureKind> answers = Map.ofEntries(
        Map.entry("200 <html>It works!</html>", FailureKind.MALFORMED),
        Map.entry("200 {\"code\":0}", FailureKind.MALFORMED),
        Map.entry("200 {\"code\":0,\"data\":null}", FailureKind.MALFORMED),
        Map.entry("401 {\"code\":106001,\"message\":\"sign\"}", FailureKind.UNAUTHORIZED),
        Map.entry("401 <html>no</html>", FailureKind.UNAUTHORIZED),
        Map.entry("403 ", FailureKind.UNAUTHORIZED),
        Map.entry("200 {\"code\":105005,\"message\":\"scope\"}", FailureKind.UNAUTHORIZED),
        Map.entry("200 {\"code\":36009033,\"message\":\"ip\"}", FailureKind.UNAUTHORIZED),
        Map.entry("200 {\"code\":106013,\"message\":\"cipher\"}", FailureKind.INVALID),
        Map.entry("500 ", FailureKind.UNAVAILABLE),
        Map.entry("502 <html>", FailureKind.UNAVAILABLE),
        Map.entry("503 {\"code\":1}", FailureKind.UNAVAILABLE),
        Map.entry("200 {\"code\":777,\"message\":\"never heard\"}", FailureKind.UNAVAILABLE));
    answers.forEach((answer, kind) -> assertThat(failure(
        ScriptedContext.answering(Integer.parseInt(answer.substring(0, 3)), answer.substring(4))).kind()).as(answer).isEqualTo(kind));
  }

  @Test
  void staleTimeStamp_saysToSetTheClock() {
    try (Bench bench = new Bench()) {
      bench.connector().listings(null);
      assertThat(failure(ScriptedContext.answering(200, "{\"code\":36009004,\"message\":\"timestamp is expired\"}")))
          .hasMessageContaining("clock");
    }
  }

  @Test
  void requestId_isTold() {
    assertThat(failure(ScriptedContext.answering(200, "{\"code\":36009010,\"message\":\"method\",\"request_id\":\"2026X\"}")))
        .hasMessageContaining("2026X");
  }

  // ---- numbers and names

  @Test
  void absurdShownQuantities_areMalformed() {
    for (String units : List.of("-1", "1.5", "99999999999999999999", "\"5\"", "null", "{}")) {
      ScriptedContext context = ScriptedContext.telling("{\"inventory\":[{\"product_id\":\"1729592969712207001\",\"skus\":["
          + "{\"id\":\"1729388324987800001\",\"total_available_quantity\":" + units + ",\"warehouse_inventory\":[]}]}]}");
      assertThat(failure(context).kind()).as(units).isEqualTo(FailureKind.MALFORMED);
    }
  }

  @Test
  void shownSku_thatWasNotAskedFor_isMalformed() {
    assertThat(failure(ScriptedContext.telling("{\"inventory\":[{\"product_id\":\"1\",\"skus\":[{\"id\":\"2\","
        + "\"total_available_quantity\":1,\"warehouse_inventory\":[]}]}]}")).kind()).isEqualTo(FailureKind.MALFORMED);
  }

  @Test
  void skuWithoutWarehouses_isMalformed() {
    assertThat(failure(ScriptedContext.telling("{\"inventory\":[{\"product_id\":\"1729592969712207001\",\"skus\":["
        + "{\"id\":\"1729388324987800001\",\"total_available_quantity\":1}]}]}")).kind()).isEqualTo(FailureKind.MALFORMED);
  }

  @Test
  void inventoryOfNothing_isEmpty() {
    assertThat(ScriptedContext.telling("{\"inventory\":null}").connector().shown(List.of(LISTING))).isEmpty();
    assertThat(ScriptedContext.telling("{\"inventory\":[]}").connector().shown(List.of(LISTING))).isEmpty();
  }

  @Test
  void productWithoutSkus_andSkuWithoutCode_areListedAsTheyAre() {
    ListingPage page = ScriptedContext.telling("{\"total_count\":2,\"next_page_token\":\"\",\"products\":[{\"id\":\"1\"},"
        + "{\"id\":2,\"skus\":[{\"id\":\"3\",\"seller_sku\":\"\"}]}]}").connector().listings(null);
    assertThat(page.listings()).containsExactly(new ListingPage.ChannelListing(ListingId.of("2/3"), null));
    assertThat(page.next()).isNull();
  }

  @Test
  void hugeNumbers_asIdentifiers_areNotCut() {
    ListingPage page = ScriptedContext.telling("{\"products\":[{\"id\":18446744073709551615,\"skus\":[{\"id\":\"9223372036854775807\"}]}]}")
        .connector().listings(null);
    assertThat(page.listings().get(0).listing()).isEqualTo(ListingId.of("18446744073709551615/9223372036854775807"));
  }

  @Test
  void identifiers_thatAreNone_areMalformed() {
    for (String id : List.of("\"a/b\"", "1.5", "true", "\"\"", "\"0\"", "-7", "\"123456789012345678901\"")) {
      assertThatThrownBy(() -> ScriptedContext.telling("{\"products\":[{\"id\":" + id + ",\"skus\":[{\"id\":\"1\"}]}]}")
          .connector().listings(null)).as(id).isInstanceOf(ConnectorException.class).hasMessageContaining("no number for id");
    }
  }

  @Test
  void orderNames_thatAreNoNumbers_areNotAskedFor() {
    ScriptedContext context = ScriptedContext.telling("{\"orders\":[]}");
    assertThat(context.connector().ordersById(Set.of(OrderId.of("ORDER-1")))).isEmpty();
    assertThat(context.calls()).isEmpty();
  }

  @Test
  void manyOrders_areReadFiftyAtATime() {
    ScriptedContext context = ScriptedContext.telling("{\"orders\":[]}");
    Set<OrderId> ids = new java.util.HashSet<>();
    for (int i = 1; i <= 101; i++) {
      ids.add(OrderId.of(Integer.toString(i)));
    }
    context.connector().ordersById(ids);
    assertThat(context.calls()).hasSize(3);
  }

  // ---- notifications

  @Test
  void notification_signedInCapitals_orWithBearer_isForged() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      TikTokSandbox.Signed genuine = bench.tiktok.notification(bench.tiktok.buy(mug, 1));
      for (String header : List.of(genuine.authorization().toUpperCase(java.util.Locale.ROOT), "Bearer " + genuine.authorization(),
          genuine.authorization().substring(1), "")) {
        assertThat(bench.connector().notification(message(header, genuine.body(), bench.clock.instant())))
            .as(header).isInstanceOf(NotificationResult.Forged.class);
      }
      assertThat(bench.connector().notification(message(genuine.authorization(), genuine.body(), bench.clock.instant())))
          .isInstanceOf(NotificationResult.Changed.class);
    }
  }

  @Test
  void notification_signedWithoutTheAppsKey_isForged() {
    String body = "{\"type\":1,\"shop_id\":\"" + TikTokSandbox.SHOP + "\",\"timestamp\":1772366400,\"data\":{\"order_id\":\"5\"}}";
    String signature = HexFormat.of().formatHex(Api.hmac("the-app-secret", body.getBytes(StandardCharsets.UTF_8)));
    assertThat(notified(signature, body)).isInstanceOf(NotificationResult.Forged.class);
    assertThat(notified(signed(body), body)).isInstanceOf(NotificationResult.Changed.class);
  }

  @Test
  void notification_thatSaysHalf_isUnreadable() {
    String shop = "\"shop_id\":\"" + TikTokSandbox.SHOP + "\"";
    for (String body : List.of("[]", "null", "{\"type\":1," + shop + "}", "{\"type\":1," + shop + ",\"timestamp\":\"x\"}",
        "{\"type\":1," + shop + ",\"timestamp\":1772366400,\"data\":{\"order_id\":\"none\"}}")) {
      assertThat(notified(signed(body), body)).as(body).isInstanceOf(NotificationResult.Unreadable.class);
    }
  }

  @Test
  void notification_withoutShop_isForged() {
    String body = "{\"type\":1,\"timestamp\":1772366400,\"data\":{\"order_id\":\"5\"}}";
    assertThat(notified(signed(body), body)).isInstanceOf(NotificationResult.Forged.class);
  }

  @Test
  void notification_withoutName_isNamedByItsBytes() {
    String body = "{\"type\":12,\"shop_id\":\"" + TikTokSandbox.SHOP + "\",\"timestamp\":1772366400,\"data\":{\"order_id\":\"5\"}}";
    NotificationResult.Changed once = (NotificationResult.Changed) notified(signed(body), body);
    assertThat(once.id()).startsWith("sha256:");
    assertThat(notified(signed(body), body)).isEqualTo(once);
    assertThat(((NotificationResult.Changed) notified(signed(body + " "), body + " ")).id()).isNotEqualTo(once.id());
  }

  @Test
  void notificationOfAChangedStock_namesTheListing_whereItDoes() {
    String shop = "{\"type\":27,\"shop_id\":\"" + TikTokSandbox.SHOP + "\",\"timestamp\":1772366400,\"data\":";
    String named = shop + "{\"product_id\":1729,\"sku_id\":\"1730\"}}";
    assertThat(((NotificationResult.Changed) notified(signed(named), named)).listings()).containsExactly(ListingId.of("1729/1730"));
    String unnamed = shop + "{}}";
    assertThat(((NotificationResult.Changed) notified(signed(unnamed), unnamed)).listings()).isEmpty();
  }

  @Test
  void parcelsWithoutOrders_askForAPoll() {
    String body = "{\"type\":4,\"shop_id\":\"" + TikTokSandbox.SHOP + "\",\"timestamp\":1772366400,\"data\":{}}";
    assertThat(((NotificationResult.Changed) notified(signed(body), body)).pollOrders()).isTrue();
  }

  private static NotificationResult notified(String signature, String body) {
    return ScriptedContext.telling("{}").connector().notification(message(signature, body, ScriptedContext.NOW));
  }

  private static String signed(String body) {
    return HexFormat.of().formatHex(Api.hmac("the-app-secret", ("29a39d" + body).getBytes(StandardCharsets.UTF_8)));
  }

  private static Notification message(String signature, String body, Instant at) {
    return new Notification(Map.of("authorization", List.of(signature)), body.getBytes(StandardCharsets.UTF_8), at);
  }

  // ---- helpers

  private static ConnectorException failure(ScriptedContext context) {
    return catchThrowableOfType(ConnectorException.class, () -> context.connector().shown(List.of(LISTING)));
  }

  /** Returns what is said of a write whose call has this outcome; the reading before it goes well. */
  private static PublishResult write(HttpOutcome outcome) {
    String shelf = "{\"code\":0,\"data\":{\"inventory\":[{\"product_id\":\"1729592969712207001\",\"skus\":[{\"id\":"
        + "\"1729388324987800001\",\"total_available_quantity\":1,\"warehouse_inventory\":[{\"warehouse_id\":\""
        + TikTokSandbox.WAREHOUSE + "\",\"available_quantity\":1,\"committed_quantity\":0}]}]}]}}";
    List<HttpCall> writes = new ArrayList<>();
    List<PublishResult> results = ScriptedContext.of(Map.of(), call -> {
      if (call.uri().getPath().endsWith("/update")) {
        writes.add(call);
        return outcome;
      }
      return ScriptedContext.answer(200, shelf);
    }).connector().publish(List.of(new QuantityWrite(LISTING, 3, "a")), ScriptedContext.NOW.plusSeconds(60));
    assertThat(writes).as("calls to write").hasSize(1);
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  @Test
  void readingBeforeAWrite_thatFails_writesNothing() {
    try (Bench bench = new Bench()) {
      bench.tiktok.list(5, "MUG");
      bench.tiktok.trouble(Call.READ, Trouble.GARBAGE);
      assertThatThrownBy(() -> bench.publish(bench.write(LISTING.value(), 3))).isInstanceOf(ConnectorException.class);
      assertThat(bench.tiktok.calls(Call.WRITE)).isZero();
    }
  }
}
