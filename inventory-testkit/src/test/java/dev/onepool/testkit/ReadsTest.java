package dev.onepool.testkit;

import static dev.onepool.testkit.Fixtures.HOUR;
import static dev.onepool.testkit.Fixtures.MINUTE;
import static dev.onepool.testkit.Fixtures.MUG;
import static dev.onepool.testkit.Fixtures.START;
import static dev.onepool.testkit.Fixtures.always;
import static dev.onepool.testkit.Fixtures.builder;
import static dev.onepool.testkit.Fixtures.read;
import static dev.onepool.testkit.Fixtures.stocked;
import static dev.onepool.testkit.Fixtures.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.spi.PublishResult;
import dev.onepool.spi.ShownQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a simulated marketplace says that it shows, and when. */
final class ReadsTest {

  private final ManualClock clock = Fixtures.clock();

  @Test
  void shown_withoutFaults_isThePresentNumber() {
    SimulatedMarketplace market = stocked(clock, 10);
    clock.advance(MINUTE);
    market.buy("A", "1", MUG, 4);
    assertThat(read(market)).isEqualTo(new ShownQuantity(MUG, 6, START.plus(MINUTE)));
  }

  @Test
  void calls_areCounted_whateverTheyCarry() {
    SimulatedMarketplace market = stocked(clock, 10);
    write(market, 5);
    market.connector().orders(null);
    market.connector().listings(null);
    read(market);
    market.connector().poll(List.of());
    assertThat(market.writeCalls()).isEqualTo(1);
    assertThat(market.readCalls()).isEqualTo(4);
  }

  @Test
  void shown_stale_isWhatWasShownThen() {
    SimulatedMarketplace market = always(clock, Fault.STALE_READ);
    clock.advance(MINUTE);
    market.buy("A", "1", MUG, 4);
    clock.advance(MINUTE);
    ShownQuantity stale = read(market);
    assertThat(stale.quantity()).isEqualTo(10);
    assertThat(stale.asOf()).isBetween(START, START.plus(MINUTE).minusNanos(1));
    assertThat(market.count(Fault.STALE_READ)).isEqualTo(1);
  }

  @Test
  void shown_staleAfterManyChanges_isAlwaysHonest() {
    SimulatedMarketplace market = always(clock, Fault.STALE_READ);
    for (int minute = 1; minute <= 10; minute++) {
      clock.advance(MINUTE);
      market.buy("o" + minute, "1", MUG, 1);
      ShownQuantity stale = read(market);
      long minutes = Duration.between(START, stale.asOf()).toMinutes();
      assertThat(stale.quantity()).isEqualTo(10 - minutes);
    }
  }

  @Test
  void shown_staleAfterALaggingWrite_knowsWhenItWasApplied() {
    SimulatedMarketplace market = stocked(
        builder(clock).writeLag(MINUTE, MINUTE).faults(Faults.none().with(Fault.STALE_READ, 1)), 10);
    write(market, 3);
    clock.advance(HOUR);
    for (int i = 0; i < 100; i++) {
      assertThat(read(market).asOf()).isBefore(START.plus(MINUTE));
    }
  }

  @Test
  void shown_stale_isNeverWhatWasShownForNoTime() {
    SimulatedMarketplace market = always(clock, Fault.STALE_READ);
    clock.advance(MINUTE);
    market.buy("A", "1", MUG, 1);
    market.buy("A", "2", MUG, 1);
    for (int i = 0; i < 100; i++) {
      assertThat(read(market).quantity()).isEqualTo(10);
    }
  }

  @Test
  void shown_staleWithNothingEarlier_isThePresentNumber() {
    SimulatedMarketplace market = always(clock, Fault.STALE_READ);
    assertThat(read(market)).isEqualTo(new ShownQuantity(MUG, 10, START));
    assertThat(market.count(Fault.STALE_READ)).isZero();
  }

  @Test
  void stamps_underSkew_areAllByTheSameClock() {
    SimulatedMarketplace market = stocked(builder(clock).clockSkew(HOUR).seed(5), 10);
    Instant channelNow = read(market).asOf();
    market.buy("A", "1", MUG, 1);
    assertThat(channelNow).isNotEqualTo(START).isBetween(START.minus(HOUR), START.plus(HOUR));
    assertThat(write(market, 3)).isEqualTo(new PublishResult.Applied(channelNow));
    assertThat(market.connector().orders(null).orders().get(0).placedAt()).isEqualTo(channelNow);
    assertThat(market.connector().orders(null).completeThrough()).isEqualTo(channelNow);
  }
}
