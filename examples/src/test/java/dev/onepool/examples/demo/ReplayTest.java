package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Four mugs, and two buyers who want four each: one on Amazon at ten, one on Shopify a minute later. */
class ReplayTest {

  static final Replay.Conditions HALF_A_DAY =
      new Replay.Conditions(new BigDecimal("0.5"), true, Duration.ofMinutes(15), Duration.ofMinutes(10), Duration.ofMinutes(5));

  private static final Replay.Conditions BY_UNITS =
      new Replay.Conditions(new BigDecimal("0.5"), false, Duration.ofMinutes(15), Duration.ofMinutes(10), Duration.ofMinutes(5));

  private static final Orders TWO_BUYERS = Samples.orders(Samples.line(0, 0, "MUG", 4), Samples.line(1, 1, "MUG", 4));

  private static Replay.Row row(Replay.Conditions conditions, String policy) {
    return Replay.of(TWO_BUYERS, conditions, Margins.parse("30,shopify=50")).run(policy, done -> {});
  }

  private static Map<String, Long> units(long amazon, long shopify) {
    return Map.of("amazon", amazon, "shopify", shopify, "walmart", 0L, "ebay", 0L, "tiktok", 0L);
  }

  @Test
  void mirror_sellsTheSameMugsTwice() {
    Replay.Row row = row(HALF_A_DAY, "mirror");
    assertThat(row.unitsAsked()).isEqualTo(8);
    assertThat(row.unitsDelivered()).isEqualTo(4);
    assertThat(row.delivered()).isEqualTo(1);
    assertThat(row.oversold()).isEqualTo(4);
    assertThat(row.skusOversold()).isEqualTo(1);
    assertThat(row.ordersCancelled()).isEqualTo(1);
    assertThat(row.refused()).isZero();
    assertThat(row.mostMissedOfOneSku()).isZero();
    assertThat(row.lostSalesByChannel()).isEqualTo(units(0, 4));
    assertThat(row.unitsHeldBack()).isZero();
    // Four mugs at 2, of which Amazon leaves three tenths.
    assertThat(row.margin()).isCloseTo(2.4, within(1e-9));
    assertThat(row.failures()).isZero();
    // Found is the shortfall, which is a fact about the stock and no fault of the ledger.
    assertThat(row.unitsLeft()).isZero();
  }

  @Test
  void mirrorBehindABufferOfAll_refusesWhatIsThere() {
    Replay.Row row = row(HALF_A_DAY, "mirror:4");
    assertThat(row.unitsDelivered()).isZero();
    assertThat(row.delivered()).isZero();
    assertThat(row.refused()).isEqualTo(8);
    assertThat(row.mostMissedOfOneSku()).isEqualTo(4);
    assertThat(row.unitsBest()).isEqualTo(4);
    assertThat(row.refusedByChannel()).isEqualTo(units(4, 4));
    assertThat(row.lostSalesByChannel()).isEqualTo(units(4, 4));
    assertThat(row.unitsHeldBack()).isEqualTo(4);
    assertThat(row.heldBackShare()).isEqualTo(1);
    assertThat(row.unitsLeft()).isEqualTo(4);
    assertThat(row.margin()).isZero();
  }

  @Test
  void linesInUnits_takeWhatIsShown() {
    Replay.Row row = row(BY_UNITS, "mirror:2");
    assertThat(row.unitsDelivered()).isEqualTo(4);
    assertThat(row.oversold()).isZero();
    assertThat(row.refusedByChannel()).as("two were there when Amazon's buyer had two, none when Shopify's had").isEqualTo(units(2, 0));
    assertThat(row.lostSalesByChannel()).isEqualTo(units(2, 2));
    assertThat(row.margin()).isCloseTo(2 * 2 * 0.3 + 2 * 2 * 0.5, within(1e-9));
  }

  @Test
  void linesWhole_areSoldWholeOrNotAtAll() {
    assertThat(row(HALF_A_DAY, "mirror:2").unitsDelivered()).isZero();
  }

  @Test
  void rules_decideWhoSells() {
    Replay.Row first = row(HALF_A_DAY, "rights+split:amazon=1");
    assertThat(first.unitsDelivered()).isEqualTo(4);
    assertThat(first.refusedByChannel()).isEqualTo(units(0, 0));
    Replay.Row second = row(HALF_A_DAY, "rights+split:shopify=1");
    assertThat(second.unitsDelivered()).isEqualTo(4);
    assertThat(second.refusedByChannel()).isEqualTo(units(4, 0));
    assertThat(second.oversold()).isZero();
    assertThat(second.auditFindings()).isZero();
    assertThat(second.margin()).isCloseTo(4, within(1e-9));
  }

  @Test
  void calls_carryTheWrites() {
    Replay.Row row = row(HALF_A_DAY, "mirror");
    assertThat(row.writes()).as("each of five shops shows four at first").isGreaterThanOrEqualTo(5);
    assertThat(row.writeCalls()).isBetween(5L, row.writes());
    assertThat(row.readCalls()).isGreaterThan(row.writeCalls());
  }

  @Test
  void best_isWhatOneCountSells() {
    Replay.Best best = Replay.of(TWO_BUYERS, HALF_A_DAY, Margins.DEFAULT).best();
    assertThat(best).isEqualTo(new Replay.Best(8, 4, units(0, 4), 4 * 2 * 0.3, 0));
  }

  @Test
  void best_ofSupplyThatFitsNoLine_isNothing_andNothingIsAllOfIt() {
    Orders one = Samples.orders(Samples.line(0, 0, "MUG", 8));
    Replay replay = Replay.of(one, HALF_A_DAY, Margins.DEFAULT);
    assertThat(replay.best().unitsDelivered()).isZero();
    assertThat(replay.run("rights", done -> {}).delivered()).isEqualTo(1);
  }

  @Test
  void priceThatNobodyPays_earnsNothing() {
    Orders orders = Samples.orders(new OrderLine("1", Samples.TEN, "MUG", 4, "ann", 1e9), new OrderLine("2", Samples.TEN + 1, "CUP", 4, "ann", 1.1e9));
    Replay.Conditions all = new Replay.Conditions(BigDecimal.ONE, true, HALF_A_DAY.loop(), HALF_A_DAY.orderLag(), HALF_A_DAY.writeLag());
    assertThat(Replay.of(orders, all, Margins.parse("50")).best().margin()).isEqualTo(2e9);
  }

  @Test
  void run_again_comesToTheSame() {
    assertThat(row(HALF_A_DAY, "auto:0.01")).isEqualTo(row(HALF_A_DAY, "auto:0.01"));
  }

  @Test
  void run_together_comesToTheSameAsAlone() throws InterruptedException {
    Replay replay = Replay.of(TWO_BUYERS, HALF_A_DAY, Margins.DEFAULT);
    List<ReplayPolicy> policies = List.of(ReplayPolicy.parse("mirror"), ReplayPolicy.parse("rights"), ReplayPolicy.parse("mirror:4"));
    List<Replay.Run> together = ReplayRuns.all(replay, policies, Progress.NONE);
    assertThat(together).isEqualTo(policies.stream().map(policy -> replay.run(policy, Progress.NONE)).toList());
  }

  @Test
  void run_underNoPolicy_isRefused() {
    assertThatThrownBy(() -> row(HALF_A_DAY, "hope")).hasMessageContaining("'hope' is not a guarantee; write rights");
  }
}
