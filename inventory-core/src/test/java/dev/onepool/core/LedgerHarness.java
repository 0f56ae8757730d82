package dev.onepool.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Incident;
import dev.onepool.Inventory;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockLedger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A ledger as an application sees it, empty before every test and audited after it. */
abstract class LedgerHarness {

  Inventory inventory;
  StockLedger ledger;
  HandClock clock;

  /** Returns the engine that all tests of the class share. */
  abstract EngineExtension engine();

  @BeforeEach
  void takeANewSeller() {
    inventory = engine().newSeller();
    ledger = inventory.ledger();
    clock = engine().clock();
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

  final Units at(String sku) {
    return at(sku, LocationId.MAIN);
  }

  final Units at(String sku, LocationId location) {
    return Units.of(ledger.position(Sku.of(sku)), location);
  }

  final PostingResult.Refused refused(StockCommand command) {
    PostingResult result = ledger.post(command);
    assertThat(result).isInstanceOf(PostingResult.Refused.class);
    return (PostingResult.Refused) result;
  }

  final int entries() {
    return Fold.of(ledger).entries().size();
  }

  /** Returns the id of the last entry. */
  final long lastEntry() {
    List<LedgerEntry> entries = Fold.of(ledger).entries();
    return entries.get(entries.size() - 1).id();
  }

  final List<String> incidentKinds() {
    return inventory.incidents(0, 1_000).stream().map(Incident::kind).toList();
  }
}
