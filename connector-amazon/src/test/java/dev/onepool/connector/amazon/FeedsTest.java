package dev.onepool.connector.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Feeds, and that they never meet an update of the same SKU. */
class FeedsTest {

  private Bench bench = new Bench(Map.of("feed.threshold", "3", "feed.size", "20"));

  @BeforeEach
  void list() {
    bench.amazon.feedDelay(Duration.ofMinutes(10));
    for (int i = 0; i < 8; i++) {
      bench.amazon.list("S" + i, 1);
    }
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private List<PublishResult> send(int from, int to, long units) {
    List<QuantityWrite> batch = new ArrayList<>();
    for (int i = from; i < to; i++) {
      batch.add(bench.write("S" + i, units));
    }
    return bench.connector().publish(batch, bench.deadline());
  }

  @Test
  void batchOfTheThreshold_isOneFeed_andOneBelowIsUpdates() {
    assertThat(send(0, 3, 9)).allMatch(PublishResult.Accepted.class::isInstance);
    assertThat(bench.amazon.operations()).containsEntry("createFeed", 1L).doesNotContainKey("patchListingsItem");
    assertThat(send(3, 5, 9)).allMatch(PublishResult.Accepted.class::isInstance);
    assertThat(bench.amazon.operations()).containsEntry("createFeed", 1L).containsEntry("patchListingsItem", 2L);
    bench.pass(Duration.ofMinutes(11));
    assertThat(bench.amazon.shows("S0")).isEqualTo(9);
  }

  @Test
  void skuInAnOpenFeed_isNotUpdated_andOthersAre() {
    send(0, 3, 9);
    List<PublishResult> results = bench.publish(bench.write("S0", 4), bench.write("S5", 4));
    assertThat(results.get(0)).isInstanceOfSatisfying(PublishResult.Rejected.class,
        rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    assertThat(results.get(1)).isInstanceOf(PublishResult.Accepted.class);
  }

  @Test
  void skuInAFinishedFeed_isUpdatedAgain() {
    send(0, 3, 9);
    bench.pass(Duration.ofMinutes(11));
    assertThat(bench.publish(bench.write("S0", 4)).get(0)).isInstanceOf(PublishResult.Accepted.class);
    assertThat(bench.amazon.shows("S0")).isEqualTo(4);
  }

  @Test
  void feedFromBeforeARestart_keepsEverythingFromBeingWritten_untilItIsFinished() {
    send(0, 3, 9);
    bench.restart();
    long before = bench.amazon.calls(Call.WRITE);
    assertThat(bench.publish(bench.write("S0", 4), bench.write("S5", 4))).allMatch(PublishResult.Throttled.class::isInstance);
    assertThat(bench.amazon.calls(Call.WRITE)).isEqualTo(before);
    bench.pass(Duration.ofMinutes(11));
    assertThat(bench.publish(bench.write("S0", 4), bench.write("S5", 4))).allMatch(PublishResult.Accepted.class::isInstance);
  }

  @Test
  void feedWhoseAnswerWasLost_isUnknown_andKeepsItsSkusFromBeingWritten() {
    bench.amazon.trouble(Call.WRITE, Trouble.LOST_AFTER);
    assertThat(send(0, 3, 9)).allMatch(PublishResult.Unknown.class::isInstance);
    assertThat(bench.publish(bench.write("S0", 4)).get(0)).isInstanceOf(PublishResult.Throttled.class);
    bench.pass(Duration.ofMinutes(3));
    assertThat(bench.publish(bench.write("S0", 4)).get(0)).as("still listed as open").isInstanceOf(PublishResult.Throttled.class);
    bench.pass(Duration.ofMinutes(11));
    assertThat(bench.publish(bench.write("S0", 4)).get(0)).isInstanceOf(PublishResult.Accepted.class);
    assertThat(bench.amazon.shows("S0")).isEqualTo(4);
    assertThat(bench.amazon.shows("S1")).as("the feed had come through").isEqualTo(9);
  }

  @Test
  void documentThatCannotBeUploaded_sendsNoFeed() {
    bench.connector().capabilities();
    bench.amazon.trouble(Call.OTHER, Trouble.SERVER_ERROR);
    assertThat(send(0, 3, 9)).allMatch(PublishResult.Rejected.class::isInstance);
    assertThat(bench.amazon.feeds()).isEmpty();
  }

  @Test
  void report_tellsWhatWasRefused_andIsFetchedOnce() {
    List<PublishResult> sent = send(0, 3, 9);
    String feed = ((PublishResult.Accepted) sent.get(0)).token().split(":")[1];
    assertThat(bench.connector().poll(List.of(token(sent, 0)))).allMatch(PublishResult.Accepted.class::isInstance);
    bench.pass(Duration.ofMinutes(11));
    for (int i = 0; i < 3; i++) {
      assertThat(bench.connector().poll(List.of(token(sent, 0), token(sent, 2)))).allMatch(PublishResult.Accepted.class::isInstance);
    }
    assertThat(feed).isNotEmpty();
    assertThat(bench.amazon.operations()).containsEntry("getFeedDocument", 1L);
  }

  @Test
  void poll_ofAllMessages_asksOnceForTheFeed_andNotAgainAtOnce() {
    List<String> tokens = send(0, 8, 9).stream().map(result -> ((PublishResult.Accepted) result).token()).toList();
    bench.pass(Duration.ofMinutes(2));
    for (int i = 0; i < 3; i++) {
      assertThat(bench.connector().poll(tokens)).allMatch(PublishResult.Accepted.class::isInstance);
    }
    assertThat(bench.amazon.operations()).containsEntry("getFeed", 1L);
  }

  private static String token(List<PublishResult> sent, int position) {
    return ((PublishResult.Accepted) sent.get(position)).token();
  }
}
