package dev.onepool.core.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import org.jspecify.annotations.Nullable;

/**
 * Balances as this process wrote or read them last. They may be out of date, so a decision on them counts only if the
 * database still has the same version when it is written. Thread-safe; bounded.
 */
final class PoolCache {

  private static final int MAX_POOLS = 100_000;

  private final Cache<Key, Pool> pools = Caffeine.newBuilder().maximumSize(MAX_POOLS).build();

  private record Key(SellerId seller, PoolKey pool) {}

  @Nullable Pool get(SellerId seller, PoolKey key) {
    return pools.getIfPresent(new Key(seller, key));
  }

  /** Keeps a balance, unless a later version is known. */
  void put(SellerId seller, Pool pool) {
    pools.asMap().merge(new Key(seller, pool.key()), pool, (old, now) -> now.version() > old.version() ? now : old);
  }

  void forget(SellerId seller, PoolKey key) {
    pools.invalidate(new Key(seller, key));
  }

  /** After a lost connection another server may have taken over, with an earlier state. */
  void forgetAll() {
    pools.invalidateAll();
  }
}
