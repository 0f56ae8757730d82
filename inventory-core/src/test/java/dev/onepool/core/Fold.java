package dev.onepool.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EntryPage;
import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.Sku;
import dev.onepool.StockLedger;
import dev.onepool.StockState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The books kept a second time, from the entries alone: shares no code with the auditor, so that a mistake of the one is
 * seen by the other.
 */
public final class Fold {

  private final Map<List<Object>, EnumMap<StockState, Long>> places = new HashMap<>();
  private final List<LedgerEntry> entries = new ArrayList<>();

  private Fold() {}

  /** Returns the fold of all entries of a ledger, read in small pages; checks each entry on the way. */
  public static Fold of(StockLedger ledger) {
    Fold fold = new Fold();
    EntryQuery query = new EntryQuery(null, null, 0, 1_000);
    EntryPage page;
    do {
      page = ledger.entries(query);
      page.entries().forEach(fold::add);
      query = page.entries().isEmpty() ? query : query.after(page.entries().get(page.entries().size() - 1).id());
    } while (page.more());
    return fold;
  }

  private void add(LedgerEntry entry) {
    if (!entries.isEmpty() && entries.get(entries.size() - 1).id() >= entry.id()) {
      throw new AssertionError("does not come after " + entries.get(entries.size() - 1).id() + ": " + entry);
    }
    entries.add(entry);
    EnumMap<StockState, Long> states = places.computeIfAbsent(
        List.of(entry.sku(), entry.location()), any -> new EnumMap<>(StockState.class));
    long units = entry.quantity().units();
    if (units < 1) {
      throw new AssertionError("moves nothing: " + entry);
    }
    if (entry.from().counted() && states.merge(entry.from(), -units, Math::addExact) < 0) {
      throw new AssertionError("leaves less than nothing: " + entry);
    }
    if (entry.to().counted()) {
      states.merge(entry.to(), units, Math::addExact);
    }
    same("available", entry, states.getOrDefault(StockState.AVAILABLE, 0L), entry.availableAfter().units());
    same("reserved", entry, states.getOrDefault(StockState.RESERVED, 0L), entry.reservedAfter().units());
  }

  /** Ten thousand entries are checked in passing, so this is no AssertJ. */
  private static void same(String what, LedgerEntry entry, long expected, long found) {
    if (expected != found) {
      throw new AssertionError(what + " must be " + expected + ", is " + found + ": " + entry);
    }
  }

  /** Returns the units of a state that the entries add up to. */
  public long units(Sku sku, LocationId location, StockState state) {
    EnumMap<StockState, Long> states = places.get(List.of(sku, location));
    return states == null ? 0 : states.getOrDefault(state, 0L);
  }

  /** Returns units that entries took from a state less those that they brought, over all locations of a SKU. */
  public long netFrom(Sku sku, StockState outside) {
    long net = 0;
    for (LedgerEntry entry : entries) {
      if (entry.sku().equals(sku)) {
        net += entry.from() == outside ? entry.quantity().units() : 0;
        net -= entry.to() == outside ? entry.quantity().units() : 0;
      }
    }
    return net;
  }

  /** Returns the entries in order. */
  public List<LedgerEntry> entries() {
    return entries;
  }

  /** Checks that the position of each SKU is what its entries add up to, and that nothing is lost in between. */
  public void assertMatches(StockLedger ledger) {
    places.keySet().stream().map(place -> (Sku) place.get(0)).distinct().forEach(sku -> {
      ledger.position(sku).locations().forEach(at -> {
        assertThat(at.available().units()).as("available %s at %s", sku, at.location())
            .isEqualTo(units(sku, at.location(), StockState.AVAILABLE));
        assertThat(at.reserved().units()).as("reserved %s at %s", sku, at.location())
            .isEqualTo(units(sku, at.location(), StockState.RESERVED));
        assertThat(at.unsellable().units()).as("unsellable %s at %s", sku, at.location())
            .isEqualTo(units(sku, at.location(), StockState.UNSELLABLE));
        assertThat(at.incoming().units()).as("incoming %s at %s", sku, at.location())
            .isEqualTo(units(sku, at.location(), StockState.INCOMING));
        if (at.shortfall().units() > 0) {
          assertThat(at.available().units()).as("available %s while some are short", sku).isZero();
        }
      });
      assertThat(netFrom(sku, StockState.TRANSIT)).as("%s lost between locations", sku).isZero();
    });
  }
}
