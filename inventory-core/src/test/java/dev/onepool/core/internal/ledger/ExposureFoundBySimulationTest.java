package dev.onepool.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.core.Commands;
import dev.onepool.core.Snapshots;
import dev.onepool.core.internal.ledger.LedgerCommand.Baseline;
import dev.onepool.core.internal.ledger.LedgerCommand.Charge;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the hostile simulation oversold with, each in as few steps as it takes. Times are seconds. */
class ExposureFoundBySimulationTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final ChannelTerms RESTORING =
      new ChannelTerms(Duration.ZERO, Duration.ofSeconds(60), true, false, true);

  private final Exposure rules = new Exposure(Rules.SOUND);
  private ListingAccount account = ListingAccount.seen(new ListingKey(ChannelId.of("shop"), ListingId.of("l")));

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  private void write(long value, int now) {
    account = rules.charge(account, value, at(now), RESTORING);
    account = rules.applied(account, account.nextSequence() - 1, at(now), at(now), RESTORING);
  }

  private void sold(long units, int placedAt) {
    account = rules.sold(account, units, at(placedAt), at(placedAt));
  }

  private void cancelled(long units, int at) {
    account = rules.restored(account, units, at(at));
  }

  @Test
  void restored_laterCancellationKnownFirst_isNotForgottenWithAnOlderWrite() {
    write(3, 10);
    sold(3, 11);
    // A unit cancelled at 12 is sold again; neither we nor the older write know of the cancellation yet.
    sold(1, 13);
    write(4, 20);
    // The unit cancelled at 22 is on the newer write's display, which is 5 now; it must not pay the debt of the older one.
    cancelled(1, 22);
    cancelled(1, 12);
    account = rules.settle(account, at(23), at(23), RESTORING);
    assertThat(account.exposure()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void restored_unitsSoldAgainUnderAnOlderWrite_doNotLowerTheNewerForGood() {
    write(2, 10);
    account = rules.charge(account, 5, at(20), new ChannelTerms(Duration.ofSeconds(5), Duration.ofSeconds(60), true, false, true));
    sold(2, 11);
    // Cancelled at 16, sold again at 17, applied only at 20: but by the clocks it could be a sale of the newer.
    sold(1, 17);
    cancelled(1, 16);
    account = rules.applied(account, account.nextSequence() - 1, at(20), at(20), RESTORING);
    account = rules.settle(account, at(30), at(30), RESTORING);
    assertThat(account.exposure()).isEqualTo(5);
  }

  /** Twenty units, of which one listing may take all, and two of them gone. */
  private PureLedger broken() {
    PureLedger ledger = new PureLedger().with(Commands.receive("1", "A", 20)).map("l", "A", 1);
    ledger.with(new Baseline(new ListingKey(Snapshots.SHOP, ListingId.of("l")), 20, at(0)));
    return ledger.with(Commands.count("2", "A", 18));
  }

  private static Charge charge(long value) {
    return new Charge(new ListingKey(Snapshots.SHOP, ListingId.of("l")), value, true, RESTORING);
  }

  @Test
  void charge_lessThanTheListingMayTakeWhereRightsAreBroken_isRefused() {
    // It may have sold out without our knowing: then this write would raise what it shows.
    assertThat(broken().decide(charge(18)).answer()).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void charge_zeroWhereRightsAreBroken_isCharged() {
    assertThat(broken().decide(charge(0)).answer()).isInstanceOf(Answer.Charged.class);
  }
}
