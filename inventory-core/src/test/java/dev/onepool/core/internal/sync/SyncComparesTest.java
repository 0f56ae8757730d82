package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelMode;
import dev.onepool.GuaranteeStatus;
import dev.onepool.ListingId;
import dev.onepool.Sku;
import dev.onepool.core.Commands;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the channel writes only if the listing shows what we think. */
class SyncComparesTest extends SyncHarness {

  private static final ListingId LISTING = ListingId.of("s-A");

  @BeforeEach
  void compare() {
    shop.card = ScriptedConnector.card().comparesAndSets().build();
  }

  /** Ten units of A shown on the shop, written and settled. */
  private void tenShown() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    assertThat(shop.shows).containsEntry(LISTING, 10L);
    shop.writes.clear();
  }

  private void received(long units) {
    inventory.ledger().post(Commands.receive("more-" + units, "A", units)).posted();
  }

  /** A buyer takes units and the channel does not tell yet. */
  private Instant soldUnseen(long units) {
    pass(Duration.ofSeconds(10));
    shop.shows.merge(LISTING, -units, Long::sum);
    Instant placed = clock.instant();
    pass(Duration.ofSeconds(10));
    return placed;
  }

  private List<Long> expectations() {
    return shop.writes.stream().map(QuantityWrite::expected).toList();
  }

  private void nextRound() {
    pass(Duration.ofSeconds(30));
    inventory.sync();
  }

  @Test
  void write_first_expectsWhatWasRead() {
    inventory.ledger().post(Commands.receive("r", "A", 10)).posted();
    shop.lists("s-A", "A", 3);
    live(SHOP);
    inventory.sync();
    assertThat(expectations()).containsExactly(3L);
  }

  @Test
  void write_afterKnownSales_expectsWhatTheyLeft() {
    tenShown();
    Instant placed = soldUnseen(6);
    shop.ordered(order("o1", "s-A", 6, placed));
    received(20);
    nextRound();
    assertThat(expectations()).containsExactly(4L);
    // Of 24 there are, the 4 that were shown until now stay charged until every order of that time is known.
    assertThat(shop.shows).containsEntry(LISTING, 20L);
  }

  @Test
  void write_whereTheChannelComparesNothing_expectsNothing() {
    shop.card = ScriptedConnector.card().build();
    tenShown();
    received(20);
    nextRound();
    assertThat(shop.writes).isNotEmpty();
    assertThat(expectations()).containsOnlyNulls();
  }

  @Test
  void write_zero_expectsNothing() {
    tenShown();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    inventory.sync();
    assertThat(shop.writes).singleElement().satisfies(write -> {
      assertThat(write.quantity()).isZero();
      assertThat(write.expected()).isNull();
    });
  }

  @Test
  void unseenSale_isNotOverwritten() {
    tenShown();
    soldUnseen(2);
    received(20);
    inventory.sync();
    assertThat(shop.writes).singleElement().extracting(QuantityWrite::expected).isEqualTo(10L);
    assertThat(shop.shows).containsEntry(LISTING, 8L);
  }

  @Test
  void unseenSale_isLookedAtAndThenExpected() {
    tenShown();
    soldUnseen(2);
    received(20);
    inventory.sync();
    nextRound();
    assertThat(expectations()).containsExactly(10L, 8L);
  }

  @Test
  void unseenSale_seenLater_endsWithWhatIsThere() {
    tenShown();
    Instant placed = soldUnseen(2);
    received(20);
    inventory.sync();
    nextRound();
    shop.ordered(order("o1", "s-A", 2, placed));
    nextRound();
    settled();
    settled();
    assertThat(exposure(SHOP, "A")).isEqualTo(shop.shows.get(LISTING));
    assertThat(exposure(SHOP, "A")).isLessThanOrEqualTo(28);
    assertThat(inventory.ledger().position(Sku.of("A")).locations().get(0).reserved().units()).isEqualTo(2);
  }

  @Test
  void unseenSale_whileUnknown_isStillCharged() {
    tenShown();
    soldUnseen(2);
    received(20);
    inventory.sync();
    nextRound();
    // Ten that were shown, of which two may be sold, and what was written since: together no more than there is.
    assertThat(exposure(SHOP, "A")).isEqualTo(10 + shop.shows.get(LISTING)).isLessThanOrEqualTo(30);
  }

  @Test
  void unseenSale_knownByTheNextRound_isExpectedFromTheBooks() {
    tenShown();
    Instant placed = soldUnseen(6);
    received(20);
    inventory.sync();
    shop.ordered(order("o1", "s-A", 6, placed));
    nextRound();
    assertThat(expectations()).containsExactly(10L, 4L);
    assertThat(shop.shows).containsEntry(LISTING, 20L);
  }

  @Test
  void foreignRaise_isChargedAtOnceAndTakenBack() {
    tenShown();
    pass(Duration.ofSeconds(10));
    shop.shows.put(LISTING, 500L);
    received(20);
    inventory.sync();
    nextRound();
    assertThat(shop.shows).containsEntry(LISTING, 0L);
    assertThat(incidentKinds()).contains("foreign-change");
    assertThat(inventory.explain(Sku.of("A"), SHOP).guarantee().state()).isEqualTo(GuaranteeStatus.State.RESTORING);
  }

  @Test
  void foreignRaise_whenAllIsKnown_endsWithTheRightNumber() {
    tenShown();
    pass(Duration.ofSeconds(10));
    shop.shows.put(LISTING, 500L);
    received(20);
    inventory.sync();
    nextRound();
    settled();
    settled();
    settled();
    assertThat(shop.shows).containsEntry(LISTING, 30L);
    assertThat(exposure(SHOP, "A")).isEqualTo(30);
  }

  @Test
  void unseenCancellation_whereItComesBack_isNoForeignChange() {
    shop.card = ScriptedConnector.card().comparesAndSets().restoresOnCancel().build();
    tenShown();
    Instant placed = soldUnseen(6);
    shop.ordered(order("o1", "s-A", 6, placed));
    pass(Duration.ofSeconds(10));
    shop.shows.put(LISTING, 10L);
    Instant at = clock.instant();
    received(20);
    nextRound();
    nextRound();
    assertThat(incidentKinds()).doesNotContain("foreign-change");
    shop.ordered(cancelled("o1", "s-A", 6, placed, at));
    settled();
    settled();
    settled();
    assertThat(shop.shows.get(LISTING)).isEqualTo(exposure(SHOP, "A")).isBetween(20L, 30L);
  }

  @Test
  void foreignLowering_endsWithTheRightNumber() {
    tenShown();
    pass(Duration.ofSeconds(10));
    shop.shows.put(LISTING, 1L);
    received(20);
    inventory.sync();
    nextRound();
    settled();
    settled();
    settled();
    assertThat(shop.shows.get(LISTING)).isGreaterThanOrEqualTo(20).isEqualTo(exposure(SHOP, "A"));
  }

  @Test
  void staleBelief_thatTheChannelKeepsRefusing_isTriedLessAndLess() {
    tenShown();
    received(20);
    for (int i = 0; i < 300; i++) {
      shop.answers(new PublishResult.Rejected(FailureKind.STALE, "no"));
    }
    for (int i = 0; i < 240; i++) {
      nextRound();
    }
    // Two hours, a round every half minute; unbounded, it would be 240 writes.
    assertThat(shop.writes).hasSizeBetween(3, 10);
    assertThat(exposure(SHOP, "A")).isEqualTo(10);
  }

  @Test
  void staleBelief_whenTheChannelTakesItAgain_isWritten() {
    tenShown();
    received(20);
    for (int i = 0; i < 3; i++) {
      shop.answers(new PublishResult.Rejected(FailureKind.STALE, "no"));
    }
    for (int i = 0; i < 40; i++) {
      nextRound();
    }
    assertThat(shop.shows.get(LISTING)).isGreaterThanOrEqualTo(20);
  }

  @Test
  void stale_listingCannotBeRead_isNotWrittenButZeroIs() {
    tenShown();
    soldUnseen(2);
    received(20);
    inventory.sync();
    shop.failsShown = new IllegalStateException("no reading today");
    nextRound();
    assertThat(shop.writes).hasSize(1);
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    nextRound();
    assertThat(shop.shows).containsEntry(LISTING, 0L);
  }

  @Test
  void stale_readingOlderThanAnOrderWeKnow_isNotBelieved() {
    tenShown();
    soldUnseen(2);
    received(20);
    inventory.sync();
    shop.shownAsOf = clock.instant().minusSeconds(3_600);
    nextRound();
    assertThat(shop.writes).hasSize(1);
  }

  @Test
  void write_withoutAnswer_endsWithWhatIsShown() {
    tenShown();
    soldUnseen(2);
    received(20);
    shop.answers(new PublishResult.Unknown("silence"));
    inventory.sync();
    for (int i = 0; i < 6; i++) {
      settled();
    }
    assertThat(shop.shows.get(LISTING)).isEqualTo(exposure(SHOP, "A"));
  }

  @Test
  void batch_ofAStrictListing_isAsShortAsItNeeds() {
    shop.perListing.put(ListingId.of("s-B"), ScriptedConnector.card().comparesAndSets().maxBatch(1).build());
    for (String sku : List.of("A", "B", "C")) {
      stocked(sku, 10);
    }
    live(SHOP);
    inventory.sync();
    assertThat(shop.writes).hasSize(3);
    assertThat(shop.batches).hasSize(3);
  }

  @Test
  void reads_areAsLongAsTheCardSays() {
    shop.card = ScriptedConnector.card().maxReads(2).build();
    for (String sku : List.of("A", "B", "C")) {
      stocked(sku, 10);
    }
    inventory.channels().importListings(SHOP);
    inventory.sync();
    assertThat(shop.reads).containsExactly(2, 1);
  }

  @Test
  void terms_ofAListing_areItsOwn() {
    shop.perListing.put(LISTING, ScriptedConnector.card().proof(Capabilities.Proof.NONE).build());
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    assertThat(attempts(SHOP, "A")).extracting(attempt -> attempt.state()).contains("accepted");
  }
}
