package dev.onepool.core.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Balances as this process wrote or read them last. They may be out of date, so a decision on them counts only if the
 * database still has the same version when it is written. Thread-safe; bounded.
 */
final class PoolCache {

  private static final int MAX_POOLS = 100_000;

  /** Of each balance a place that keeps its newest version: putting that there costs less than telling the cache each time. */
  private final Cache<Key, AtomicReference<Pool>> pools = Caffeine.newBuilder().maximumSize(MAX_POOLS).build();

  private record Key(SellerId seller, PoolKey pool) {}

  @Nullable Pool get(SellerId seller, PoolKey key) {
    AtomicReference<Pool> place = pools.getIfPresent(new Key(seller, key));
    return place == null ? null : place.get();
  }

  /** Keeps a balance, unless a later version is known. */
  void put(SellerId seller, Pool pool) {
    Key key = new Key(seller, pool.key());
    AtomicReference<Pool> place = pools.getIfPresent(key);
    if (place == null) {
      place = pools.asMap().putIfAbsent(key, new AtomicReference<>(pool));
    }
    if (place != null) {
      place.accumulateAndGet(pool, (old, now) -> now.version() > old.version() ? now : old);
    }
  }

  void forget(SellerId seller, PoolKey key) {
    pools.invalidate(new Key(seller, key));
  }

  /** After a lost connection another server may have taken over, with an earlier state. */
  void forgetAll() {
    pools.invalidateAll();
  }
}
