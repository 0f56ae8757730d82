package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.ChannelStatus;
import dev.onepool.ListingId;
import dev.onepool.ListingImport;
import dev.onepool.Sku;
import dev.onepool.core.Commands;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a channel that nobody knows to one that is live. */
class GoLiveTest extends SyncHarness {

  @Test
  void mode_newChannel_observes() {
    assertThat(inventory.channels().status(SHOP).mode()).isEqualTo(ChannelMode.OBSERVE);
  }

  @Test
  void mode_liveWithoutListings_isRefused() {
    inventory.sync();
    assertThat(inventory.channels().mode(SHOP, ChannelMode.LIVE)).singleElement().asString().contains("no listing is known");
  }

  @Test
  void mode_liveBeforeTheOrdersAreRead_isRefused() {
    stocked("A", 1);
    inventory.channels().importListings(SHOP);
    assertThat(inventory.channels().mode(SHOP, ChannelMode.LIVE)).anyMatch(text -> text.contains("open orders"));
  }

  @Test
  void mode_liveWithAnUnmappedListing_isRefused() {
    stocked("A", 1);
    shop.lists("s-X", "nobody knows", 0);
    prepared(SHOP);
    assertThat(inventory.channels().mode(SHOP, ChannelMode.LIVE)).singleElement().asString().contains("1 listings are not mapped");
  }

  @Test
  void mode_liveBeforeTheVisibilityDelayIsOver_isRefused() {
    stocked("A", 1);
    inventory.channels().importListings(SHOP);
    inventory.sync();
    assertThat(inventory.channels().mode(SHOP, ChannelMode.LIVE)).singleElement().asString().contains("visibility delay");
  }

  @Test
  void mode_refused_staysAsItWas() {
    inventory.channels().mode(SHOP, ChannelMode.LIVE);
    assertThat(inventory.channels().status(SHOP).mode()).isEqualTo(ChannelMode.OBSERVE);
  }

  @Test
  void mode_dryRunWithBlockers_isRefused() {
    assertThat(inventory.channels().mode(SHOP, ChannelMode.DRY_RUN)).isNotEmpty();
  }

  @Test
  void mode_pauseWithBlockers_isAccepted() {
    assertThat(inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO)).isEmpty();
  }

  @Test
  void mode_mappedAndRead_goesLive() {
    stocked("A", 1);
    prepared(SHOP);
    assertThat(inventory.channels().mode(SHOP, ChannelMode.LIVE)).isEmpty();
  }

  @Test
  void mode_unknownListingIgnored_goesLive() {
    stocked("A", 1);
    shop.lists("s-X", "nobody knows", 0);
    prepared(SHOP);
    inventory.channels().ignore(SHOP, ListingId.of("s-X"));
    assertThat(inventory.channels().mode(SHOP, ChannelMode.LIVE)).isEmpty();
  }

  @Test
  void mode_unknownChannel_namesTheConfiguredOnes() {
    assertThatThrownBy(() -> inventory.channels().mode(ChannelId.of("amazon"), ChannelMode.LIVE))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("market").hasMessageContaining("shop");
  }

  @Test
  void importListings_exactCode_isMapped() {
    stocked("A", 1);
    assertThat(inventory.channels().importListings(SHOP).mapped()).isEqualTo(1);
  }

  @Test
  void importListings_codeThatDiffersByCase_isOnlyProposed() {
    stocked("A", 1);
    shop.lists("s-2", "a", 0);
    ListingImport report = inventory.channels().importListings(SHOP);
    assertThat(report.proposals()).containsExactly(
        new ListingImport.Proposal(ListingId.of("s-2"), "a", List.of(Sku.of("A"))));
  }

  @Test
  void importListings_codeOfNoSku_isUnmatched() {
    shop.lists("s-1", "B", 0);
    assertThat(inventory.channels().importListings(SHOP).unmatched())
        .containsExactly(new ListingImport.Unmatched(ListingId.of("s-1"), "B"));
  }

  @Test
  void importListings_codeOnTwoListings_mapsNeither() {
    stocked("A", 1);
    shop.lists("s-2", "A", 0);
    inventory.channels().importListings(SHOP);
    assertThat(inventory.channels().listings(SHOP)).isEmpty();
  }

  @Test
  void importListings_codeOnTwoListings_reportsBoth() {
    stocked("A", 1);
    shop.lists("s-2", "A", 0);
    assertThat(inventory.channels().importListings(SHOP).duplicates()).containsExactly(
        new ListingImport.Duplicate("A", List.of(ListingId.of("s-A"), ListingId.of("s-2"))));
  }

  @Test
  void importListings_csv_mapsAKit() {
    stocked("A", 1);
    inventory.ledger().post(Commands.receive("r-B", "B", 4)).posted();
    inventory.channels().importListings(SHOP, new StringReader("listing,sku,units\nkit,A,1\nkit,B,2\n"));
    assertThat(inventory.channels().listings(SHOP)).singleElement()
        .extracting(listing -> listing.components().size()).isEqualTo(2);
  }

  @Test
  void importListings_connectorFails_leavesTheOtherChannelInStep() {
    shop.listed.add(null);
    try {
      inventory.channels().importListings(SHOP);
    } catch (RuntimeException expected) {
      assertThat(expected).isNotNull();
    }
    assertThat(inventory.sync().failures()).isEmpty();
  }

  @Test
  void quarantine_lineOfAnUnmappedListing_isVisible() {
    sellUnmapped();
    assertThat(inventory.channels().quarantine(SHOP)).singleElement()
        .extracting(line -> line.listing()).isEqualTo(ListingId.of("s-X"));
  }

  @Test
  void quarantine_lineOfAnUnmappedListing_isCountedInTheStatus() {
    sellUnmapped();
    assertThat(inventory.channels().status(SHOP)).extracting(ChannelStatus::quarantined).isEqualTo(1);
  }

  @Test
  void map_listingWithAWaitingLine_appliesIt() {
    sellUnmapped();
    inventory.channels().map(listing(SHOP, "s-X", "A"));
    assertThat(reserved()).isEqualTo(2);
  }

  @Test
  void map_twice_appliesAWaitingLineOnce() {
    sellUnmapped();
    inventory.channels().map(listing(SHOP, "s-X", "A"));
    inventory.channels().map(listing(SHOP, "s-X", "A"));
    assertThat(reserved()).isEqualTo(2);
  }

  @Test
  void map_listingWithAWaitingLine_emptiesTheQuarantine() {
    sellUnmapped();
    inventory.channels().map(listing(SHOP, "s-X", "A"));
    assertThat(inventory.channels().quarantine(SHOP)).isEmpty();
  }

  private void sellUnmapped() {
    inventory.ledger().post(Commands.receive("r", "A", 10)).posted();
    shop.ordered(order("o1", "s-X", 2, clock.instant()));
    inventory.sync();
  }

  private long reserved() {
    return inventory.ledger().position(Sku.of("A")).locations().get(0).reserved().units();
  }

  @Test
  void map_toAnotherSkuWhileItMayStillSell_isRefused() {
    sellsA();
    assertThatThrownBy(() -> inventory.channels().map(listing(SHOP, "s-A", "B")))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("mapped otherwise");
  }

  @Test
  void map_toAnotherSkuWhenItCanSellNothing_isAccepted() {
    sellsA();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    inventory.sync();
    settled();
    inventory.channels().map(listing(SHOP, "s-A", "B"));
    assertThat(inventory.channels().listings(SHOP)).containsExactly(listing(SHOP, "s-A", "B"));
  }

  @Test
  void ignore_whileItMayStillSell_isRefused() {
    sellsA();
    assertThatThrownBy(() -> inventory.channels().ignore(SHOP, ListingId.of("s-A")))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("may still take");
  }

  private void sellsA() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    inventory.sync();
    settled();
  }
}
