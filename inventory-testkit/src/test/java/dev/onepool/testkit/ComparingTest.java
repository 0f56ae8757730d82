package dev.onepool.testkit;

import static dev.onepool.testkit.Fixtures.MINUTE;
import static dev.onepool.testkit.Fixtures.MUG;
import static dev.onepool.testkit.Fixtures.START;
import static dev.onepool.testkit.Fixtures.builder;
import static dev.onepool.testkit.Fixtures.poll;
import static dev.onepool.testkit.Fixtures.stocked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onepool.ConfigurationException;
import dev.onepool.spi.Capabilities.Proof;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of quantities that expect something, on a simulated marketplace that compares. */
final class ComparingTest {

  private final ManualClock clock = Fixtures.clock();

  private SimulatedMarketplace comparing() {
    return stocked(builder(clock).comparesAndSets(), 10);
  }

  private SimulatedMarketplace comparingLate() {
    return stocked(builder(clock).comparesAndSets().writeLag(MINUTE, MINUTE), 10);
  }

  private static PublishResult write(SimulatedMarketplace market, long mugs, @Nullable Long expected) {
    return market.connector().publish(List.of(new QuantityWrite(MUG, mugs, "market/mug/1", expected)), Instant.MAX).get(0);
  }

  private static boolean stale(PublishResult result) {
    return result instanceof PublishResult.Rejected rejected && rejected.kind() == FailureKind.STALE;
  }

  private static String token(PublishResult result) {
    return ((PublishResult.Accepted) result).token();
  }

  @Test
  void publish_whatIsExpectedIsShown_isApplied() {
    SimulatedMarketplace market = comparing();
    assertThat(write(market, 3, 10L)).isEqualTo(new PublishResult.Applied(START));
    assertThat(market.shown(MUG)).isEqualTo(3);
    assertThat(market.refusedComparisons()).isZero();
  }

  @Test
  void publish_somethingElseIsShown_isRefusedAsStale() {
    SimulatedMarketplace market = comparing();
    assertThat(write(market, 3, 9L)).matches(ComparingTest::stale);
    assertThat(market.shown(MUG)).isEqualTo(10);
    assertThat(market.refusedComparisons()).isEqualTo(1);
  }

  @Test
  void publish_expectingNothing_isAppliedWhateverIsShown() {
    SimulatedMarketplace market = comparing();
    assertThat(write(market, 0, null)).isEqualTo(new PublishResult.Applied(START));
    assertThat(market.shown(MUG)).isZero();
  }

  @Test
  void publish_marketplaceThatComparesNothing_isAppliedWhateverIsExpected() {
    SimulatedMarketplace market = stocked(clock, 10);
    assertThat(write(market, 3, 9L)).isEqualTo(new PublishResult.Applied(START));
  }

  @Test
  void publish_soldBeforeItWouldBeApplied_isRefusedWhenAsked() {
    SimulatedMarketplace market = comparingLate();
    String token = token(write(market, 30, 10L));
    market.buy("A", "1", MUG, 4);
    clock.advance(MINUTE);
    assertThat(market.shown(MUG)).isEqualTo(6);
    assertThat(poll(market, token)).matches(ComparingTest::stale);
  }

  @Test
  void publish_asExpectedWhenItIsApplied_isAppliedWhenAsked() {
    SimulatedMarketplace market = comparingLate();
    String token = token(write(market, 30, 10L));
    clock.advance(MINUTE);
    assertThat(market.shown(MUG)).isEqualTo(30);
    assertThat(poll(market, token)).isInstanceOf(PublishResult.Applied.class);
  }

  @Test
  void publish_refusedWithALostAnswer_doesNotSay() {
    SimulatedMarketplace market =
        stocked(builder(clock).comparesAndSets().faults(Faults.none().with(Fault.LOST_ANSWER_APPLIED, 1)), 10);
    assertThat(write(market, 3, 9L)).isInstanceOf(PublishResult.Unknown.class);
    assertThat(market.shown(MUG)).isEqualTo(10);
  }

  @Test
  void poll_tokenOfNoWrite_isUnknown() {
    assertThat(poll(comparingLate(), "@1")).isInstanceOf(PublishResult.Unknown.class);
    assertThat(poll(comparingLate(), "")).isInstanceOf(PublishResult.Unknown.class);
  }

  @Test
  void build_comparingByReadback_declaresIt() {
    assertThat(builder(clock).comparesAndSets().proof(Proof.READBACK).build().capabilities().comparesAndSets()).isTrue();
    assertThat(builder(clock).build().capabilities().comparesAndSets()).isFalse();
  }

  @Test
  void build_comparingWithoutProof_isRefused() {
    SimulatedMarketplaceBuilder builder = builder(clock).comparesAndSets().proof(Proof.NONE);
    assertThatExceptionOfType(ConfigurationException.class).isThrownBy(builder::build)
        .withMessageContaining("comparesAndSets needs a proof");
  }
}
