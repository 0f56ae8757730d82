package dev.onepool.connector.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.shopify.Fault;
import dev.onepool.sandbox.shopify.ShopifySandbox.Exchange;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tokens that die, shops that are busy, broken or wrong, and batches that are half bad. */
class BadLuckTest {

  private static final Map<String, String> ROTATING = Map.of("refresh-token", "sandbox-refresh-token-0000");

  // ---- tokens

  @Test
  void token_deadUnderManyThreads_isRefreshedOnceAndAllGoOn() throws Exception {
    try (Connected shop = new Connected(ROTATING)) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      shop.connector.shown(List.of(mug));
      shop.sandbox.expireTokens();
      ExecutorService threads = Executors.newFixedThreadPool(8);
      CountDownLatch start = new CountDownLatch(8);
      List<Future<List<ShownQuantity>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> {
          start.countDown();
          start.await();
          return shop.connector.shown(List.of(mug));
        }));
      }
      for (Future<List<ShownQuantity>> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).hasSize(1);
      }
      threads.shutdown();
      assertThat(shop.sandbox.calls("token")).as("the first token and one more").isEqualTo(2);
    }
  }

  @Test
  void refreshToken_replacedAtEachUse_leadsOnAcrossHoursAndProcesses() {
    try (Connected shop = new Connected(ROTATING)) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      ChannelConnector other = shop.connect(ROTATING);
      for (int hour = 0; hour < 5; hour++) {
        assertThat((hour % 2 == 0 ? shop.connector : other).shown(List.of(mug))).hasSize(1);
        assertThat((hour % 2 == 0 ? other : shop.connector).shown(List.of(mug))).hasSize(1);
        shop.clock.advance(Duration.ofMinutes(61));
      }
      assertThat(shop.sandbox.calls("token")).as("one token an hour, for both").isEqualTo(5);
    }
  }

  @Test
  void refreshToken_usedUp_isUnauthorizedAndSaysWhatToDo() {
    try (Connected shop = new Connected(ROTATING)) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      shop.connector.shown(List.of(mug));
      // Another installation, with secrets of its own, begins with the token that was used up.
      try (Connected elsewhere = new Connected(Map.of("endpoint", shop.sandbox.settings().get("endpoint"),
          "refresh-token", "sandbox-refresh-token-0000"))) {
        assertUnauthorized(elsewhere.connector, mug, "refresh-token");
      }
    }
  }

  @Test
  void adminToken_revoked_isUnauthorizedAfterOneCallAndSaysWhatToDo() {
    try (Connected shop = new Connected()) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      shop.sandbox.acceptToken("shpat_0123456789");
      ChannelConnector fixed = shop.connect(Map.of("admin-token", "shpat_0123456789", "client-id", "", "client-secret", ""));
      assertThat(fixed.shown(List.of(mug))).hasSize(1);
      shop.sandbox.revoke();
      long before = shop.sandbox.calls();
      assertUnauthorized(fixed, mug, "admin-token");
      assertThat(shop.sandbox.calls() - before).isEqualTo(1);
    }
  }

  private static void assertUnauthorized(ChannelConnector connector, ListingId listing, String remedy) {
    ConnectorException refused =
        catchThrowableOfType(ConnectorException.class, () -> connector.shown(List.of(listing)));
    assertThat(refused.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
    assertThat(refused).hasMessageContaining(remedy).message().doesNotContain("sandbox-", "shpat_");
  }

  // ---- a busy shop

  @Test
  void throttleStorm_ofAFullHour_endsWithEveryWriteDoneOnce() {
    try (Connected shop = new Connected(60, 2)) {
      List<ListingId> listings = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        listings.add(shop.sandbox.list("SKU-" + i, 1));
      }
      int throttled = 0;
      for (ListingId listing : listings) {
        PublishResult result = shop.publish(shop.write(listing, 7)).get(0);
        for (int round = 0; round < 50 && result instanceof PublishResult.Throttled wait; round++, throttled++) {
          assertThat(wait.until()).isAfter(shop.clock.instant()).isBefore(shop.clock.instant().plusSeconds(61));
          shop.clock.advanceTo(wait.until());
          result = shop.publish(shop.write(listing, 7)).get(0);
        }
        assertThat(result).isInstanceOf(PublishResult.Applied.class);
      }
      assertThat(listings).allSatisfy(listing -> assertThat(shop.sandbox.effects(listing)).isEqualTo(1));
      assertThat(throttled).as("a storm").isGreaterThan(10);
      assertThat(shop.sandbox.calls("SetQuantities")).as("calls for 40 writes").isLessThan(60);
    }
  }

  @Test
  void tooManyRequests_withRetryAfter_isThrottledUntilThen() {
    try (Connected shop = new Connected()) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      shop.sandbox.fault("SetQuantities", Fault.TOO_MANY);
      assertThat(shop.publish(shop.write(mug, 3)))
          .containsExactly(new PublishResult.Throttled(Connected.START.plusSeconds(7)));
      assertThat(shop.sandbox.effects(mug)).isZero();
    }
  }

  @Test
  void query_dearerThanAllowed_isInvalidAndNamesTheSettings() {
    try (Connected shop = new Connected(Map.of("order-page-size", "250"))) {
      assertThatThrownBy(() -> shop.connector.orders(null))
          .isInstanceOfSatisfying(ConnectorException.class, refused -> assertThat(refused.kind()).isEqualTo(FailureKind.INVALID))
          .hasMessageContaining("MAX_COST_EXCEEDED");
    }
  }

  @Test
  void orders_ofAShopOnTheSmallestPlan_areAllReadInTheEnd() {
    try (Connected shop = new Connected(1_000, 50)) {
      ListingId mug = shop.sandbox.list("MUG", 500);
      Set<OrderId> missing = new HashSet<>();
      for (int i = 0; i < 60; i++) {
        OrderId order = shop.place(mug, 3);
        // Each needs three calls more.
        shop.sandbox.cancel(order, 0, 1, true);
        missing.add(order);
      }
      String cursor = null;
      boolean more = true;
      for (int round = 0; more && round < 500; round++) {
        try {
          OrderPage page = shop.connector.orders(cursor);
          page.orders().forEach(order -> missing.remove(order.order()));
          cursor = page.next();
          more = page.more();
        } catch (ConnectorException wait) {
          assertThat(wait.until()).as(wait.getMessage()).isNotNull().isAfter(shop.clock.instant());
          shop.clock.advanceTo(wait.until());
        }
      }
      assertThat(missing).isEmpty();
      assertThat(shop.clock.instant()).as("60 orders, refunded, at 50 points a second")
          .isBefore(Connected.START.plusSeconds(120));
    }
  }

  // ---- a broken shop

  @Test
  void scope_thatIsMissing_isUnauthorizedAndShowsNoToken() {
    try (Connected shop = new Connected()) {
      shop.sandbox.fault("Orders", Fault.SCOPE_MISSING);
      ConnectorException refused =
          catchThrowableOfType(ConnectorException.class, () -> shop.connector.orders(null));
      assertThat(refused.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(refused).hasMessageContaining("scopes").message().doesNotContain("shpat_");
    }
  }

  @Test
  void write_failedInTheMiddle_isUnknown() {
    for (Fault fault : List.of(Fault.SERVER_ERROR_AFTER, Fault.PARTLY_FAILED, Fault.OTHER_VERSION, Fault.HELD)) {
      try (Connected shop = new Connected()) {
        ListingId mug = shop.sandbox.list("MUG", 5);
        shop.sandbox.fault("SetQuantities", fault);
        assertThat(shop.publish(shop.write(mug, 3))).as(fault.toString()).singleElement()
            .isInstanceOf(PublishResult.Unknown.class);
        assertThat(shop.sandbox.calls("SetQuantities")).as("calls that met " + fault).isEqualTo(1);
      }
    }
  }

  @Test
  void write_appliedAfterItsCallWasLost_isNotSentAgain() {
    try (Connected shop = new Connected()) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      shop.sandbox.fault("SetQuantities", Fault.HELD);
      shop.publish(shop.write(mug, 3));
      shop.sandbox.applyHeld();
      assertThat(shop.sandbox.shown(mug)).isEqualTo(3);
      assertThat(shop.sandbox.effects(mug)).isEqualTo(1);
    }
  }

  @Test
  void answer_ofAnotherVersion_failsReadingsAndSaysWhatToDo() {
    try (Connected shop = new Connected()) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      shop.sandbox.fault("Shown", Fault.OTHER_VERSION);
      assertThatThrownBy(() -> shop.connector.shown(List.of(mug)))
          .isInstanceOf(ConnectorException.class).hasMessageContainingAll("2027-04", "2026-07", "api-version");
      assertThat(shop.connector.shown(List.of(mug))).hasSize(1);
    }
  }

  @Test
  void answer_ofAnotherVersionUnchecked_isTaken() {
    try (Connected shop = new Connected(Map.of("check-version", "false"))) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      shop.sandbox.fault("Shown", Fault.OTHER_VERSION);
      assertThat(shop.connector.shown(List.of(mug))).hasSize(1);
    }
  }

  @Test
  void shop_thatIsFrozen_refusesWritesAsUnavailable() {
    try (Connected shop = new Connected()) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      shop.sandbox.fault("SetQuantities", Fault.FROZEN);
      assertRejected(shop.publish(shop.write(mug, 3)).get(0), FailureKind.UNAVAILABLE, "frozen");
    }
  }

  @Test
  void shop_thatCannotBeReached_throwsAndHasWrittenNothing() {
    Connected shop = new Connected();
    ListingId mug = shop.sandbox.list("MUG", 5);
    shop.sandbox.close();
    assertThatThrownBy(() -> shop.publish(shop.write(mug, 3))).isInstanceOfSatisfying(
        ConnectorException.class, refused -> assertThat(refused.kind()).isEqualTo(FailureKind.UNAVAILABLE));
  }

  // ---- batches

  @Test
  void batch_withBadItemsOfEveryKind_writesTheGoodOnes() {
    try (Connected shop = new Connected()) {
      ListingId good = shop.sandbox.list("GOOD", 5);
      ListingId stale = shop.sandbox.list("STALE", 5);
      ListingId bundle = shop.sandbox.list("BUNDLE", 5);
      ListingId absent = shop.sandbox.list("ABSENT", 5);
      shop.sandbox.spoil(bundle, true);
      shop.sandbox.spoil(absent, false);
      List<PublishResult> results = shop.publish(shop.write(stale, 3, 4L), shop.write(good, 3, 5L), shop.write(bundle, 3),
          shop.write(absent, 3), shop.write(ListingId.of("4711"), 3), shop.write(ListingId.of("no number"), 3),
          shop.write(ListingId.of("4712"), 2_000_000_000));
      assertRejected(results.get(0), FailureKind.STALE, "CHANGE_FROM_QUANTITY_STALE");
      assertThat(results.get(1)).isEqualTo(new PublishResult.Applied(Connected.START));
      assertRejected(results.get(2), FailureKind.INVALID, "bundle");
      assertRejected(results.get(3), FailureKind.INVALID, "stock it");
      assertRejected(results.get(4), FailureKind.UNKNOWN_LISTING, "4711");
      assertRejected(results.get(5), FailureKind.UNKNOWN_LISTING, "no number");
      assertRejected(results.get(6), FailureKind.INVALID, "1,000,000,000");
      assertThat(shop.sandbox.calls("SetQuantities")).isEqualTo(2);
    }
  }

  @Test
  void batch_withABadItemWhereNothingIsTrusted_leavesTheOthersUnknown() {
    try (Connected shop = new Connected(Map.of("refused-call-writes-nothing", "false"))) {
      ListingId good = shop.sandbox.list("GOOD", 5);
      List<PublishResult> results = shop.publish(shop.write(good, 3), shop.write(ListingId.of("4711"), 3));
      assertThat(results.get(0)).isInstanceOf(PublishResult.Unknown.class);
      assertRejected(results.get(1), FailureKind.UNKNOWN_LISTING, "4711");
      assertThat(shop.sandbox.calls("SetQuantities")).isEqualTo(1);
    }
  }

  @Test
  void batch_whoseSecondCallIsLost_isUnknownForThoseItemsOnly() {
    try (Connected shop = new Connected()) {
      ListingId good = shop.sandbox.list("GOOD", 5);
      shop.sandbox.fault("SetQuantities", Fault.NONE);
      shop.sandbox.fault("SetQuantities", Fault.LOST_AFTER);
      List<PublishResult> results = shop.publish(shop.write(good, 3), shop.write(ListingId.of("4711"), 3));
      assertThat(results.get(0)).isInstanceOf(PublishResult.Unknown.class);
      assertRejected(results.get(1), FailureKind.UNKNOWN_LISTING, "4711");
    }
  }

  @Test
  void batch_whoseErrorsNameNoItem_isHalvedUntilTheBadOneIsAlone() {
    try (Connected shop = new Connected()) {
      shop.sandbox.namesNoItems();
      List<QuantityWrite> batch = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        batch.add(shop.write(i == 11 ? ListingId.of("4711") : shop.sandbox.list("SKU-" + i, 5), 3));
      }
      List<PublishResult> results = new ArrayList<>(shop.connector.publish(batch, shop.deadline()));
      assertRejected(results.get(11), FailureKind.UNKNOWN_LISTING, "4711");
      results.remove(11);
      assertThat(results).hasSize(15).allMatch(PublishResult.Applied.class::isInstance);
    }
  }

  @Test
  void batch_ofNothingButBadItemsThatAreNotNamed_endsAndSaysWhatWasNotSent() {
    try (Connected shop = new Connected()) {
      shop.sandbox.namesNoItems();
      List<QuantityWrite> batch = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        batch.add(shop.write(ListingId.of(Integer.toString(4_000 + i)), 3));
      }
      List<PublishResult> results = shop.connector.publish(batch, shop.deadline());
      assertThat(results).hasSize(250).doesNotContainNull().noneMatch(PublishResult.Applied.class::isInstance)
          .noneMatch(PublishResult.Unknown.class::isInstance);
      assertThat(shop.sandbox.calls("SetQuantities")).isLessThanOrEqualTo(24);
    }
  }

  @Test
  void write_thatExpectsNothing_namesTheFieldAllTheSame() {
    try (Connected shop = new Connected()) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      shop.publish(shop.write(mug, 3));
      Map<?, ?> input = (Map<?, ?>) exchange(shop).variables().get("input");
      Map<?, ?> quantity = (Map<?, ?>) ((List<?>) input.get("quantities")).get(0);
      assertThat(quantity.containsKey("changeFromQuantity")).as("the field is there").isTrue();
      assertThat(quantity.get("changeFromQuantity")).isNull();
    }
  }

  @Test
  void key_ofOneAttempt_isTheSameAndNoOthers() {
    try (Connected shop = new Connected()) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      QuantityWrite write = shop.write(mug, 3);
      shop.publish(write);
      shop.publish(write);
      shop.publish(shop.write(mug, 3));
      Set<Object> keys = new HashSet<>();
      List<Exchange> writes = shop.sandbox.exchanges();
      writes.forEach(one -> keys.add(one.variables().get("key")));
      assertThat(writes).hasSize(3);
      assertThat(keys).hasSize(2).allMatch(key -> key.toString().matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab].*"));
      assertThat(shop.sandbox.effects(mug)).as("writes applied").isEqualTo(2);
    }
  }

  @Test
  void attempt_sentAgainWithAnotherNumber_isUnknownAndNotApplied() {
    try (Connected shop = new Connected()) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      QuantityWrite write = shop.write(mug, 3);
      shop.publish(write);
      PublishResult other = shop.publish(new QuantityWrite(mug, 4, write.attempt())).get(0);
      assertThat(other).isInstanceOf(PublishResult.Unknown.class);
      assertThat(shop.sandbox.shown(mug)).isEqualTo(3);
    }
  }

  @Test
  void attempt_refusedOnceAndSentAgain_isRejectedAsUnavailable() {
    try (Connected shop = new Connected()) {
      ListingId mug = shop.sandbox.list("MUG", 5);
      QuantityWrite write = shop.write(mug, 3, 9L);
      shop.publish(write);
      assertRejected(shop.publish(write).get(0), FailureKind.UNAVAILABLE, "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");
    }
  }

  private static void assertRejected(PublishResult result, FailureKind kind, String saying) {
    assertThat(result).isInstanceOfSatisfying(PublishResult.Rejected.class, rejected -> {
      assertThat(rejected.kind()).as(rejected.message()).isEqualTo(kind);
      assertThat(rejected.message()).contains(saying);
    });
  }

  private static Exchange exchange(Connected shop) {
    return shop.sandbox.exchanges().get(0);
  }

  @Test
  void deadline_thatPassesBetweenTwoCalls_leavesTheRestUnsent() {
    try (Connected shop = new Connected()) {
      ListingId good = shop.sandbox.list("GOOD", 5);
      Instant deadline = shop.clock.instant().plusSeconds(1);
      shop.sandbox.afterEachCall(() -> shop.clock.advance(Duration.ofSeconds(2)));
      List<PublishResult> results =
          shop.connector.publish(List.of(shop.write(good, 3), shop.write(ListingId.of("4711"), 3)), deadline);
      assertThat(results.get(0)).isInstanceOf(PublishResult.Throttled.class);
      assertThat(shop.sandbox.effects(good)).isZero();
    }
  }
}
