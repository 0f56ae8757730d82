package dev.onepool.core.internal.store;

import dev.onepool.LedgerEntry;
import dev.onepool.Listing.Component;
import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.LineState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import java.math.BigInteger;
import java.util.TreeMap;
import java.util.function.Function;

/** Keeps the books in memory in order: copied under the store's one lock, and handed over outside it. */
final class MemoryKeeping implements Keeping {

  private final Object lock;
  private final Function<SellerId, MemoryBooks> sellers;

  MemoryKeeping(Object lock, Function<SellerId, MemoryBooks> sellers) {
    this.lock = lock;
    this.sellers = sellers;
  }

  @Override
  public void prove(SellerId seller, PoolProof.Reader reader) {
    TreeMap<PoolKey, PoolProof.Sums> pools = new TreeMap<>();
    synchronized (lock) {
      collect(sellers.apply(seller), key -> pools.computeIfAbsent(key, PoolProof.Sums::new));
    }
    pools.values().forEach(sums -> reader.pool(sums.proof()));
  }

  private static void collect(MemoryBooks books, Function<PoolKey, PoolProof.Sums> at) {
    for (Pool pool : books.pools.values()) {
      at.apply(pool.key()).balance(new PoolProof.Balance(pool.available(), pool.reserved(), pool.unsellable(),
          pool.incoming(), pool.shortfall(), pool.exposed(), pool.listings(), pool.shortSince()));
    }
    for (LedgerEntry entry : books.entries) {
      at.apply(new PoolKey(entry.sku(), entry.location()))
          .moved(entry.from(), entry.to(), BigInteger.valueOf(entry.quantity().units()), 1);
    }
    books.checkpoint.forEach((key, states) -> states.forEach((state, units) ->
        at.apply(key).checkpoint(state, BigInteger.valueOf(units))));
    books.orders.values().forEach(order -> promise(order, at));
    books.reservations.values().stream().filter(hold -> hold.holds()).forEach(hold ->
        hold.units().forEach((key, units) -> at.apply(key).promised(BigInteger.valueOf(units))));
    books.transfers.values().stream().filter(transfer -> transfer.underWay() > 0).forEach(transfer ->
        at.apply(transfer.destination()).underWay(BigInteger.valueOf(transfer.underWay())));
    books.listings.values().stream().filter(ListingAccount::mapped).forEach(account -> {
      for (Component part : account.components()) {
        at.apply(account.pool(part))
            .exposed(BigInteger.valueOf(account.exposure()).multiply(BigInteger.valueOf(part.units())), 1);
      }
    });
  }

  private static void promise(OrderState order, Function<PoolKey, PoolProof.Sums> at) {
    for (LineState line : order.lines().values()) {
      if (line.location() != null) {
        BigInteger open = BigInteger.valueOf(line.counts().open());
        for (Component part : line.components()) {
          at.apply(new PoolKey(part.sku(), line.location())).promised(open.multiply(BigInteger.valueOf(part.units())));
        }
      }
    }
  }
}
