package dev.onepool.connector.walmart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.sandbox.walmart.WalmartSandbox;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Quantities by feed: item by item, and never beside an update of the same SKU. */
class FeedsTest {

  private static final Map<String, String> SETTINGS = Map.of("feed.threshold", "3", "feed.size", "200");

  private static List<PublishResult> feed(Bench bench, int size, long units, String... more) {
    List<QuantityWrite> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      bench.walmart.list("S" + i, 1);
      batch.add(bench.write("S" + i, units));
    }
    for (String sku : more) {
      batch.add(bench.write(sku, units));
    }
    return bench.connector().publish(batch, bench.deadline());
  }

  private static List<PublishResult> poll(Bench bench, List<PublishResult> results) {
    return bench.connector().poll(results.stream().map(result -> ((PublishResult.Accepted) result).token()).toList());
  }

  @Test
  void batchFromTheThreshold_goesAsOneFeed_andIsInForceWhenItIsReadBack() {
    try (Bench bench = new Bench(SETTINGS)) {
      List<PublishResult> results = feed(bench, 120, 7);
      assertThat(results).allMatch(PublishResult.Accepted.class::isInstance);
      assertThat(bench.walmart.calls(Call.WRITE)).isEqualTo(1);
      bench.pass(Duration.ofMinutes(2));
      long before = bench.walmart.calls();
      assertThat(poll(bench, results)).allMatch(PublishResult.Accepted.class::isInstance);
      assertThat(bench.walmart.calls() - before).as("calls to ask after 120 listings of an open feed").isEqualTo(1);
      bench.pass(Duration.ofMinutes(4));
      assertThat(poll(bench, results)).hasSize(120).allMatch(PublishResult.Applied.class::isInstance);
      assertThat(bench.walmart.shows("S119")).isEqualTo(7);
    }
  }

  @Test
  void batchBelowTheThreshold_goesOneByOne() {
    try (Bench bench = new Bench(SETTINGS)) {
      feed(bench, 2, 7);
      assertThat(bench.walmart.feedDocuments()).isEmpty();
      assertThat(bench.walmart.calls(Call.WRITE)).isEqualTo(2);
    }
  }

  @Test
  void itemThatFailsInsideAProcessedFeed_isRejected_andTheOthersAreApplied() {
    try (Bench bench = new Bench(Map.of("feed.threshold", "3", "quantity-meaning", "held"))) {
      List<PublishResult> results = feed(bench, 4, 7, "NOBODY");
      bench.pass(Duration.ofMinutes(6));
      List<PublishResult> fates = poll(bench, results);
      assertThat(fates.subList(0, 4)).allMatch(PublishResult.Applied.class::isInstance);
      assertThat(fates.get(4)).isInstanceOfSatisfying(PublishResult.Rejected.class, refused -> {
        assertThat(refused.kind()).isEqualTo(FailureKind.INVALID);
        assertThat(refused.message()).contains("NOBODY", "ERR_EXT_DATA_0101119");
      });
    }
  }

  @Test
  void skuThatFailsAtOneOfItsShipNodes_isUnknownAtAll_becauseTheOthersMayBeWritten() {
    try (Bench bench = new Bench(Map.of("feed.threshold", "2", "quantity-meaning", "held",
        "ship-nodes", WalmartSandbox.NODE + ",200"))) {
      bench.walmart.list("HALF", 1);
      List<PublishResult> results = bench.publish(bench.write("HALF@" + WalmartSandbox.NODE, 7), bench.write("HALF@200", 7));
      bench.pass(Duration.ofMinutes(6));
      assertThat(bench.walmart.shows("HALF")).isEqualTo(7);
      assertThat(poll(bench, results)).hasSize(2).allMatch(PublishResult.Unknown.class::isInstance);
    }
  }

  @Test
  void itemThatRanOutOfTime_isUnknown_notRejected() {
    for (String status : List.of("TIMEOUT_ERROR", "SYSTEM_ERROR")) {
      try (Bench bench = new Bench(SETTINGS)) {
        bench.walmart.failing(status).list("FAILS", 1);
        List<PublishResult> results = feed(bench, 4, 7, "FAILS");
        bench.pass(Duration.ofMinutes(6));
        assertThat(poll(bench, results).get(4)).as(status).isInstanceOf(PublishResult.Unknown.class);
      }
    }
  }

  @Test
  void skuInAnOpenFeed_isNotUpdated_norShipped_untilTheFeedIsDone() {
    try (Bench bench = new Bench(SETTINGS)) {
      feed(bench, 4, 7);
      assertThat(bench.publish(bench.write("S1", 9)).get(0)).isInstanceOfSatisfying(PublishResult.Rejected.class,
          refused -> assertThat(refused.kind()).isEqualTo(FailureKind.UNAVAILABLE));
      bench.walmart.list("OTHER", 1);
      assertThat(bench.publish(bench.write("OTHER", 9)).get(0)).isInstanceOf(PublishResult.Accepted.class);
      bench.pass(Duration.ofMinutes(6));
      assertThat(bench.publish(bench.write("S1", 9)).get(0)).isInstanceOf(PublishResult.Accepted.class);
      bench.pass(Duration.ofHours(1));
      assertThat(bench.walmart.shows("S1")).as("the newer number stays").isEqualTo(9);
    }
  }

  @Test
  void openFeedFromBeforeARestart_keepsEverythingFromBeingWritten() {
    try (Bench bench = new Bench(SETTINGS)) {
      feed(bench, 4, 7);
      bench.restart();
      assertThat(bench.publish(bench.write("S1", 9)).get(0)).isInstanceOf(PublishResult.Throttled.class);
      bench.pass(Duration.ofMinutes(6));
      assertThat(bench.publish(bench.write("S1", 9)).get(0)).isInstanceOf(PublishResult.Accepted.class);
    }
  }

  @Test
  void feedWhoseAnswerGotLost_isUnknown_andLookedForBeforeTheNextWrite() {
    try (Bench bench = new Bench(SETTINGS)) {
      bench.walmart.trouble(Call.WRITE, Trouble.LOST_AFTER);
      assertThat(feed(bench, 4, 7)).allMatch(PublishResult.Unknown.class::isInstance);
      assertThat(bench.publish(bench.write("S1", 9)).get(0)).isInstanceOf(PublishResult.Throttled.class);
      bench.pass(Duration.ofMinutes(3));
      assertThat(bench.publish(bench.write("S1", 9)).get(0)).as("it arrived, and is open").isInstanceOf(PublishResult.Throttled.class);
      bench.pass(Duration.ofMinutes(3));
      assertThat(bench.publish(bench.write("S1", 9)).get(0)).isInstanceOf(PublishResult.Accepted.class);
    }
  }

  @Test
  void feedThatIsTooLarge_isRejected_andSaysWhatToDo() {
    try (Bench bench = new Bench(SETTINGS)) {
      bench.walmart.largestFeed(100);
      assertThat(feed(bench, 4, 7)).allSatisfy(result -> assertThat(result).isInstanceOfSatisfying(PublishResult.Rejected.class,
          refused -> assertThat(refused.message()).contains("feed.size")));
    }
  }

  @Test
  void feedsBeyondTheProfilesLimit_areNotEvenSent() {
    try (Bench bench = new Bench(SETTINGS)) {
      bench.walmart.feedLimit(2).feedDelay(Duration.ZERO);
      bench.connector().maintain();
      for (int i = 0; i < 2; i++) {
        assertThat(feed(bench, 4, i)).allMatch(PublishResult.Accepted.class::isInstance);
        bench.pass(Duration.ofMinutes(2));
      }
      assertThat(feed(bench, 4, 9)).allMatch(PublishResult.Throttled.class::isInstance);
      assertThat(bench.walmart.calls(Call.WRITE)).isEqualTo(2);
    }
  }
}
