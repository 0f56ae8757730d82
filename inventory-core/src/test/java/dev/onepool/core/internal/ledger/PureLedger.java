package dev.onepool.core.internal.ledger;

import dev.onepool.Guarantee;
import dev.onepool.Listing;
import dev.onepool.Listing.Component;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.ReservationId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.HandClock;
import dev.onepool.core.Snapshots;
import dev.onepool.core.Units;
import dev.onepool.core.internal.ledger.LedgerCommand.MapListing;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ledger that is nothing but decisions, one upon the other: no store, no threads, and the clock stands still. */
final class PureLedger {

  private static final LedgerState NOTHING = new LedgerState() {
    @Override
    public Pool pool(PoolKey key) {
      return Pool.empty(key);
    }

    @Override
    public @Nullable ListingAccount listing(ListingKey key) {
      return null;
    }

    @Override
    public @Nullable OrderState order(OrderKey key) {
      return null;
    }

    @Override
    public @Nullable ReservationState reservation(ReservationId id) {
      return null;
    }
  };

  private final Decider decider;
  private final Changes state = new Changes(NOTHING);

  PureLedger() {
    this(Guarantee.rights());
  }

  PureLedger(Guarantee guarantee) {
    decider = new Decider(guarantee, Rules.SOUND);
  }

  Decision decide(LedgerCommand command) {
    return decide(command, HandClock.START);
  }

  /** Decides, and takes the changes over. */
  Decision decide(LedgerCommand command, Instant now) {
    Decision decision = decider.decide(state, command, now);
    state.merge(decision.changes());
    return decision;
  }

  Decision decide(StockCommand command) {
    return decide(new Stock(command));
  }

  /** Decides commands of which none may be refused. */
  PureLedger with(StockCommand... commands) {
    for (StockCommand command : commands) {
      with(new Stock(command));
    }
    return this;
  }

  /** Decides commands of which none may be refused. */
  PureLedger with(LedgerCommand... commands) {
    for (LedgerCommand command : commands) {
      Answer answer = decide(command).answer();
      if (!answer.effective()) {
        throw new AssertionError(answer + " to " + command);
      }
    }
    return this;
  }

  /** Maps a listing of the shop. */
  PureLedger map(String listing, String sku, long units) {
    return with(new MapListing(new Listing(Snapshots.SHOP, ListingId.of(listing),
        List.of(new Component(Sku.of(sku), units)), LocationId.MAIN)));
  }

  static PoolKey key(String sku) {
    return new PoolKey(Sku.of(sku), LocationId.MAIN);
  }

  Changes state() {
    return state;
  }

  Pool pool(String sku) {
    return state.pool(key(sku));
  }

  Units at(String sku) {
    Pool pool = pool(sku);
    return new Units(pool.available(), pool.reserved(), pool.unsellable(), pool.shortfall());
  }

  LineState line(String order, String line) {
    OrderState found = state.order(new OrderKey(Snapshots.SHOP, dev.onepool.OrderId.of(order)));
    return found.lines().get(dev.onepool.LineId.of(line));
  }

  List<String> incidentKinds() {
    return state.incidents().stream().map(Incident::kind).toList();
  }
}
