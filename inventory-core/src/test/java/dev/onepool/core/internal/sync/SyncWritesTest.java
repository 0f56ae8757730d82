package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelMode;
import dev.onepool.Sku;
import dev.onepool.SyncReport;
import dev.onepool.core.Commands;
import dev.onepool.spi.Capabilities.Proof;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Quantities out, and what comes back. */
class SyncWritesTest extends SyncHarness {

  @Test
  void sync_live_showsNoMoreThanThereIs() {
    stocked("A", 10);
    live(MARKET, SHOP);
    inventory.sync();
    assertThat(market.shows.values().iterator().next() + shop.shows.values().iterator().next()).isBetween(1L, 10L);
  }

  @Test
  void sync_inObserve_writesNothing() {
    stocked("A", 10);
    prepared(SHOP);
    inventory.sync();
    assertThat(shop.writes).isEmpty();
  }

  @Test
  void sync_inDryRun_proposes() {
    stocked("A", 10);
    prepared(SHOP);
    inventory.channels().mode(SHOP, ChannelMode.DRY_RUN);
    assertThat(inventory.sync().proposed()).extracting(SyncReport.Proposed::before).containsExactly(0L);
  }

  @Test
  void sync_inDryRun_writesNothing() {
    stocked("A", 10);
    prepared(SHOP);
    inventory.channels().mode(SHOP, ChannelMode.DRY_RUN);
    inventory.sync();
    assertThat(shop.writes).isEmpty();
  }

  @Test
  void sync_nothingChanged_writesNothingMore() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    int before = shop.writes.size();
    settled();
    assertThat(shop.writes).hasSize(before);
  }

  @Test
  void sync_eachWrite_hasItsOwnAttemptName() {
    stocked("A", 10);
    stocked("B", 10);
    live(MARKET, SHOP);
    inventory.sync();
    assertThat(names()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void sync_retriedWrite_hasAnotherAttemptName() {
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Throttled(clock.instant()));
    inventory.sync();
    inventory.sync();
    assertThat(names()).hasSize(2).doesNotHaveDuplicates();
  }

  private List<String> names() {
    return java.util.stream.Stream.concat(market.writes.stream(), shop.writes.stream())
        .map(QuantityWrite::attempt).toList();
  }

  @Test
  void sync_moreThanOneBatch_staysBelowMaxBatch() {
    shop.card = ScriptedConnector.card().maxBatch(2).build();
    fiveListings();
    inventory.sync();
    assertThat(shop.batches).containsExactly(2, 2, 1);
  }

  private void fiveListings() {
    for (String sku : List.of("A", "B", "C", "D", "E")) {
      stocked(sku, 10);
    }
    live(SHOP);
  }

  @Test
  void sync_throttledInTheFirstBatch_sendsNoLaterOne() {
    shop.card = ScriptedConnector.card().maxBatch(1).build();
    fiveListings();
    shop.answers(new PublishResult.Throttled(clock.instant().plusSeconds(60)));
    inventory.sync();
    assertThat(shop.batches).containsExactly(1);
  }

  @Test
  void sync_throttled_waitsUntilItMayCallAgain() {
    shop.card = ScriptedConnector.card().maxBatch(1).build();
    fiveListings();
    shop.answers(new PublishResult.Throttled(clock.instant().plusSeconds(60)));
    inventory.sync();
    pass(Duration.ofSeconds(59));
    inventory.sync();
    assertThat(shop.batches).containsExactly(1);
  }

  @Test
  void sync_throttled_losesNoWrite() {
    shop.card = ScriptedConnector.card().maxBatch(1).build();
    fiveListings();
    shop.answers(new PublishResult.Throttled(clock.instant().plusSeconds(60)));
    inventory.sync();
    pass(Duration.ofSeconds(60));
    inventory.sync();
    assertThat(shop.shows.values()).allMatch(shown -> shown > 0);
  }

  @Test
  void sync_throttled_chargesNothing() {
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Throttled(clock.instant().plusSeconds(60)));
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isZero();
  }

  @Test
  void sync_throttledChannel_leavesTheOthersAlone() {
    stocked("A", 10);
    live(MARKET, SHOP);
    market.answers(new PublishResult.Throttled(clock.instant().plusSeconds(60)));
    inventory.sync();
    assertThat(shop.writes).isNotEmpty();
  }

  @Test
  void sync_rejected_isNotTriedAtOnce() {
    rejectedOnce();
    pass(Duration.ofSeconds(59));
    inventory.sync();
    assertThat(shop.writes).hasSize(1);
  }

  @Test
  void sync_rejected_isTriedAfterAMinute() {
    rejectedOnce();
    pass(Duration.ofSeconds(60));
    inventory.sync();
    assertThat(shop.writes).hasSize(2);
  }

  @Test
  void sync_rejectedTwice_waitsTwiceAsLong() {
    rejectedOnce();
    shop.answers(new PublishResult.Rejected(FailureKind.INVALID, "no"));
    pass(Duration.ofSeconds(60));
    inventory.sync();
    pass(Duration.ofSeconds(119));
    inventory.sync();
    assertThat(shop.writes).hasSize(2);
  }

  private void rejectedOnce() {
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Rejected(FailureKind.INVALID, "no"));
    inventory.sync();
  }

  @Test
  void sync_publishThrowsConnectorException_chargesNothing() {
    stocked("A", 10);
    live(SHOP);
    shop.answers.add(batch -> {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "out of order");
    });
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isZero();
  }

  @Test
  void sync_publishBreaks_keepsTheCharge() {
    stocked("A", 10);
    live(SHOP);
    shop.answers.add(batch -> {
      throw new IllegalStateException("a bug");
    });
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isEqualTo(shop.writes.get(0).quantity());
  }

  @Test
  void sync_tooFewResults_areUnknown() {
    stocked("A", 10);
    stocked("B", 10);
    live(SHOP);
    shop.answers.add(batch -> List.of(new PublishResult.Applied(null)));
    assertThat(inventory.sync().unknown()).isEqualTo(2);
  }

  @Test
  void sync_resultIsNull_keepsTheCharge() {
    stocked("A", 10);
    live(SHOP);
    shop.answers.add(batch -> java.util.Collections.singletonList(null));
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isPositive();
  }

  @Test
  void sync_publishBreaks_isReportedAsFailure() {
    stocked("A", 10);
    live(SHOP);
    shop.answers.add(batch -> {
      throw new IllegalStateException("a bug");
    });
    assertThat(inventory.sync().failures()).singleElement().asString().contains("shop", "a bug");
  }

  @Test
  void sync_answerLost_becomesUnknownInTheNextRound() {
    stocked("A", 10);
    live(SHOP);
    dieWhileWriting();
    inventory.sync();
    assertThat(attempts(SHOP, "A")).extracting(attempt -> attempt.state()).contains("unknown");
  }

  private void dieWhileWriting() {
    shop.answers.add(batch -> {
      throw new AssertionError("the process dies here");
    });
    try {
      inventory.sync();
    } catch (AssertionError expected) {
      assertThat(expected).hasMessage("the process dies here");
    }
  }

  @Test
  void sync_unknown_isWrittenAgainOnceItHasLapsed() {
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Unknown("silence"));
    inventory.sync();
    pass(Duration.ofMinutes(6));
    inventory.sync();
    inventory.sync();
    assertThat(shop.writes).hasSize(2);
  }

  @Test
  void sync_doubtEnded_isNotWrittenAgainBeforeTheWatermarkPasses() {
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Unknown("silence"));
    inventory.sync();
    pass(Duration.ofMinutes(6));
    for (int i = 0; i < 5; i++) {
      inventory.sync();
    }
    assertThat(shop.writes).hasSize(2);
  }

  @Test
  void sync_acceptedThenPolledAsApplied_settles() {
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Accepted("t1"));
    inventory.sync();
    shop.receipts.add(List.of(new PublishResult.Applied(clock.instant())));
    inventory.sync();
    settled();
    assertThat(attempts(SHOP, "A")).singleElement().extracting(attempt -> attempt.state()).isEqualTo("applied");
  }

  private void accepted(Proof proof) {
    shop.card = ScriptedConnector.card().proof(proof).restoresOnCancel().build();
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Accepted("t1"));
    inventory.sync();
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void sync_acceptedThenPolledAsRejected_isChargedNoMore(Proof proof) {
    accepted(proof);
    shop.receipts.add(List.of(new PublishResult.Rejected(FailureKind.INVALID, "the report says no")));
    inventory.sync();
    assertThat(shop.polls).containsExactly(List.of("t1"));
    assertThat(exposure(SHOP, "A")).isZero();
  }

  static List<Proof> proofs() {
    return List.of(Proof.NONE, Proof.READBACK, Proof.RECEIPT);
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void sync_acceptedThenPolledAsRejected_isNotTriedAtOnce(Proof proof) {
    accepted(proof);
    shop.receipts.add(List.of(new PublishResult.Rejected(FailureKind.INVALID, "the report says no")));
    inventory.sync();
    pass(Duration.ofSeconds(59));
    inventory.sync();
    assertThat(shop.writes).hasSize(1);
    pass(Duration.ofSeconds(1));
    inventory.sync();
    assertThat(shop.writes).hasSize(2);
  }

  @Test
  void sync_refusedByReportTwice_waitsTwiceAsLong() {
    accepted(Proof.NONE);
    shop.receipts.add(List.of(new PublishResult.Rejected(FailureKind.INVALID, "no")));
    inventory.sync();
    pass(Duration.ofSeconds(60));
    shop.answers(new PublishResult.Accepted("t2"));
    inventory.sync();
    shop.receipts.add(List.of(new PublishResult.Rejected(FailureKind.INVALID, "no")));
    inventory.sync();
    pass(Duration.ofSeconds(119));
    inventory.sync();
    assertThat(shop.writes).hasSize(2);
  }

  @Test
  void sync_acceptedThenPolledAsApplied_withoutReceipts_provesNothing() {
    accepted(Proof.NONE);
    shop.receipts.add(List.of(new PublishResult.Applied(clock.instant())));
    inventory.sync();
    assertThat(attempts(SHOP, "A")).extracting(attempt -> attempt.state()).last().isEqualTo("accepted");
  }

  /** A write is accepted, another listing has something to show, and the channel puts off the question for the first. */
  private SyncReport pollThrottled(Instant until) {
    shop.card = ScriptedConnector.card().maxWriteDelay(Duration.ofHours(2)).build();
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Accepted("t1"));
    inventory.sync();
    stocked("B", 10);
    inventory.channels().importListings(SHOP);
    inventory.sync();
    pass(Duration.ofMinutes(11));
    shop.receipts.add(List.of(new PublishResult.Throttled(until)));
    return inventory.sync();
  }

  @Test
  void sync_pollThrottled_keepsNoOtherWriteWaiting() {
    pollThrottled(clock.instant().plusSeconds(3_600));
    assertThat(shop.writes).extracting(QuantityWrite::listing).contains(dev.onepool.ListingId.of("s-B"));
  }

  @Test
  void sync_pollThrottled_saysWhenToAskAgain() {
    Instant until = clock.instant().plusSeconds(3_600);
    assertThat(pollThrottled(until).again()).isEqualTo(until);
  }

  @Test
  void sync_whereCancelledUnitsAreShownAgain_readsNothingToProveAWrite() {
    accepted(Proof.READBACK);
    int before = shop.reads.size();
    inventory.sync();
    assertThat(shop.reads).hasSize(before);
  }

  @Test
  void sync_pollThrottled_keepsTheChargeOfAnAcceptedWrite() {
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Accepted("t1"));
    inventory.sync();
    shop.receipts.add(List.of(new PublishResult.Throttled(clock.instant().plusSeconds(60))));
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isPositive();
  }

  @Test
  void sync_appliedWithoutReceipts_isOnlyAccepted() {
    shop.card = ScriptedConnector.card().proof(Proof.READBACK).build();
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    assertThat(attempts(SHOP, "A")).extracting(attempt -> attempt.state()).last().isEqualTo("accepted");
  }

  @Test
  void sync_readBack_provesAnAcceptedWrite() {
    shop.card = ScriptedConnector.card().proof(Proof.READBACK).build();
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    inventory.sync();
    assertThat(attempts(SHOP, "A")).extracting(attempt -> attempt.state()).last().isEqualTo("applied");
  }

  @Test
  void pausedAtZero_writesZero() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    inventory.sync();
    assertThat(shop.shows.values()).containsExactly(0L);
  }

  @Test
  void pausedAtZero_rightAfterAWrite_endsWithNoExposure() {
    shop.card = ScriptedConnector.card().clockSkew(Duration.ofMinutes(2)).build();
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    pass(Duration.ofMinutes(1));
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    inventory.sync();
    settled();
    settled();
    settled();
    assertThat(exposure(SHOP, "A")).isZero();
  }

  @Test
  void pausedAtZero_cancelledUnitShownAgain_isTakenDownAgain() {
    shop.card = ScriptedConnector.card().restoresOnCancel().build();
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    shop.ordered(order("o1", "s-A", 1, clock.instant()));
    inventory.sync();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    inventory.sync();
    settled();
    shop.ordered(cancelled("o1", "s-A", 1, clock.instant().minusSeconds(660), clock.instant()));
    int before = shop.writes.size();
    inventory.sync();
    assertThat(shop.writes.subList(before, shop.writes.size())).extracting(QuantityWrite::quantity).containsExactly(0L);
  }

  @Test
  void pausedFrozen_writesNothing() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    int before = shop.writes.size();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_FROZEN);
    inventory.ledger().post(Commands.count("c1", "A", 1)).posted();
    inventory.sync();
    assertThat(shop.writes).hasSize(before);
  }

  @Test
  void resumed_afterPauseAtZero_showsUnitsAgain() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    inventory.sync();
    settled();
    inventory.channels().mode(SHOP, ChannelMode.LIVE);
    inventory.sync();
    assertThat(shop.shows.values()).allMatch(shown -> shown > 0);
  }

  @Test
  void sync_countedLower_isRestoredByLowering() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    inventory.ledger().post(Commands.count("c1", "A", 2)).posted();
    inventory.sync();
    assertThat(shop.shows.values()).allMatch(shown -> shown <= 2);
  }

  @Test
  void sync_pausedAtZero_exposureIsFreeForTheOther() {
    stocked("A", 10);
    live(MARKET, SHOP);
    inventory.sync();
    settled();
    inventory.channels().mode(MARKET, ChannelMode.PAUSED_AT_ZERO);
    for (int i = 0; i < 6; i++) {
      settled();
    }
    assertThat(inventory.explain(Sku.of("A"), SHOP).listings().get(0).target()).isGreaterThan(5);
  }
}
