package dev.onepool.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.core.internal.ledger.Attempt.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each rule of the exposure by itself. Times are seconds; the channel's clock is ours. */
class ExposureTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final ChannelTerms TERMS = terms(0, false, false);

  private final Exposure rules = new Exposure(Rules.SOUND);
  private ListingAccount account = ListingAccount.seen(new ListingKey(ChannelId.of("shop"), ListingId.of("l")));

  private static ChannelTerms terms(int skew, boolean acceptedIsApplied, boolean restores) {
    return new ChannelTerms(
        Duration.ofSeconds(skew), Duration.ofSeconds(60), true, acceptedIsApplied, restores);
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  /** Charges a write at this time. Returns its sequence. */
  private long charge(long value, int now) {
    long sequence = account.nextSequence();
    account = rules.charge(account, value, at(now), TERMS);
    return sequence;
  }

  /** Writes, and hears at once that it is in force. */
  private void write(long value, int now) {
    long sequence = charge(value, now);
    account = rules.applied(account, sequence, at(now), at(now), TERMS);
  }

  private void sold(long units, int placedAt) {
    account = rules.sold(account, units, at(placedAt), at(placedAt));
  }

  private void settle(int watermark, int now) {
    account = rules.settle(account, at(watermark), at(now), TERMS);
  }

  private long remaining(int index) {
    return account.attempts().get(index).remaining();
  }

  private State state(long sequence) {
    return account.attempts().stream()
        .filter(attempt -> attempt.sequence() == sequence).findFirst().orElseThrow().state();
  }

  @Test
  void charge_beforeAnyAnswer_addsTheValue() {
    charge(7, 10);
    assertThat(account.exposure()).isEqualTo(7);
  }

  @Test
  void charge_whichLowersTheNumber_addsTheValueAllTheSame() {
    write(10, 10);
    charge(2, 20);
    assertThat(account.exposure()).isEqualTo(12);
  }

  @Test
  void charge_ofZero_costsNothing() {
    write(10, 10);
    charge(0, 20);
    assertThat(account.exposure()).isEqualTo(10);
  }

  @Test
  void charge_justAfterAReading_cannotBeAppliedBeforeIt() {
    account = rules.baseline(account, 5, at(100), at(100));
    account = rules.charge(account, 0, at(101), terms(10, false, false));
    sold(1, 95);
    assertThat(account.exposure()).isEqualTo(5);
  }

  @Test
  void baseline_isCharged() {
    account = rules.baseline(account, 5, at(100), at(101));
    assertThat(account.exposure()).isEqualTo(5);
  }

  @Test
  void baseline_watermarkBehindIt_isNotKnown() {
    account = rules.baseline(account, 5, at(100), at(101));
    settle(100, 110);
    assertThat(account.known()).isFalse();
  }

  @Test
  void baseline_watermarkBeyondIt_isKnown() {
    account = rules.baseline(account, 5, at(100), at(101));
    settle(101, 110);
    assertThat(account.known()).isTrue();
  }

  @Test
  void applied_newerWrite_keepsTheOlderAttempt() {
    write(10, 10);
    write(3, 20);
    assertThat(account.exposure()).isEqualTo(13);
  }

  @Test
  void settle_watermarkAtTheEndOfTheNewer_keepsTheOlder() {
    write(10, 10);
    write(3, 20);
    settle(20, 30);
    assertThat(account.exposure()).isEqualTo(13);
  }

  @Test
  void settle_watermarkBeyondTheNewer_dropsTheOlder() {
    write(10, 10);
    write(3, 20);
    settle(21, 30);
    assertThat(account.exposure()).isEqualTo(3);
  }

  @Test
  void settle_newerMayHaveBeenAppliedBeforeTheOlder_keepsBoth() {
    long older = charge(10, 10);
    account = rules.accepted(account, older, "t", at(10), TERMS);
    write(3, 20);
    settle(30, 30);
    assertThat(account.exposure()).isEqualTo(13);
  }

  @Test
  void settle_withoutWatermark_dropsNothing() {
    write(10, 10);
    write(3, 20);
    account = rules.settle(account, null, at(30), TERMS);
    assertThat(account.attempts()).hasSize(2);
  }

  @Test
  void unknown_keepsItsCharge() {
    unknownAt(7, 10);
    assertThat(account.exposure()).isEqualTo(7);
  }

  @Test
  void unknown_beforeTheMaxDelay_stays() {
    long sequence = charge(7, 10);
    account = rules.unknown(account, sequence, at(11), TERMS);
    settle(71, 71);
    assertThat(state(sequence)).isEqualTo(State.UNKNOWN);
  }

  @Test
  void unknown_afterTheMaxDelay_lapses() {
    long sequence = charge(7, 10);
    account = rules.unknown(account, sequence, at(11), TERMS);
    settle(72, 72);
    assertThat(state(sequence)).isEqualTo(State.LAPSED);
  }

  @Test
  void lapsed_keepsItsCharge() {
    unknownAt(7, 10);
    settle(72, 72);
    assertThat(account.exposure()).isEqualTo(7);
  }

  @Test
  void unknown_laterCertainWriteBegunBeforeItsEnd_keepsIt() {
    unknownAt(7, 10);
    write(2, 50);
    settle(200, 200);
    assertThat(account.exposure()).isEqualTo(9);
  }

  @Test
  void unknown_laterCertainWriteBegunAfterItsEnd_dropsIt() {
    unknownAt(7, 10);
    write(2, 72);
    settle(200, 200);
    assertThat(account.exposure()).isEqualTo(2);
  }

  @Test
  void unknown_laterUncertainWrite_keepsIt() {
    unknownAt(7, 10);
    unknownAt(2, 72);
    settle(200, 200);
    assertThat(account.exposure()).isEqualTo(9);
  }

  @Test
  void accepted_afterTheMaxDelayWhereThatIsDeclared_isApplied() {
    long sequence = charge(7, 10);
    account = rules.accepted(account, sequence, "t", at(11), TERMS);
    account = rules.settle(account, null, at(72), terms(0, true, false));
    assertThat(state(sequence)).isEqualTo(State.APPLIED);
  }

  @Test
  void accepted_afterTheMaxDelayWhereNothingIsDeclared_lapses() {
    long sequence = charge(7, 10);
    account = rules.accepted(account, sequence, "t", at(11), TERMS);
    settle(72, 72);
    assertThat(state(sequence)).isEqualTo(State.LAPSED);
  }

  @Test
  void accepted_thatIsApplied_staysApplied() {
    write(7, 10);
    account = rules.accepted(account, 1, "t", at(11), TERMS);
    assertThat(state(1)).isEqualTo(State.APPLIED);
  }

  @Test
  void rejected_takesItsChargeAway() {
    write(3, 5);
    long sequence = charge(7, 10);
    account = rules.rejected(account, sequence);
    assertThat(account.exposure()).isEqualTo(3);
  }

  @Test
  void rejected_withCancelledUnitsOnIt_leavesThemOnWhatIsShown() {
    write(3, 5);
    long sequence = charge(7, 10);
    account = rules.restored(account, 2, at(12));
    account = rules.rejected(account, sequence);
    assertThat(account.exposure()).isEqualTo(5);
  }

  @Test
  void sold_beforeTheFirstCharge_lowersNothing() {
    write(10, 10);
    sold(2, 9);
    assertThat(account.exposure()).isEqualTo(10);
  }

  @Test
  void sold_atTheInstantOfTheFirstCharge_lowersNothing() {
    write(10, 10);
    sold(2, 10);
    assertThat(account.exposure()).isEqualTo(10);
  }

  @Test
  void sold_afterTheFirstCharge_lowersIt() {
    write(10, 10);
    sold(2, 11);
    assertThat(account.exposure()).isEqualTo(8);
  }

  @Test
  void sold_afterNotAfter_lowersTheAppliedAttempt() {
    write(10, 10);
    write(5, 20);
    sold(2, 21);
    assertThat(remaining(1)).isEqualTo(3);
  }

  @Test
  void sold_atNotAfter_lowersTheOlderAttempt() {
    write(10, 10);
    write(5, 20);
    sold(2, 20);
    assertThat(remaining(0)).isEqualTo(8);
  }

  @Test
  void sold_insideTheInterval_lowersTheOlderAttempt() {
    write(10, 10);
    acceptedAt(5, 20);
    sold(2, 40);
    assertThat(remaining(0)).isEqualTo(8);
  }

  @Test
  void sold_insideTheIntervalWithNothingLeftOfTheOlder_lowersTheNewer() {
    write(1, 10);
    acceptedAt(5, 20);
    sold(3, 40);
    assertThat(remaining(1)).isEqualTo(3);
  }

  @Test
  void sold_afterAWriteThatAnOpenOneMayOvertake_isTakenFromTheOldest() {
    unknownAt(4, 10);
    write(5, 20);
    sold(3, 40);
    assertThat(remaining(0)).isEqualTo(1);
  }

  @Test
  void sold_beyondAllThatWasShown_isOwed() {
    write(3, 10);
    sold(5, 20);
    assertThat(account.exposure()).isEqualTo(-2);
  }

  @Test
  void applied_afterASaleWasTakenFromIt_doesNotClaimToBeLater() {
    write(0, 5);
    long late = charge(4, 10);
    account = rules.accepted(account, late, "t", at(10), TERMS);
    write(5, 11);
    sold(1, 13);
    account = rules.applied(account, late, at(15), at(16), TERMS);
    settle(20, 20);
    // The sale may have been of the second write: then the first, applied after it, still offers all of its 4.
    assertThat(account.exposure()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void restored_raisesTheNewestInForce() {
    write(10, 10);
    sold(2, 11);
    account = rules.restored(account, 2, at(12));
    assertThat(account.exposure()).isEqualTo(10);
  }

  @Test
  void restored_whereAnOlderWriteIsOwedUnits_raisesTheNewestAllTheSame() {
    write(3, 10);
    sold(5, 12);
    write(4, 20);
    account = rules.restored(account, 2, at(30));
    assertThat(remaining(1)).isEqualTo(6);
  }

  @Test
  void restored_beforeAWriteThatWasChargedForTheResale_paysThatBack() {
    write(1, 10);
    sold(1, 11);
    account = rules.charge(account, 4, at(20), terms(5, false, true));
    sold(1, 19);
    account = rules.restored(account, 1, at(12));
    assertThat(remaining(1)).isEqualTo(4);
  }

  @Test
  void readBack_valueThatNoOlderCouldShow_provesTheNewest() {
    write(3, 10);
    long newest = acceptedAt(5, 20);
    account = rules.readBack(account, 5, at(30), TERMS);
    assertThat(state(newest)).isEqualTo(State.APPLIED);
  }

  @Test
  void readBack_valueThatAnOlderCouldShow_provesNothing() {
    write(8, 10);
    long newest = acceptedAt(5, 20);
    account = rules.readBack(account, 5, at(30), TERMS);
    assertThat(state(newest)).isEqualTo(State.ACCEPTED);
  }

  @Test
  void readBack_lessThanWrittenButMoreThanBefore_provesTheNewest() {
    write(3, 10);
    long newest = acceptedAt(6, 20);
    account = rules.readBack(account, 4, at(30), TERMS);
    assertThat(state(newest)).isEqualTo(State.APPLIED);
  }

  @Test
  void readBack_moreThanWritten_provesNothing() {
    write(3, 10);
    long newest = acceptedAt(5, 20);
    account = rules.readBack(account, 9, at(30), TERMS);
    assertThat(state(newest)).isEqualTo(State.ACCEPTED);
  }

  @Test
  void readBack_whereCancelsAreShownAgain_provesNothing() {
    write(3, 10);
    long newest = acceptedAt(5, 20);
    account = rules.readBack(account, 5, at(30), terms(0, false, true));
    assertThat(state(newest)).isEqualTo(State.ACCEPTED);
  }

  @Test
  void readBack_fromBeforeTheWrite_provesNothing() {
    write(3, 10);
    long newest = acceptedAt(5, 20);
    account = rules.readBack(account, 5, at(19), TERMS);
    assertThat(state(newest)).isEqualTo(State.ACCEPTED);
  }

  private void unknownAt(long value, int now) {
    long sequence = charge(value, now);
    account = rules.unknown(account, sequence, at(now), TERMS);
  }

  private long acceptedAt(long value, int now) {
    long sequence = charge(value, now);
    account = rules.accepted(account, sequence, "", at(now), TERMS);
    return sequence;
  }
}
