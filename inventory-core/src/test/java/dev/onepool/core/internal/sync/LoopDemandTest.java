package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What may come in within a loop. */
class LoopDemandTest {

  private static final LoopDemand SELDOM = new LoopDemand(0.005, 0.1);
  private static final LoopDemand USUAL = new LoopDemand(0.05, 0.1);
  private static final LoopDemand BUSY = new LoopDemand(0.5, 0.5);

  @Test
  void atLeast_none_isCertain() {
    assertThat(USUAL.atLeast(0)).isEqualTo(1);
  }

  @Test
  void atLeast_two_isTheChanceOfOneAndOfAnother() {
    assertThat(USUAL.atLeast(2)).isCloseTo(0.005, within(1e-12));
  }

  @Test
  void buyers_whoSeldomSells_isOne() {
    assertThat(SELDOM.buyers(0.01, 5)).isEqualTo(1);
  }

  @Test
  void buyers_whoSellsNowAndThen_isTwo() {
    assertThat(USUAL.buyers(0.01, 5)).isEqualTo(2);
  }

  @Test
  void buyers_neverMoreThanChannels() {
    assertThat(BUSY.buyers(0.0001, 5)).isEqualTo(5);
  }

  @Test
  void buyers_oneChannel_isOne() {
    assertThat(BUSY.buyers(0.0001, 1)).isEqualTo(1);
  }

  @Test
  void units_whereNothingIsLikely_isNone() {
    assertThat(SELDOM.units(0.01, List.of(12L, 24L))).isZero();
  }

  @Test
  void units_ofOneLineSize_isWholeLines() {
    assertThat(USUAL.units(0.01, List.of(12L))).isEqualTo(12);
    assertThat(USUAL.units(0.001, List.of(12L))).isEqualTo(24);
  }

  @Test
  void units_rareLargeLine_countsWhereTheChanceIsSmall() {
    List<Long> lines = List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 100L);
    assertThat(USUAL.units(0.01, lines)).isLessThan(100);
    assertThat(USUAL.units(0.001, lines)).isGreaterThanOrEqualTo(100);
  }

  @Test
  void units_noLineKnown_areSingle() {
    assertThat(USUAL.units(0.01, List.of())).isEqualTo(1);
  }

  @Test
  void units_linesOfMillions_areStillFound() {
    assertThat(USUAL.units(0.01, List.of(3_000_000L))).isBetween(3_000_000L, 3_100_000L);
  }
}
