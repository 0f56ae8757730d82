package dev.onepool.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.core.internal.ledger.Attempt.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a look at a listing does, of which nobody could tell which write was in force. Times are seconds. */
class ExposureSightingTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final ChannelTerms TERMS =
      new ChannelTerms(Duration.ZERO, Duration.ofSeconds(60), false, false, true);

  private final Exposure rules = new Exposure(Rules.SOUND);
  private ListingAccount account =
      rules.baseline(ListingAccount.seen(new ListingKey(ChannelId.of("shop"), ListingId.of("l"))), 10, at(0), at(0));

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  /** Settles the first reading, and writes a number of which nothing is heard until it cannot be applied any more. */
  private void doubt(long value) {
    settle(1, 1);
    account = rules.charge(account, value, at(2), TERMS);
    account = rules.unknown(account, account.nextSequence() - 1, at(2), TERMS);
    settle(3, 100);
  }

  private void settle(int watermark, int now) {
    account = rules.settle(account, at(watermark), at(now), TERMS);
  }

  private void saw(long shown, int asOf) {
    account = rules.sighted(account, shown, at(asOf), at(asOf));
  }

  private void sold(long units, int placedAt) {
    account = rules.sold(account, units, at(placedAt), at(placedAt));
  }

  private Attempt last() {
    return account.attempts().get(account.attempts().size() - 1);
  }

  @Test
  void doubtful_unansweredWriteWhoseTimeIsOver_isTrue() {
    doubt(4);
    assertThat(account.doubtful()).isTrue();
  }

  @Test
  void doubtful_answerAwaited_isFalse() {
    settle(1, 1);
    account = rules.charge(account, 4, at(2), TERMS);
    assertThat(account.doubtful()).isFalse();
  }

  @Test
  void doubtful_oneWriteCertainlyFollowedTheOthers_isFalse() {
    settle(1, 1);
    account = rules.charge(account, 4, at(2), TERMS);
    account = rules.applied(account, account.nextSequence() - 1, at(2), at(2), TERMS);
    assertThat(account.doubtful()).isFalse();
  }

  @Test
  void sighted_ordersNotKnownYet_countsForNothing() {
    doubt(4);
    saw(4, 110);
    assertThat(account.exposure()).isEqualTo(14);
  }

  @Test
  void sighted_ordersKnown_takesThePlaceOfAllBefore() {
    doubt(4);
    saw(4, 110);
    settle(111, 120);
    assertThat(account.exposure()).isEqualTo(4);
  }

  @Test
  void sighted_watermarkAtTheSighting_isNotEnough() {
    doubt(4);
    saw(4, 110);
    settle(110, 120);
    assertThat(account.exposure()).isEqualTo(14);
  }

  @Test
  void sighted_saleAfterIt_lowersIt() {
    doubt(4);
    saw(4, 110);
    sold(3, 111);
    settle(112, 120);
    assertThat(account.exposure()).isEqualTo(1);
  }

  @Test
  void sighted_saleAtThatInstant_doesNotLowerIt() {
    doubt(4);
    saw(4, 110);
    sold(3, 110);
    settle(112, 120);
    assertThat(account.exposure()).isEqualTo(4);
  }

  @Test
  void sighted_cancelledUnitsShownAgainAfterIt_raiseIt() {
    doubt(4);
    saw(4, 110);
    account = rules.restored(account, 2, at(111));
    settle(112, 120);
    assertThat(account.exposure()).isEqualTo(6);
  }

  @Test
  void sighted_writeWhileItWaits_isNotTakenOff() {
    doubt(4);
    saw(4, 110);
    account = rules.charge(account, 7, at(111), TERMS);
    settle(112, 112);
    assertThat(account.exposure()).isEqualTo(11);
  }

  @Test
  void sighted_saleOfANewerWrite_lowersThatOnly() {
    // Found by simulation: the sale was taken off both, and the listing could sell more than it was charged for.
    doubt(0);
    saw(10, 110);
    account = rules.charge(account, 7, at(111), TERMS);
    sold(10, 112);
    sold(3, 113);
    settle(114, 114);
    assertThat(account.exposure()).isEqualTo(4);
  }

  @Test
  void sighted_cancelledUnitsOnARejectedNewerWrite_goToWhatWasSeen() {
    // Found by simulation: they were forgotten with the rejected write.
    doubt(4);
    saw(4, 110);
    account = rules.charge(account, 7, at(111), TERMS);
    account = rules.restored(account, 2, at(112));
    account = rules.rejected(account, account.nextSequence() - 1);
    settle(114, 114);
    assertThat(account.exposure()).isEqualTo(6);
  }

  @Test
  void sighted_whileAWriteMayStillBeApplied_isIgnored() {
    settle(1, 1);
    account = rules.charge(account, 4, at(2), TERMS);
    account = rules.unknown(account, account.nextSequence() - 1, at(2), TERMS);
    saw(4, 30);
    assertThat(account.attempts()).extracting(Attempt::state).doesNotContain(State.SEEN);
  }

  @Test
  void sighted_olderThanTheEndOfAWrite_isIgnored() {
    doubt(4);
    saw(4, 62);
    assertThat(last().state()).isEqualTo(State.LAPSED);
  }

  @Test
  void sighted_twice_keepsTheFirst() {
    doubt(4);
    saw(4, 110);
    saw(3, 115);
    assertThat(last().value()).isEqualTo(4);
  }
}
