package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.LocationId;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted after a sale. */
class UnseenLinesTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final ChannelId QUICK = ChannelId.of("quick");
  private static final ChannelId OTHER_QUICK = ChannelId.of("other");
  private static final ChannelId STUCK = ChannelId.of("stuck");
  private static final Map<ChannelId, Duration> WINDOWS = Map.of(QUICK, Duration.ofMinutes(15), OTHER_QUICK, Duration.ofMinutes(15), STUCK, Duration.ofHours(2));
  private static final Duration COMPLETE = Duration.ofHours(3);
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final double EXPECTED = 1;
  private static final PoolKey POOL = new PoolKey(Sku.of("A"), LocationId.MAIN);
  private static final PoolKey OTHER = new PoolKey(Sku.of("B"), LocationId.MAIN);

  private static final int PAIR = 100;

  private final Clustering clustering = new Clustering();
  private final UnseenLines lines = new UnseenLines(clustering);

  private void sold(PoolKey pool, ChannelId channel, int minute, boolean counts) {
    Instant at = START.plus(Duration.ofMinutes(minute));
    lines.sold(pool, channel, at, EXPECTED, counts, LONGEST, COMPLETE.minus(LONGEST));
  }

  private void quick(int minute, boolean counts) {
    sold(POOL, QUICK, minute, counts);
  }

  private void other(int minute) {
    sold(POOL, OTHER_QUICK, minute, false);
  }

  private void stuck(int minute) {
    sold(POOL, STUCK, minute, false);
  }

  /** Returns how many lines were counted after the one that counts, once it is complete; -1 if nothing was, PAIR if that. */
  private int counted() {
    LineLaw before = clustering.unseen(EXPECTED);
    lines.count(START.plus(COMPLETE).plus(Duration.ofHours(3)), WINDOWS::get);
    LineLaw after = clustering.unseen(EXPECTED);
    if (after.pair() > before.pair()) {
      return PAIR;
    }
    for (int i = 0; i < 10; i++) {
      if (after.chance(i) > before.chance(i)) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void count_nothingAfter_isNone() {
    quick(0, true);
    assertThat(counted()).isZero();
  }

  @Test
  void count_lineWithinTheWindowOfItsChannel_isAPair() {
    quick(0, true);
    other(15);
    assertThat(counted()).isEqualTo(PAIR);
  }

  @Test
  void count_singleLineOfTheSameChannel_isNone() {
    quick(0, true);
    quick(15, false);
    assertThat(counted()).isZero();
  }

  @Test
  void count_twoLines_areNoPair() {
    quick(0, true);
    quick(5, false);
    quick(15, false);
    assertThat(counted()).isEqualTo(2);
  }

  @Test
  void count_singleLineAfterAnotherWithinItsWindow_isNoPair() {
    quick(0, false);
    quick(5, true);
    quick(15, false);
    assertThat(counted()).isEqualTo(1);
  }

  @Test
  void count_singleLineAfterAnotherBeforeItsWindow_isAPair() {
    quick(0, false);
    quick(5, true);
    other(16);
    assertThat(counted()).isEqualTo(PAIR);
  }

  @Test
  void count_lineOfAStuckChannelAfterOthers_isNoPair() {
    quick(0, true);
    quick(16, false);
    stuck(60);
    assertThat(counted()).isEqualTo(1);
  }

  @Test
  void count_quickChannelAfterItsWindow_isNotCountedThoughAnotherIsStuck() {
    quick(0, true);
    other(16);
    assertThat(counted()).isZero();
  }

  @Test
  void count_stuckChannelWithinItsWindow_isCounted() {
    quick(0, true);
    stuck(20);
    stuck(120);
    stuck(121);
    assertThat(counted()).isEqualTo(2);
  }

  @Test
  void count_linesBefore_areNotCounted() {
    quick(0, false);
    quick(5, true);
    assertThat(counted()).isZero();
  }

  @Test
  void count_linesOfOneMoment_countAfterEachOther() {
    quick(0, true);
    other(0);
    assertThat(counted()).isEqualTo(PAIR);
  }

  @Test
  void count_lineThatBecomesKnownLate_isCounted() {
    stuck(30);
    quick(0, true);
    assertThat(counted()).isEqualTo(PAIR);
  }

  @Test
  void count_lineOfAnotherSku_isNotCounted() {
    quick(0, true);
    sold(OTHER, QUICK, 5, false);
    assertThat(counted()).isZero();
  }

  @Test
  void count_littleOnShow_isLeftOut() {
    quick(0, false);
    assertThat(counted()).isEqualTo(-1);
  }

  @Test
  void count_beforeItIsComplete_waits() {
    quick(0, true);
    lines.count(START.plus(COMPLETE).minusMillis(1), WINDOWS::get);
    assertThat(clustering.unseen(EXPECTED).chance(0)).isEqualTo(new Clustering().unseen(EXPECTED).chance(0));
  }

  @Test
  void plenty_dependsOnWhatIsExpected() {
    assertThat(UnseenLines.plenty(6, 0.5)).isTrue();
    assertThat(UnseenLines.plenty(6, 2)).isFalse();
  }
}
