package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.AllocationPolicies;
import dev.onepool.ChannelMode;
import dev.onepool.Guarantee;
import dev.onepool.GuaranteeStatus;
import dev.onepool.ListingId;
import dev.onepool.OversellPermit;
import dev.onepool.Sku;
import dev.onepool.core.Commands;
import dev.onepool.core.Onepool;
import dev.onepool.spi.Capabilities.Proof;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How numbers on channels really went wrong. The number in a name is the scenario's in the project's list of reported incidents;
 * {@link WriteScenarioListTest} says what must be there.
 */
class ChannelWriteScenariosTest extends SyncHarness {

  private static final Duration DELAY = Duration.ofHours(2);
  private AllocationPolicyChoice choice = new AllocationPolicyChoice(Guarantee.rights(), AllocationPolicies.sharedPool());

  private record AllocationPolicyChoice(Guarantee guarantee, dev.onepool.AllocationPolicy policy) {}

  @Override
  Onepool.Builder builder() {
    return super.builder().policy(choice.policy());
  }

  @Override
  Guarantee promised() {
    return choice.guarantee();
  }

  private void choose(Guarantee guarantee, dev.onepool.AllocationPolicy policy) {
    choice = new AllocationPolicyChoice(guarantee, policy);
    engine.close();
    start();
  }

  private long shown(String sku) {
    return shop.shows.get(ListingId.of("s-" + sku));
  }

  /** Ten units, all of them on show in the shop. */
  private void showing(long units) {
    stocked("A", units);
    live(SHOP);
    inventory.sync();
    settled();
    assertThat(shown("A")).isEqualTo(units);
  }

  private int writesAfter(Runnable action) {
    int before = shop.writes.size();
    action.run();
    return shop.writes.size() - before;
  }

  @Test
  void t42_aLaterWriteIsNotSentBesideOneWhoseEndIsNotKnown() {
    shop.card = ScriptedConnector.card().maxWriteDelay(DELAY).build();
    stocked("A", 9);
    live(SHOP);
    shop.answers(new PublishResult.Accepted("nine"));
    inventory.sync();
    inventory.ledger().post(Commands.receive("more", "A", 7)).posted();

    assertThat(writesAfter(inventory::sync)).isZero();
    assertThat(exposure(SHOP, "A")).isEqualTo(9);
  }

  @Test
  void t42_theOlderWriteLandsLast_isChargedUntilItCannot() {
    shop.card = ScriptedConnector.card().maxWriteDelay(DELAY).build();
    stocked("A", 9);
    live(SHOP);
    shop.answers(new PublishResult.Accepted("nine"));
    inventory.sync();
    inventory.ledger().post(Commands.count("c", "A", 7)).posted();
    inventory.sync();
    // Zero was written over nine, and is in force; nine may land after it all the same.
    assertThat(shop.writes).last().extracting(QuantityWrite::quantity).isEqualTo(0L);
    settled();
    assertThat(exposure(SHOP, "A")).isEqualTo(9);

    shop.shows.put(ListingId.of("s-A"), 9L);
    pass(DELAY);
    for (int i = 0; i < 6; i++) {
      settled();
    }
    assertThat(shown("A")).isLessThanOrEqualTo(7);
  }

  @Test
  void t43_acceptedAndRejectedLater_isSentAgain() {
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Accepted("t1"));
    inventory.sync();
    shop.receipts.add(List.of(new PublishResult.Rejected(FailureKind.INVALID, "the report says no")));
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isZero();

    pass(Duration.ofMinutes(1));
    inventory.sync();
    assertThat(shown("A")).isEqualTo(10);
  }

  @Test
  void t43_acceptedAndNeverHeardOfAgain_isFoundByLooking() {
    shop.card = ScriptedConnector.card().proof(Proof.READBACK).build();
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Accepted("t1"));
    inventory.sync();
    assertThat(shown("A")).isZero();
    for (int i = 0; i < 6; i++) {
      settled();
    }
    assertThat(shown("A")).isEqualTo(10);
  }

  @Test
  void t44_zeroGoesBeforeEverythingElse() {
    shop.card = ScriptedConnector.card().maxBatch(1).build();
    showing(10);
    IntStream.range(0, 20).forEach(i -> stocked("B" + i, 10));
    inventory.channels().importListings(SHOP);
    inventory.sync();
    pass(Duration.ofMinutes(11));
    inventory.ledger().post(Commands.count("c", "A", 0)).posted();

    int before = shop.writes.size();
    inventory.sync();
    assertThat(shop.writes.subList(before, shop.writes.size())).hasSizeGreaterThan(10).first()
        .extracting(QuantityWrite::listing, QuantityWrite::quantity).containsExactly(ListingId.of("s-A"), 0L);
  }

  @Test
  void t44_whatLowersDoesNotWaitInABulk() {
    shop.card = ScriptedConnector.card().maxBatch(5_000).bulkFrom(20, 5).build();
    showing(10);
    IntStream.range(0, 30).forEach(i -> stocked("B" + i, 10));
    inventory.channels().importListings(SHOP);
    inventory.sync();
    pass(Duration.ofMinutes(11));
    inventory.ledger().post(Commands.count("c", "A", 0)).posted();

    shop.batches.clear();
    inventory.sync();
    assertThat(shop.batches.get(0)).as("writes in the call of the zero").isLessThanOrEqualTo(5);
  }

  @Test
  void t45_successThatChangedNothing_isNotTakenForIt() {
    shop.card = ScriptedConnector.card().proof(Proof.READBACK).build();
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Applied(clock.instant()));
    inventory.sync();
    inventory.sync();
    assertThat(attempts(SHOP, "A")).extracting(attempt -> attempt.state()).last().isEqualTo("accepted");

    for (int i = 0; i < 6; i++) {
      settled();
    }
    assertThat(shown("A")).isEqualTo(10);
  }

  @Test
  void t46_readingOlderThanTheLastWrite_provesAndRepairsNothing() {
    shop.card = ScriptedConnector.card().proof(Proof.READBACK).maxWriteDelay(DELAY).build();
    stocked("A", 10);
    live(SHOP);
    shop.shownAsOf = clock.instant().minus(Duration.ofMinutes(80));
    inventory.sync();
    int sent = shop.writes.size();
    inventory.sync();

    assertThat(attempts(SHOP, "A")).extracting(attempt -> attempt.state()).last().isEqualTo("accepted");
    assertThat(shop.writes).hasSize(sent);
  }

  @Test
  void t47_ordersLateForHours_nothingIsRaisedAndAllThatMaySellStaysCharged() {
    showing(10);
    Instant before = clock.instant();
    for (int i = 0; i < 12; i++) {
      shop.pages.add(() -> {
        throw new dev.onepool.spi.ConnectorException(FailureKind.UNAVAILABLE, "no orders today");
      });
    }
    inventory.ledger().post(Commands.receive("more", "A", 50)).posted();
    int sent = shop.writes.size();
    for (int i = 0; i < 12; i++) {
      pass(Duration.ofHours(1));
      inventory.sync();
    }
    assertThat(shop.writes).hasSize(sent);
    assertThat(exposure(SHOP, "A")).isEqualTo(10);

    shop.ordered(order("late", "s-A", 10, before.plusSeconds(60)));
    inventory.sync();
    assertThat(inventory.ledger().position(Sku.of("A")).reserved().units()).isEqualTo(10);
    assertThat(inventory.ledger().shortfalls()).isEmpty();
  }

  // What a channel's number means is declared by its connector, and what it makes of ours is held to by the connector kit
  // (WritesContract). What is left to the engine is a channel that refuses a number.

  @Test
  void t48_channelRefusesZero_staysChargedAndIsTriedAgain() {
    showing(10);
    inventory.ledger().post(Commands.count("c", "A", 0)).posted();
    shop.answers(new PublishResult.Rejected(FailureKind.INVALID, "zero is not allowed, end the listing"));
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isEqualTo(10);
    assertThat(inventory.explain(Sku.of("A"), SHOP).guarantee()).extracting(GuaranteeStatus::state, GuaranteeStatus::deficit)
        .containsExactly(GuaranteeStatus.State.RESTORING, 10L);

    pass(Duration.ofMinutes(1));
    inventory.sync();
    assertThat(shown("A")).isZero();
  }

  @Test
  void t48_channelRefusesLessThanItSold_isNotTakenToShowLess() {
    showing(5);
    inventory.ledger().post(Commands.count("c", "A", 3)).posted();
    shop.answers(new PublishResult.Rejected(FailureKind.INVALID, "cannot be less than sold"));
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isEqualTo(5);
    assertThat(inventory.ledger().reserve(Commands.reserve("cart", Commands.line("A", 1))).isHeld()).isFalse();
  }

  @Test
  void t57_oneChannelHasNothing_anotherMay() {
    choose(Guarantee.mirror(0), AllocationPolicies.sharedPool().capping(SHOP, 0));
    stocked("A", 10);
    live(MARKET, SHOP);
    inventory.sync();

    assertThat(inventory.explain(Sku.of("A"), SHOP).listings().get(0).target()).isZero();
    assertThat(inventory.explain(Sku.of("A"), MARKET).listings().get(0).target()).isEqualTo(10);
    assertThat(shown("A")).isZero();
    assertThat(market.shows.get(ListingId.of("m-A"))).isEqualTo(10);
  }

  @Test
  void t69_aSaleOfMany_isNoUpdateAnywhere() {
    choose(Guarantee.auto(0.01), AllocationPolicies.sharedPool());
    stocked("A", 1_000);
    live(MARKET, SHOP);
    for (int i = 0; i < 5; i++) {
      inventory.sync();
      settled();
    }
    int before = shop.writes.size() + market.writes.size();
    for (int i = 0; i < 20; i++) {
      shop.ordered(order("o" + i, "s-A", 1, clock.instant()));
      inventory.sync();
      pass(Duration.ofMinutes(1));
    }
    assertThat(shop.writes.size() + market.writes.size() - before).as("writes after 20 sales").isLessThanOrEqualTo(2);
  }

  @Test
  void t69_manyChangesOfOneSku_areOneWrite() {
    showing(10);
    for (int i = 0; i < 50; i++) {
      inventory.ledger().post(Commands.receive("more-" + i, "A", 1)).posted();
    }
    assertThat(writesAfter(inventory::sync)).isEqualTo(1);
  }

  @Test
  void t70_aMinimumIsShownOnlyWithAPermit() {
    choose(Guarantee.mirror(0), AllocationPolicies.sharedPool()
        .showingAtLeast(SHOP, 5, new OversellPermit("Ada", "the supplier delivers the same day")));
    stocked("A", 2);
    live(MARKET, SHOP);
    inventory.sync();

    assertThat(shown("A")).isEqualTo(5);
    assertThat(market.shows.get(ListingId.of("m-A"))).isEqualTo(2);
    assertThat(inventory.explain(Sku.of("A"), SHOP).toString()).contains("Ada");
  }

  @Test
  void t71_loweringBelowUnseenSales_offersNothingTwice() {
    showing(5);
    inventory.ledger().post(Commands.receive("more", "A", 3)).posted();
    // The shop has sold all five, which nobody knows; now three are counted. "Set 3" would sell three more.
    shop.shows.put(ListingId.of("s-A"), 0L);
    Instant sold = clock.instant();
    pass(Duration.ofMinutes(1));
    inventory.ledger().post(Commands.count("c", "A", 3)).posted();
    inventory.sync();
    assertThat(shown("A")).isZero();

    shop.ordered(order("o1", "s-A", 5, sold));
    inventory.sync();
    for (int i = 0; i < 4; i++) {
      settled();
    }
    assertThat(shown("A")).isZero();
  }

  @Test
  void t71_everyAttempt_isChargedUntilTheWatermarkHasPassed() {
    showing(5);
    inventory.ledger().post(Commands.count("c", "A", 3)).posted();
    inventory.sync();
    assertThat(inventory.explain(Sku.of("A"), SHOP).guarantee().state()).isEqualTo(GuaranteeStatus.State.RESTORING);
    assertThat(exposure(SHOP, "A")).isEqualTo(5);
    settled();
    assertThat(exposure(SHOP, "A")).isLessThanOrEqualTo(3);
  }

  @Test
  void t72_zero_doesNotWaitForTheWriteBeforeIt() {
    shop.card = ScriptedConnector.card().maxWriteDelay(DELAY).build();
    stocked("A", 10);
    live(SHOP);
    shop.answers(new PublishResult.Accepted("ten"));
    inventory.sync();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    inventory.sync();
    assertThat(shop.writes).last().extracting(QuantityWrite::quantity).isEqualTo(0L);
  }

  @Test
  void t72_tenThatIsStillUnderWayWhenZeroIsInForce_staysCharged() {
    t72_zero_doesNotWaitForTheWriteBeforeIt();
    settled();
    assertThat(exposure(SHOP, "A")).isEqualTo(10);
    pass(DELAY);
    for (int i = 0; i < 4; i++) {
      settled();
    }
    assertThat(exposure(SHOP, "A")).isZero();
  }
}
