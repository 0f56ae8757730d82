package dev.onepool.core.internal.ledger;

import dev.onepool.Listing.Component;
import dev.onepool.LocationId;
import dev.onepool.OrderLineRef;
import dev.onepool.ReservationId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.TransferId;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyOrder;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyQuarantined;
import dev.onepool.core.internal.ledger.LedgerCommand.Baseline;
import dev.onepool.core.internal.ledger.LedgerCommand.Charge;
import dev.onepool.core.internal.ledger.LedgerCommand.Expire;
import dev.onepool.core.internal.ledger.LedgerCommand.Found;
import dev.onepool.core.internal.ledger.LedgerCommand.IgnoreListing;
import dev.onepool.core.internal.ledger.LedgerCommand.MapListing;
import dev.onepool.core.internal.ledger.LedgerCommand.Note;
import dev.onepool.core.internal.ledger.LedgerCommand.ReadBack;
import dev.onepool.core.internal.ledger.LedgerCommand.SeeListing;
import dev.onepool.core.internal.ledger.LedgerCommand.SetAside;
import dev.onepool.core.internal.ledger.LedgerCommand.SetSafetyStock;
import dev.onepool.core.internal.ledger.LedgerCommand.Settle;
import dev.onepool.core.internal.ledger.LedgerCommand.Sight;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import dev.onepool.core.internal.ledger.LedgerCommand.WriteAnswered;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What must be in the state before commands can be decided. Each set is sorted, and they are to be read in the order orders,
 * reservations, transfers, kits, listings, pools, movements: what is read first says what is needed next.
 */
public final class Needs {

  private final Set<OrderKey> orders = new TreeSet<>();
  private final Set<ReservationId> reservations = new TreeSet<>();
  private final Set<TransferId> transfers = new TreeSet<>();
  private final Set<Moved> moved = new LinkedHashSet<>();
  private final Set<Sku> kits = new TreeSet<>();
  private final Set<Sku> parts = new TreeSet<>();
  private final Set<Sku> everywhere = new TreeSet<>();
  private final List<StockCommand.ReserveLine> kitLines = new ArrayList<>(0);
  private final List<KitState> definitions = new ArrayList<>(0);
  private final Set<ListingKey> listings = new TreeSet<>();
  private final Set<PoolKey> pools = new TreeSet<>();

  /** What a pool's entries moved since an instant. */
  public record Moved(PoolKey pool, Instant asOf) {}

  /** Adds what the command names itself. */
  public void add(LedgerCommand command) {
    if (command instanceof Stock stock) {
      add(stock.command());
    } else if (command instanceof SetSafetyStock set) {
      pools.add(set.pool());
    } else if (command instanceof Expire expire) {
      reservations.add(expire.reservation());
    } else if (command instanceof ApplyOrder apply) {
      orders.add(new OrderKey(apply.channel(), apply.snapshot().order()));
      for (OrderSnapshot.Line line : apply.snapshot().lines()) {
        listings.add(new ListingKey(apply.channel(), line.listing()));
      }
    } else if (command instanceof ApplyQuarantined apply) {
      orders.add(apply.order());
    } else if (command instanceof SetAside set) {
      orders.add(set.order());
    } else if (command instanceof MapListing map) {
      listings.add(new ListingKey(map.listing().channel(), map.listing().id()));
      for (Component component : map.listing().components()) {
        pools.add(new PoolKey(component.sku(), map.listing().location()));
      }
    } else if (!(command instanceof Note)) {
      listings.add(listing(command));
    }
  }

  private static ListingKey listing(LedgerCommand command) {
    if (command instanceof SeeListing see) {
      return see.listing();
    } else if (command instanceof IgnoreListing ignore) {
      return ignore.listing();
    } else if (command instanceof Baseline baseline) {
      return baseline.listing();
    } else if (command instanceof Charge charge) {
      return charge.listing();
    } else if (command instanceof WriteAnswered answered) {
      return answered.listing();
    } else if (command instanceof ReadBack read) {
      return read.listing();
    } else if (command instanceof Sight sight) {
      return sight.listing();
    } else if (command instanceof Found found) {
      return found.listing();
    }
    return ((Settle) command).listing();
  }

  private void add(StockCommand command) {
    if (command instanceof StockCommand.Receive receive) {
      pools.add(new PoolKey(receive.sku(), receive.location()));
    } else if (command instanceof StockCommand.Reserve reserve) {
      // Not the reservation itself: it was made by this command's key, or not at all.
      if (reserve.replaces() != null) {
        reservations.add(reserve.replaces());
      }
      for (StockCommand.ReserveLine line : reserve.lines()) {
        add(line);
      }
    } else if (command instanceof StockCommand.DefineKit define) {
      add(define);
    } else if (command instanceof StockCommand.AwaitPayment await) {
      reservations.add(await.reservation());
    } else if (command instanceof StockCommand.Confirm confirm) {
      reservations.add(confirm.reservation());
    } else if (command instanceof StockCommand.Fulfil fulfil) {
      reservations.add(fulfil.reservation());
    } else if (command instanceof StockCommand.Release release) {
      reservations.add(release.reservation());
    } else if (command instanceof StockCommand.Adjust adjust) {
      pools.add(new PoolKey(adjust.sku(), adjust.location()));
    } else if (command instanceof StockCommand.Count count) {
      pools.add(new PoolKey(count.sku(), count.location()));
    } else if (command instanceof StockCommand.Transfer transfer) {
      pools.add(new PoolKey(transfer.sku(), transfer.from()));
      pools.add(new PoolKey(transfer.sku(), transfer.to()));
    } else if (command instanceof StockCommand.Snapshot snapshot) {
      PoolKey pool = new PoolKey(snapshot.sku(), snapshot.location());
      pools.add(pool);
      moved.add(new Moved(pool, snapshot.asOf().truncatedTo(ChronoUnit.MICROS)));
    } else if (command instanceof StockCommand.Dispatch dispatch) {
      transfers.add(dispatch.transfer());
      pools.add(new PoolKey(dispatch.sku(), dispatch.from()));
      pools.add(new PoolKey(dispatch.sku(), dispatch.to()));
    } else if (command instanceof StockCommand.Arrive arrive) {
      transfers.add(arrive.transfer());
    } else if (command instanceof StockCommand.Lose lose) {
      transfers.add(lose.transfer());
    } else if (command instanceof StockCommand.RecordSale sale) {
      pools.add(new PoolKey(sale.sku(), sale.location()));
      add(sale.line());
    } else if (command instanceof StockCommand.Cancel cancel) {
      add(cancel.line());
    } else if (command instanceof StockCommand.Ship ship) {
      add(ship.line());
    } else if (command instanceof StockCommand.Return back) {
      add(back.line());
    } else if (command instanceof StockCommand.Restock restock) {
      add(restock.line());
    }
  }

  private void add(StockCommand.ReserveLine line) {
    if (line.kit()) {
      kits.add(line.sku());
      kitLines.add(line);
    } else {
      add(line.sku(), line.location());
    }
  }

  private void add(Sku sku, @Nullable LocationId location) {
    if (location == null) {
      everywhere.add(sku);
    } else {
      pools.add(new PoolKey(sku, location));
    }
  }

  private void add(StockCommand.DefineKit define) {
    definitions.add(new KitState(define.kit(), 0, define.components()));
    parts.add(define.kit());
    kits.add(define.kit());
    everywhere.add(define.kit());
    for (Component component : define.components()) {
      kits.add(component.sku());
    }
  }

  /** Adds what the lines that ask for kits need, by the known definitions and by those that the commands bring. */
  public void takeApart(Collection<KitState> known) {
    definitions.addAll(known);
    for (StockCommand.ReserveLine line : kitLines) {
      for (KitState kit : definitions) {
        if (kit.kit().equals(line.sku())) {
          kit.components().forEach(component -> add(component.sku(), line.location()));
        }
      }
    }
  }

  /** Adds balances. */
  public void add(Collection<PoolKey> keys) {
    pools.addAll(keys);
  }

  private void add(OrderLineRef line) {
    orders.add(new OrderKey(line.channel(), line.order()));
  }

  /** Adds what a known order needs: the listings of its lines, and the pools they were applied to. */
  public void add(OrderState order) {
    for (LineState line : order.lines().values()) {
      if (line.listing() != null) {
        listings.add(new ListingKey(order.key().channel(), line.listing()));
      }
      if (line.location() != null) {
        for (Component component : line.components()) {
          pools.add(new PoolKey(component.sku(), line.location()));
        }
      }
    }
  }

  /** Adds the pools of a known reservation. */
  public void add(ReservationState reservation) {
    pools.addAll(reservation.units().keySet());
  }

  /** Adds the pool that a known transfer comes to. */
  public void add(TransferState transfer) {
    pools.add(transfer.destination());
  }

  /** Adds the pools of a known listing. */
  public void add(ListingAccount account) {
    if (account.mapped()) {
      for (Component component : account.components()) {
        pools.add(account.pool(component));
      }
    }
  }

  /** Returns the orders needed. */
  public Set<OrderKey> orders() {
    return orders;
  }

  /** Returns the reservations needed. */
  public Set<ReservationId> reservations() {
    return reservations;
  }

  /** Returns the transfers needed. */
  public Set<TransferId> transfers() {
    return transfers;
  }

  /** Returns the movements needed. */
  public Set<Moved> moved() {
    return moved;
  }

  /** Returns the kits whose newest definition is needed. */
  public Set<Sku> kits() {
    return kits;
  }

  /** Returns the SKUs of which is to be known whether a kit consists of them. */
  public Set<Sku> parts() {
    return parts;
  }

  /** Returns the SKUs whose balances are needed at all locations; complete after {@link #takeApart}. */
  public Set<Sku> everywhere() {
    return everywhere;
  }

  /** Returns the listings needed. */
  public Set<ListingKey> listings() {
    return listings;
  }

  /** Returns the pools needed. */
  public Set<PoolKey> pools() {
    return pools;
  }
}
