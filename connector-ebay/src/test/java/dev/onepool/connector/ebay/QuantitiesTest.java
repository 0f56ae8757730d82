package dev.onepool.connector.ebay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ListingId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Quantities out and back: two numbers for one listing, calls of several, and answers row by row. */
class QuantitiesTest {

  // ---- the smaller of two numbers

  @Test
  void write_whereTheOfferHasANumber_writesBoth() {
    try (Bench bench = new Bench()) {
      bench.ebay.offersLimit(true).list("MUG", 5);
      assertThat(bench.publish("MUG", 12)).isInstanceOf(PublishResult.Applied.class);
      assertThat(bench.ebay.shows("MUG")).isEqualTo(12);
    }
  }

  @Test
  void write_whereTheOfferHasNone_leavesItWithout() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 5);
      List<String> bodies = new ArrayList<>();
      bench.ebay.recorder(exchange -> bodies.add(new String(exchange.body(), java.nio.charset.StandardCharsets.UTF_8)));
      bench.publish("MUG", 12);
      assertThat(bodies).anyMatch(body -> body.contains("shipToLocationAvailability"))
          .noneMatch(body -> body.contains("availableQuantity"));
    }
  }

  @Test
  void reading_isTheSmallerNumber_whicheverThatIs() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 9);
      bench.ebay.limit("MUG", 4L);
      assertThat(bench.reads("MUG")).isEqualTo(4);
      bench.ebay.limit("MUG", 40L);
      assertThat(bench.reads("MUG")).isEqualTo(9);
      bench.ebay.limit("MUG", null);
      assertThat(bench.reads("MUG")).isEqualTo(9);
    }
  }

  @Test
  void limitSetByAPerson_isWrittenAfterItWasSeen() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 5);
      bench.publish("MUG", 6);
      bench.ebay.limit("MUG", 2L);
      bench.publish("MUG", 9);
      assertThat(bench.ebay.shows("MUG")).as("before it was looked at: never more than the limit").isEqualTo(2);
      assertThat(bench.reads("MUG")).isEqualTo(2);
      bench.publish("MUG", 9);
      assertThat(bench.ebay.shows("MUG")).isEqualTo(9);
    }
  }

  @Test
  void offerOffTheSite_isReadAsWhatItWouldShow_andIsNotListed() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 5);
      bench.ebay.publish("MUG", false);
      assertThat(bench.reads("MUG")).as("published anew it shows this").isEqualTo(5);
      assertThat(bench.publish("MUG", 2)).isInstanceOf(PublishResult.Applied.class);
      assertThat(bench.connector().listings(null).listings()).isEmpty();
      bench.ebay.publish("MUG", true);
      assertThat(bench.ebay.shows("MUG")).isEqualTo(2);
      assertThat(bench.connector().listings(null).listings()).hasSize(1);
    }
  }

  @Test
  void purchaseThatIsNeverPaid_lowersWhatIsRead_withoutAnOrder() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 5);
      bench.ebay.buyAndNeverPay("MUG", 2);
      bench.readOrders();
      assertThat(bench.reads("MUG")).isEqualTo(3);
      assertThat(bench.orders).isEmpty();
    }
  }

  @Test
  void readingThatDoesNotFollowSales_isTooHighAndNeverTooLow() {
    try (Bench bench = new Bench()) {
      bench.ebay.readsFollowSales(false).list("MUG", 5);
      bench.ebay.buy("MUG", 2);
      assertThat(bench.reads("MUG")).isEqualTo(5).isGreaterThanOrEqualTo(bench.ebay.shows("MUG"));
    }
  }

  // ---- calls of several

  @Test
  void callOfSeveral_thatIsRefusedAsAWhole_goesOneByOneFromThenOn() {
    try (Bench bench = new Bench()) {
      bench.ebay.oneSkuOnly(true);
      List.of("A", "B", "C").forEach(sku -> bench.ebay.list(sku, 1));
      assertThat(bench.publish(bench.write("A", 7), bench.write("B", 8), bench.write("C", 9)))
          .allMatch(PublishResult.Applied.class::isInstance);
      assertThat(bench.ebay.calls(Call.WRITE)).as("one refused, three alone").isEqualTo(4);
      bench.publish(bench.write("A", 1), bench.write("B", 2));
      assertThat(bench.ebay.calls(Call.WRITE)).as("two more, alone").isEqualTo(6);
      assertThat(List.of(bench.ebay.effects("A"), bench.ebay.effects("C"))).as("each write was done once").containsExactly(2L, 1L);
    }
  }

  @Test
  void callOfSeveral_whereTaken_isOneCall() {
    try (Bench bench = new Bench()) {
      List.of("A", "B", "C").forEach(sku -> bench.ebay.list(sku, 1));
      bench.publish(bench.write("A", 7), bench.write("B", 8), bench.write("C", 9));
      assertThat(bench.ebay.calls(Call.WRITE)).isEqualTo(1);
    }
  }

  @Test
  void variationsOfOneListing_goOneAfterTheOther() {
    try (Bench bench = new Bench()) {
      List.of("RED", "BLUE", "MUG").forEach(sku -> bench.ebay.list(sku, 1));
      bench.ebay.vary("BLUE", "RED");
      assertThat(bench.publish(bench.write("RED", 7), bench.write("BLUE", 8), bench.write("MUG", 9)))
          .as("two in one call would meet each other (25025)").allMatch(PublishResult.Applied.class::isInstance);
      assertThat(bench.ebay.calls(Call.WRITE)).isEqualTo(2);
    }
  }

  @Test
  void itemThatSomebodyElseIsChanging_isNotWritten_andSparesTheOthers() {
    try (Bench bench = new Bench()) {
      List.of("A", "B").forEach(sku -> bench.ebay.list(sku, 1));
      bench.ebay.lock("A");
      List<PublishResult> results = bench.publish(bench.write("A", 7), bench.write("B", 8));
      assertThat(results.get(0)).isInstanceOfSatisfying(PublishResult.Rejected.class, rejected -> {
        assertThat(rejected.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(rejected.message()).contains("25025");
      });
      assertThat(results.get(1)).isInstanceOf(PublishResult.Applied.class);
      assertThat(bench.ebay.calls(Call.WRITE)).as("no second try").isEqualTo(1);
      assertThat(bench.publish("A", 7)).isInstanceOf(PublishResult.Applied.class);
    }
  }

  @Test
  void itemWrittenWithoutItsOffer_isUnknown() {
    try (Bench bench = new Bench()) {
      bench.ebay.offersLimit(true).list("MUG", 5);
      bench.ebay.halve("MUG");
      assertThat(bench.publish("MUG", 12)).as("the item has the new number, the offer the old")
          .isInstanceOfSatisfying(PublishResult.Unknown.class, unknown -> assertThat(unknown.message()).contains("25709"));
    }
  }

  @Test
  void callAfterOneWithoutAnswer_isNotSent() {
    try (Bench bench = new Bench()) {
      List.of("RED", "BLUE").forEach(sku -> bench.ebay.list(sku, 1));
      bench.ebay.vary("BLUE", "RED");
      bench.reads("RED");
      bench.ebay.trouble(Call.WRITE, Trouble.LOST_AFTER);
      List<PublishResult> results = bench.publish(bench.write("RED", 7), bench.write("BLUE", 8));
      assertThat(results.get(0)).isInstanceOf(PublishResult.Unknown.class);
      assertThat(results.get(1)).isInstanceOf(PublishResult.Rejected.class);
      assertThat(bench.ebay.effects("BLUE")).isZero();
    }
  }

  // ---- answers, row by row

  @Test
  void row_saysWhatBecameOfItsItem() {
    Map<String, Class<? extends PublishResult>> rows = Map.ofEntries(
        Map.entry("{\"sku\":\"MUG\",\"statusCode\":200}", PublishResult.Applied.class),
        Map.entry("{\"sku\":\"MUG\",\"statusCode\":200,\"errors\":[],\"warnings\":[{\"errorId\":25402}]}", PublishResult.Applied.class),
        Map.entry("{\"sku\":\"MUG\",\"statusCode\":200,\"errors\":[{\"errorId\":25001}]}", PublishResult.Unknown.class),
        Map.entry("{\"sku\":\"MUG\",\"statusCode\":\"200\"}", PublishResult.Unknown.class),
        Map.entry("{\"sku\":\"MUG\"}", PublishResult.Unknown.class),
        Map.entry("{\"sku\":\"CUP\",\"statusCode\":200}", PublishResult.Unknown.class),
        Map.entry("{\"sku\":\"MUG\",\"statusCode\":500,\"errors\":[{\"errorId\":25001}]}", PublishResult.Unknown.class),
        Map.entry("{\"sku\":\"MUG\",\"statusCode\":302}", PublishResult.Unknown.class),
        Map.entry("{\"sku\":\"MUG\",\"statusCode\":500,\"errors\":[{\"errorId\":25025}]}", PublishResult.Rejected.class),
        Map.entry("{\"sku\":\"MUG\",\"statusCode\":500,\"errors\":[{\"errorId\":25025},{\"errorId\":25001}]}", PublishResult.Unknown.class),
        Map.entry("{\"sku\":\"MUG\",\"statusCode\":400,\"errors\":[{\"errorId\":25709}]}", PublishResult.Rejected.class),
        Map.entry("{\"sku\":\"MUG\",\"statusCode\":200},{\"sku\":\"MUG\",\"statusCode\":400,\"errors\":[{\"errorId\":25709}]}",
            PublishResult.Unknown.class));
    rows.forEach((row, expected) ->
        assertThat(answered(200, "{\"responses\":[" + row + "]}", "")).as(row).isInstanceOf(expected));
  }

  @Test
  void rowOfARefusal_isCertainOnlyWhenEveryPartWasRefused() {
    String item = "{\"sku\":\"MUG\",\"statusCode\":400,\"errors\":[{\"errorId\":25709}]}";
    String offer = "{\"sku\":\"MUG\",\"offerId\":\"1\",\"statusCode\":400,\"errors\":[{\"errorId\":25709}]}";
    assertThat(answered(207, "{\"responses\":[" + offer + "]}", ",\"availableQuantity\":3")).isInstanceOf(PublishResult.Unknown.class);
    assertThat(answered(207, "{\"responses\":[" + item + "," + offer + "]}", ",\"availableQuantity\":3"))
        .isInstanceOf(PublishResult.Rejected.class);
  }

  @Test
  void refusal_namesItsKind() {
    Map<Integer, FailureKind> kinds = Map.of(25702, FailureKind.UNKNOWN_LISTING, 25713, FailureKind.UNKNOWN_LISTING,
        25709, FailureKind.INVALID, 25759, FailureKind.INVALID, 25097, FailureKind.INVALID);
    kinds.forEach((error, kind) -> {
      String body = "{\"errors\":[{\"errorId\":" + error + ",\"message\":\"no\"}]}";
      assertThat(answered(400, body, "")).as("error " + error).isInstanceOfSatisfying(
          PublishResult.Rejected.class, rejected -> assertThat(rejected.kind()).isEqualTo(kind));
    });
  }

  @Test
  void callThatMeetsSomebodyElsesAsAWhole_wroteNothing_ifItHadOneNumberOnly() {
    String locked = "{\"errors\":[{\"errorId\":25025,\"message\":\"Concurrent access\"}]}";
    assertThat(answered(500, locked, "")).isInstanceOfSatisfying(
        PublishResult.Rejected.class, rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    assertThat(answered(500, locked, ",\"availableQuantity\":3")).isInstanceOf(PublishResult.Unknown.class);
    assertThat(answered(500, locked.replace("25025", "25001"), "")).isInstanceOf(PublishResult.Unknown.class);
  }

  /** Writes one quantity; the offer is there, and the write is answered like this. */
  private static PublishResult answered(int status, String body, String ofTheOffer) {
    ScriptedContext context = ScriptedContext.of(Map.of(), call -> call.uri().getPath().endsWith("/offer")
        ? ScriptedContext.answer(200, offer(ofTheOffer)) : ScriptedContext.answer(status, body));
    return context.connector().publish(List.of(new QuantityWrite(dev.onepool.ListingId.of("MUG"), 3, "a/MUG/1")),
        ScriptedContext.NOW.plusSeconds(9)).get(0);
  }

  static String offer(String more) {
    return "{\"total\":1,\"offers\":[{\"offerId\":\"1\",\"sku\":\"MUG\",\"format\":\"FIXED_PRICE\",\"status\":\"PUBLISHED\","
        + "\"listing\":{\"listingId\":\"110\"}" + more + "}]}";
  }

  private static final ListingId CUP = ListingId.of("CUP");
  private static final String ITEMS = "{\"responses\":[ITEM,ITEM]}"
      .replaceFirst("ITEM", item("MUG")).replaceFirst("ITEM", item("CUP"));

  private static String item(String sku) {
    return "{\"sku\":\"" + sku + "\",\"statusCode\":200,\"inventoryItem\":{\"availability\":"
        + "{\"shipToLocationAvailability\":{\"quantity\":5}}}}";
  }

  /** Answers questions for offers of one SKU with a pause. */
  private static ScriptedContext pausing(String sku) {
    return ScriptedContext.of(Map.of(), call -> call.method().equals("POST") ? ScriptedContext.answer(200, ITEMS)
        : ScriptedContext.answer(call.uri().getQuery().contains("sku=" + sku) ? 429 : 200, offer("")));
  }

  @Test
  void readingThrottledInTheMiddle_tellsWhatWasRead_andCallsNoMore() {
    ScriptedContext context = pausing("CUP");
    assertThat(context.connector().shown(List.of(ListingId.of("MUG"), CUP)))
        .singleElement().extracting(ShownQuantity::listing).isEqualTo(ListingId.of("MUG"));
    assertThat(context.calls()).hasSize(3).last().satisfies(call -> assertThat(call.uri().getQuery()).contains("sku=CUP"));
    assertThat(context.paused()).containsKey("INVENTORY");
  }

  @Test
  void readingThrottledAtItsFirstListing_isThrottled() {
    assertThatThrownBy(() -> pausing("MUG").connector().shown(List.of(ListingId.of("MUG"), CUP)))
        .isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.until()).isEqualTo(ScriptedContext.NOW.plusSeconds(1)));
  }

  @Test
  void limitThatIsUsedUp_isWaitedFor_andEachReadingThenTellsMore() {
    try (Bench bench = new Bench(Map.of("limit.inventory", "20"))) {
      List<ListingId> missing = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        bench.ebay.list("SKU-" + i, 5);
        missing.add(ListingId.of("SKU-" + i));
      }
      for (int readings = 0; !missing.isEmpty(); readings++) {
        assertThat(readings).as("readings, %s still missing", missing).isLessThan(20);
        try {
          bench.connector().shown(missing).forEach(shown -> missing.remove(shown.listing()));
        } catch (ConnectorException early) {
          bench.clock.advanceTo(early.until());
        }
      }
    }
  }

  @Test
  void withoutReceipts_writesAreAccepted() {
    try (Bench bench = new Bench(Map.of("receipts", "false"))) {
      bench.ebay.list("MUG", 5);
      assertThat(bench.publish("MUG", 3)).isInstanceOf(PublishResult.Accepted.class);
      assertThat(bench.connector().capabilities().proof()).isEqualTo(Capabilities.Proof.READBACK);
    }
  }

  @Test
  void quantityTooLargeForEbay_isRefusedWithoutACall() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 5);
      assertThat(bench.publish("MUG", Integer.MAX_VALUE + 1L)).isInstanceOfSatisfying(
          PublishResult.Rejected.class, rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.INVALID));
      assertThat(bench.ebay.calls(Call.WRITE)).isZero();
      assertThat(bench.publish("MUG", Integer.MAX_VALUE)).isInstanceOf(PublishResult.Applied.class);
    }
  }

  // ---- revisions

  @Test
  void revisions_areSpentCarefully_andTheLastAreKeptForZero() {
    try (Bench bench = new Bench(Map.of("revisions-per-day", "50"))) {
      List.of("MUG", "CUP").forEach(sku -> bench.ebay.list(sku, 1));
      for (int i = 0; i < 8; i++) {
        assertThat(bench.publish("MUG", 10 + i)).as("write " + i).isInstanceOf(PublishResult.Applied.class);
      }
      assertThat(bench.publish("MUG", 30)).isInstanceOfSatisfying(PublishResult.Rejected.class, rejected -> {
        assertThat(rejected.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(rejected.message()).contains("revisions", "50 a day", "again at 2026-03-01T");
      });
      assertThat(bench.publish("CUP", 9)).as("another listing").isInstanceOf(PublishResult.Applied.class);
      assertThat(List.of(bench.publish("MUG", 0), bench.publish("MUG", 0))).allMatch(PublishResult.Applied.class::isInstance);
      assertThat(bench.publish("MUG", 0)).isInstanceOf(PublishResult.Rejected.class);
      bench.pass(Duration.ofMinutes(36));
      assertThat(bench.publish("MUG", 0)).as("a fortieth of a day later").isInstanceOf(PublishResult.Applied.class);
      assertThat(bench.ebay.revisions("MUG")).isEqualTo(11);
    }
  }

  @Test
  void writesThatDoNotReachEbay_areNoRevisions() {
    try (Bench bench = new Bench(Map.of("revisions-per-day", "50"))) {
      bench.ebay.list("MUG", 1);
      bench.ebay.throttle(Call.WRITE, Duration.ofMinutes(5));
      for (int i = 0; i < 60; i++) {
        assertThat(bench.publish("MUG", 2 + i)).as("attempt " + i).isInstanceOf(PublishResult.Throttled.class);
      }
      bench.pass(Duration.ofMinutes(5));
      assertThat(bench.publish("MUG", 9)).isInstanceOf(PublishResult.Applied.class);
    }
  }

  @Test
  void variationsOfOneListing_shareItsRevisions() {
    try (Bench bench = new Bench(Map.of("revisions-per-day", "50"))) {
      List.of("RED", "BLUE").forEach(sku -> bench.ebay.list(sku, 1));
      bench.ebay.vary("BLUE", "RED");
      for (int i = 0; i < 4; i++) {
        bench.publish(bench.write("RED", i + 2), bench.write("BLUE", i + 2));
      }
      assertThat(bench.publish("BLUE", 30)).isInstanceOf(PublishResult.Rejected.class);
    }
  }

  @Test
  void revisions_ofTheGreediestWriter_stayWithinTheLimitInAny24Hours() {
    for (int perDay : new int[] {5, 50, 249, 250}) {
      Quantities.Revisions revisions = new Quantities.Revisions(perDay);
      List<Instant> taken = new ArrayList<>();
      for (int minute = 0; minute < 4 * 1_440; minute++) {
        Instant now = Bench.START.plus(Duration.ofMinutes(minute));
        while (revisions.take(Set.of("110"), true, now) == null) {
          taken.add(now);
        }
      }
      int most = 0;
      for (int first = 0, last = 0; last < taken.size(); last++) {
        while (!taken.get(first).plus(Duration.ofDays(1)).isAfter(taken.get(last))) {
          first++;
        }
        most = Math.max(most, last - first + 1);
      }
      assertThat(most).as("most within a day, " + perDay + " allowed").isBetween(perDay / 2, perDay);
    }
  }

  @Test
  void skuLikeOneOfOurNames_isTakenForWhatItIs() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("item:MUG", 5);
      var listing = bench.connector().listings(null).listings().get(0).listing();
      assertThat(listing.value()).isEqualTo("sku:item:MUG");
      assertThat(bench.publish(listing.value(), 3)).isInstanceOf(PublishResult.Applied.class);
      assertThat(bench.ebay.shows("item:MUG")).isEqualTo(3);
    }
  }

  @Test
  void strangeSkus_areWrittenAndReadAsTheyAre() {
    try (Bench bench = new Bench()) {
      for (String sku : List.of("A/B", "A B", "A+B", "A%2FB", "A,B", "Ä#?&=", "..", "*", "{\"")) {
        bench.ebay.list(sku, 5);
        assertThat(bench.publish(sku, 3)).as(sku).isInstanceOf(PublishResult.Applied.class);
        assertThat(bench.reads(sku)).as(sku).isEqualTo(3);
      }
      assertThat(bench.ebay.refusals()).isEmpty();
    }
  }
}
