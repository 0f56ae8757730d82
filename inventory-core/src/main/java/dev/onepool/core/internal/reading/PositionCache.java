package dev.onepool.core.internal.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onepool.Position;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;

/**
 * Positions as they were read lately. One that this engine wrote since is not given out: the number of writes is taken before
 * the store is read, so a position that was read while somebody wrote is not taken for a later one. Thread-safe; bounded.
 */
public final class PositionCache {

  private static final int MAX_POSITIONS = 100_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Clock clock;
  private final ToLongBiFunction<SellerId, Sku> writes;
  private final Cache<Key, Read> positions;

  private record Key(SellerId seller, Sku sku) {}

  private record Read(Position position, long writes, Instant at) {}

  /**
   * Makes an empty cache.
   *
   * @param writes a number for each SKU that rises when this engine wrote it
   */
  public PositionCache(Clock clock, ToLongBiFunction<SellerId, Sku> writes) {
    this.clock = clock;
    this.writes = writes;
    this.positions = Caffeine.newBuilder()
        .maximumSize(MAX_POSITIONS)
        .expireAfterWrite(LONGEST)
        .ticker(this::nanos)
        .build();
  }

  /** May wrap: only differences count. */
  private long nanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** Returns a position that is younger than {@code maxAge}, from the store if there is none. */
  public Position get(SellerId seller, Sku sku, Duration maxAge, Supplier<Position> store) {
    Key key = new Key(seller, sku);
    Read known = positions.getIfPresent(key);
    if (known != null && known.writes() == writes.applyAsLong(seller, sku)) {
      Duration age = Duration.between(known.at(), clock.instant());
      // A clock that was set back says nothing about age.
      if (!age.isNegative() && age.compareTo(maxAge) < 0) {
        return known.position();
      }
    }
    long before = writes.applyAsLong(seller, sku);
    Instant at = clock.instant();
    Position now = store.get();
    positions.put(key, new Read(now, before, at));
    return now;
  }
}
