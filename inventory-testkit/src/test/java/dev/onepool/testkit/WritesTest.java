package dev.onepool.testkit;

import static dev.onepool.testkit.Fixtures.HOUR;
import static dev.onepool.testkit.Fixtures.MINUTE;
import static dev.onepool.testkit.Fixtures.MUG;
import static dev.onepool.testkit.Fixtures.START;
import static dev.onepool.testkit.Fixtures.always;
import static dev.onepool.testkit.Fixtures.builder;
import static dev.onepool.testkit.Fixtures.poll;
import static dev.onepool.testkit.Fixtures.stocked;
import static dev.onepool.testkit.Fixtures.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ListingId;
import dev.onepool.spi.Capabilities.Proof;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of quantities that are written to a simulated marketplace. */
final class WritesTest {

  private static final long SEEDS = 200;

  private final ManualClock clock = Fixtures.clock();

  @Test
  void publish_withoutLag_isAppliedWithinTheCall() {
    SimulatedMarketplace market = stocked(clock, 10);
    assertThat(write(market, 3)).isEqualTo(new PublishResult.Applied(START));
    assertThat(market.shown(MUG)).isEqualTo(3);
  }

  @Test
  void publish_withLag_isAcceptedAndNotYetShown() {
    SimulatedMarketplace market = lagging(Proof.RECEIPT);
    assertThat(write(market, 3)).isInstanceOf(PublishResult.Accepted.class);
    assertThat(market.shown(MUG)).isEqualTo(10);
    assertThat(market.count(Fault.WRITE_LAG)).isEqualTo(1);
  }

  @Test
  void publish_withLag_isShownWhenTheLagHasPassed() {
    SimulatedMarketplace market = lagging(Proof.RECEIPT);
    write(market, 3);
    clock.advance(MINUTE);
    assertThat(market.shown(MUG)).isEqualTo(3);
  }

  @Test
  void publish_withLag_isOverwrittenByASaleInBetween() {
    SimulatedMarketplace market = lagging(Proof.RECEIPT);
    write(market, 10);
    market.buy("A", "1", MUG, 4);
    clock.advance(MINUTE);
    assertThat(market.shown(MUG)).isEqualTo(10);
  }

  @Test
  void publish_withLag_isAppliedBeforeALaterSale() {
    SimulatedMarketplace market = lagging(Proof.RECEIPT);
    write(market, 0);
    clock.advance(MINUTE);
    assertThat(market.buy("A", "1", MUG, 1)).isFalse();
  }

  @Test
  void publish_twoWritesInOneLag_areShownInOrder() {
    SimulatedMarketplace market = lagging(Proof.RECEIPT);
    write(market, 7);
    write(market, 8);
    clock.advance(MINUTE);
    assertThat(market.shown(MUG)).isEqualTo(8);
  }

  @Test
  void publish_toADelistedListing_isRejected() {
    SimulatedMarketplace market = stocked(clock, 10);
    market.delist(MUG);
    assertThat(write(market, 3)).isInstanceOfSatisfying(PublishResult.Rejected.class,
        rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.UNKNOWN_LISTING));
  }

  @Test
  void publish_delistedBeforeTheLagHasPassed_isLost() {
    SimulatedMarketplace market = lagging(Proof.RECEIPT);
    write(market, 3);
    market.delist(MUG);
    clock.advance(MINUTE);
    assertThat(market.shown(MUG)).isZero();
  }

  @Test
  void publish_someKnownListings_answersEachInItsPlace() {
    SimulatedMarketplace market = stocked(clock, 10);
    List<PublishResult> results = market.connector().publish(
        List.of(new QuantityWrite(ListingId.of("cup"), 1, "a/cup/1"), new QuantityWrite(MUG, 2, "a/mug/1")),
        START.plus(MINUTE));
    assertThat(results).hasExactlyElementsOfTypes(PublishResult.Rejected.class, PublishResult.Applied.class);
  }

  @Test
  void poll_beforeTheLagHasPassed_isStillAccepted() {
    SimulatedMarketplace market = lagging(Proof.RECEIPT);
    PublishResult accepted = write(market, 3);
    clock.advance(MINUTE.minusMillis(1));
    assertThat(poll(market, token(accepted))).isEqualTo(accepted);
  }

  @Test
  void poll_longAfterTheLagHasPassed_saysWhenItWasApplied() {
    SimulatedMarketplace market = lagging(Proof.RECEIPT);
    PublishResult accepted = write(market, 3);
    clock.advance(HOUR);
    assertThat(poll(market, token(accepted))).isEqualTo(new PublishResult.Applied(START.plus(MINUTE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"readback", "none"})
  void poll_withoutReceipts_isAcceptedForEver(String proof) {
    SimulatedMarketplace market = lagging(new Proof(proof));
    PublishResult accepted = write(market, 3);
    clock.advance(HOUR);
    assertThat(poll(market, token(accepted))).isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "write", "write-1@", "write-1@soon"})
  void poll_ofWhatIsNoToken_isUnknown(String token) {
    assertThat(poll(lagging(Proof.RECEIPT), token)).isInstanceOf(PublishResult.Unknown.class);
  }

  @Test
  void publish_many_givesEachItsToken() {
    SimulatedMarketplace market = lagging(Proof.RECEIPT);
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      tokens.add(token(write(market, i)));
    }
    assertThat(tokens).hasSize(100);
  }

  @Test
  void publish_lostAnswerApplied_isUnknownAndShown() {
    SimulatedMarketplace market = always(clock, Fault.LOST_ANSWER_APPLIED);
    assertThat(write(market, 3)).isInstanceOf(PublishResult.Unknown.class);
    assertThat(market.shown(MUG)).isEqualTo(3);
    assertThat(market.count(Fault.LOST_ANSWER_APPLIED)).isEqualTo(1);
  }

  @Test
  void publish_lostAnswerNotApplied_isUnknownAndNeverShown() {
    SimulatedMarketplace market = always(clock, Fault.LOST_ANSWER_NOT_APPLIED);
    assertThat(write(market, 3)).isInstanceOf(PublishResult.Unknown.class);
    clock.advance(HOUR.multipliedBy(100));
    assertThat(market.shown(MUG)).isEqualTo(10);
    assertThat(market.count(Fault.LOST_ANSWER_NOT_APPLIED)).isEqualTo(1);
  }

  @Test
  void publish_lostAnswers_readTheSameWhetherAppliedOrNot() {
    assertThat(write(always(clock, Fault.LOST_ANSWER_APPLIED), 3))
        .isEqualTo(write(always(clock, Fault.LOST_ANSWER_NOT_APPLIED), 3));
  }

  @Test
  void publish_rejected_isNotApplied() {
    SimulatedMarketplace market = always(clock, Fault.REJECTED);
    assertThat(write(market, 3)).isInstanceOfSatisfying(PublishResult.Rejected.class,
        rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.INVALID));
    clock.advance(HOUR);
    assertThat(market.shown(MUG)).isEqualTo(10);
    assertThat(market.count(Fault.REJECTED)).isEqualTo(1);
  }

  @Test
  void publish_throttled_isNotAppliedAndPutOffBySomeMinutes() {
    SimulatedMarketplace market = always(clock, Fault.THROTTLED);
    assertThat(write(market, 3)).isInstanceOfSatisfying(PublishResult.Throttled.class,
        throttled -> assertThat(throttled.until()).isBetween(START.plus(MINUTE), START.plus(MINUTE.multipliedBy(5))));
    clock.advance(HOUR);
    assertThat(market.shown(MUG)).isEqualTo(10);
    assertThat(market.count(Fault.THROTTLED)).isEqualTo(1);
  }

  @Test
  void publish_late_isNeverShownWithinTheCall() {
    for (long seed = 0; seed < SEEDS; seed++) {
      SimulatedMarketplace market = late(seed, new ManualClock(START));
      write(market, 3);
      assertThat(market.shown(MUG)).as("seed %d", seed).isEqualTo(10);
    }
  }

  @Test
  void publish_late_isShownWhenTheLongestDelayHasPassed() {
    for (long seed = 0; seed < SEEDS; seed++) {
      ManualClock ownClock = new ManualClock(START);
      SimulatedMarketplace market = late(seed, ownClock);
      write(market, 3);
      ownClock.advance(HOUR);
      assertThat(market.shown(MUG)).as("seed %d", seed).isEqualTo(3);
    }
  }

  @Test
  void publish_late_isShownAtAnyTimeOfTheLongestDelay() {
    int earlyHalf = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      ManualClock ownClock = new ManualClock(START);
      SimulatedMarketplace market = late(seed, ownClock);
      write(market, 3);
      ownClock.advance(HOUR.dividedBy(2));
      earlyHalf += market.shown(MUG) == 3 ? 1 : 0;
    }
    assertThat(earlyHalf).isBetween(70, 130);
  }

  @Test
  void publish_late_isUnknownOrAcceptedByHalves() {
    int unknown = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      unknown += write(late(seed, clock), 3) instanceof PublishResult.Unknown ? 1 : 0;
    }
    assertThat(unknown).isBetween(70, 130);
  }

  @Test
  void publish_late_mayBeShownAfterANewerWrite() {
    for (long seed = 0; seed < SEEDS; seed++) {
      ManualClock ownClock = new ManualClock(START);
      SimulatedMarketplace market = late(seed, ownClock);
      write(market, 3);
      write(market, 4);
      ownClock.advance(HOUR);
      if (market.shown(MUG) == 3) {
        return;
      }
    }
    throw new AssertionError("in " + SEEDS + " seeds no older write was applied after a newer one");
  }

  @Test
  void publish_resentUnseen_isAppliedAtOnceAndOnceMoreWithinTheLongestDelay() {
    SimulatedMarketplace market = always(clock, Fault.UNSEEN_RESEND);
    assertThat(write(market, 3)).isEqualTo(new PublishResult.Applied(START));
    assertThat(market.buy("A", "1", MUG, 3)).isTrue();
    clock.advance(HOUR);
    assertThat(market.shown(MUG)).isEqualTo(3);
    assertThat(market.count(Fault.UNSEEN_RESEND)).isEqualTo(1);
  }

  @Test
  void publish_resentUnseenWithLag_comesASecondTimeAfterTheFirst() {
    SimulatedMarketplace market = stocked(
        builder(clock).writeLag(MINUTE, MINUTE).faults(Faults.none().with(Fault.UNSEEN_RESEND, 1)), 10);
    write(market, 3);
    clock.advance(MINUTE);
    assertThat(market.buy("A", "1", MUG, 3)).isTrue();
    clock.advance(HOUR.minus(MINUTE));
    assertThat(market.shown(MUG)).isEqualTo(3);
  }

  private SimulatedMarketplace lagging(Proof proof) {
    return stocked(builder(clock).writeLag(MINUTE, MINUTE).proof(proof), 10);
  }

  private static SimulatedMarketplace late(long seed, ManualClock clock) {
    return stocked(builder(clock).seed(seed).faults(Faults.none().with(Fault.LATE_APPLICATION, 1)), 10);
  }

  private static String token(PublishResult result) {
    return ((PublishResult.Accepted) result).token();
  }
}
