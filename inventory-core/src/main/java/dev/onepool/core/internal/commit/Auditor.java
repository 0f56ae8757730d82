package dev.onepool.core.internal.commit;

import dev.onepool.AuditReport;
import dev.onepool.EntryPage;
import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.Listing.Component;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.LineState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.store.LedgerStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the books from the entries alone: their sums must be the balances, the promises must be what orders and
 * reservations hold, incoming units what transfers have under way, and the exposures what the listings' attempts add up to.
 */
final class Auditor {

  private static final int MAX_FINDINGS = 1_000;

  private final LedgerStore store;
  private final SellerId seller;
  private final Map<PoolKey, EnumMap<StockState, Long>> sums = new HashMap<>();
  private final Map<PoolKey, Long> promised = new HashMap<>();
  private final Map<PoolKey, Long> underWay = new HashMap<>();
  private final Map<PoolKey, Long> exposed = new HashMap<>();
  private final Map<Sku, Long> transit = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private long entries;
  private long balances;

  Auditor(LedgerStore store, SellerId seller) {
    this.store = store;
    this.seller = seller;
  }

  AuditReport audit() {
    foldEntries();
    store.eachOrder(seller, this::addPromises);
    store.eachHold(seller, hold -> hold.units().forEach((key, units) -> promised.merge(key, units, Math::addExact)));
    store.eachTransfer(seller, transfer ->
        underWay.merge(transfer.destination(), transfer.underWay(), Math::addExact));
    store.eachListing(seller, this::addExposure);
    store.eachPool(seller, this::check);
    sums.forEach((key, states) -> states.forEach((state, units) -> {
      if (units != 0) {
        finding(key + ": entries say " + units + " units " + state + ", but there is no balance");
      }
    }));
    transit.forEach((sku, units) -> {
      if (units != 0) {
        finding(sku + ": " + units + " units are lost between locations");
      }
    });
    return new AuditReport(entries, balances, findings);
  }

  private void foldEntries() {
    EntryQuery query = new EntryQuery(null, null, 0, EntryQuery.MAX_LIMIT);
    EntryPage page;
    do {
      page = store.entries(seller, query);
      for (LedgerEntry entry : page.entries()) {
        entries++;
        PoolKey key = new PoolKey(entry.sku(), entry.location());
        long units = entry.quantity().units();
        EnumMap<StockState, Long> states = sums.computeIfAbsent(key, any -> new EnumMap<>(StockState.class));
        add(states, entry.from(), -units);
        add(states, entry.to(), units);
        if (entry.from() == StockState.TRANSIT || entry.to() == StockState.TRANSIT) {
          transit.merge(entry.sku(), entry.to() == StockState.TRANSIT ? units : -units, Math::addExact);
        }
        query = query.after(entry.id());
      }
    } while (page.more());
  }

  /** What is outside is not counted: more may come and go in the course of time than a long can hold. */
  private static void add(EnumMap<StockState, Long> states, StockState state, long units) {
    if (state.counted()) {
      states.merge(state, units, Math::addExact);
    }
  }

  private void addPromises(OrderState order) {
    for (LineState line : order.lines().values()) {
      if (line.location() == null) {
        continue;
      }
      for (Component component : line.components()) {
        promised.merge(new PoolKey(component.sku(), line.location()),
            Math.multiplyExact(line.counts().open(), component.units()), Math::addExact);
      }
    }
  }

  private void addExposure(ListingAccount account) {
    for (Component component : account.components()) {
      exposed.merge(account.pool(component),
          Math.multiplyExact(account.exposure(), component.units()), Math::addExact);
    }
  }

  private void check(Pool pool) {
    balances++;
    EnumMap<StockState, Long> states = sums.remove(pool.key());
    compare(pool, states, StockState.AVAILABLE, pool.available());
    compare(pool, states, StockState.RESERVED, pool.reserved());
    compare(pool, states, StockState.UNSELLABLE, pool.unsellable());
    compare(pool, states, StockState.INCOMING, pool.incoming());
    same(pool, "promises, reserved or short,", promised.getOrDefault(pool.key(), 0L),
        Math.addExact(pool.reserved(), pool.shortfall()));
    same(pool, "units of transfers under way", underWay.getOrDefault(pool.key(), 0L), pool.incoming());
    same(pool, "exposure of the listings", exposed.getOrDefault(pool.key(), 0L), pool.exposed());
    checkShortSince(pool);
    if (pool.available() > 0 && pool.shortfall() > 0) {
      finding(pool.key() + ": " + pool.available() + " units are available while " + pool.shortfall() + " are short");
    }
  }

  private void checkShortSince(Pool pool) {
    if (pool.shortSince() != null && pool.shortfall() == 0) {
      finding(pool.key() + ": nothing is short, but it is said to be since " + pool.shortSince());
    }
  }

  private void compare(
      Pool pool, @org.jspecify.annotations.Nullable EnumMap<StockState, Long> states, StockState state, long balance) {
    long sum = states == null ? 0 : states.getOrDefault(state, 0L);
    same(pool, "units " + state + " by the entries", sum, balance);
  }

  private void same(Pool pool, String what, long expected, long found) {
    if (expected != found) {
      finding(pool.key() + ": " + what + " are " + expected + ", the balance says " + found);
    }
  }

  private void finding(String text) {
    if (findings.size() < MAX_FINDINGS) {
      findings.add(text);
    }
  }
}
