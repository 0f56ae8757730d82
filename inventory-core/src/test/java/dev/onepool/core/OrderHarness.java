package dev.onepool.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Listing;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockLedger;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.MapListing;
import dev.onepool.core.internal.store.IncidentRow;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A ledger that orders of a channel come into, empty before every test and audited after it. */
abstract class OrderHarness {

  SellerId seller;
  StockLedger ledger;

  /** Returns the parts that all tests of the class share. */
  abstract RoomExtension room();

  @BeforeEach
  void takeANewSeller() {
    seller = room().newSeller();
    ledger = room().ledger(seller);
  }

  @AfterEach
  void theBooksAreRight() {
    assertThat(ledger.audit().findings()).as("findings of the audit after the test").isEmpty();
    Fold.of(ledger).assertMatches(ledger);
  }

  /** Posts commands that must not be refused. */
  final void given(StockCommand... commands) {
    for (StockCommand command : commands) {
      ledger.post(command).posted();
    }
  }

  /** Runs what comes from a channel; it must take effect. */
  final void given(LedgerCommand... commands) {
    for (LedgerCommand command : commands) {
      assertThat(run(command).effective()).as("effect of %s", command).isTrue();
    }
  }

  final Answer run(LedgerCommand command) {
    return room().commit().run(seller, command).answer();
  }

  /** Returns the command that maps a listing of the shop to these components. */
  static MapListing map(String listing, Listing.Component... components) {
    return new MapListing(
        new Listing(Snapshots.SHOP, ListingId.of(listing), List.of(components), LocationId.MAIN));
  }

  static Listing.Component part(String sku, long units) {
    return new Listing.Component(Sku.of(sku), units);
  }

  final Units at(String sku) {
    return Units.of(ledger.position(Sku.of(sku)), LocationId.MAIN);
  }

  final List<String> incidentKinds() {
    return room().store().incidents(seller, 0, 1_000).stream()
        .map(IncidentRow::incident).map(incident -> incident.kind()).toList();
  }
}
