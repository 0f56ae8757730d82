package dev.onepool.core.internal.store;

import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.PoolKey;
import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that speaks for and against one balance, read at one moment. Sums are as large as damaged books can make them.
 *
 * @param key whose balance it is
 * @param balance the balance; null where only other rows speak of the pool
 * @param entries how many entries were folded; those in the checkpoint are not counted
 * @param moved what entries and the checkpoint brought to each state, less what they took from it; nothing is 0
 * @param promised units of open order lines and of reservations that hold
 * @param underWay units of transfers that are to arrive here
 * @param exposed what the attempts of the listings that draw on it add up to
 * @param listings how many mapped listings draw on it
 * @param linked whether its entries follow each other without a gap up to the newest, as far as they are not archived
 */
public record PoolProof(
    PoolKey key,
    @Nullable Balance balance,
    long entries,
    Map<StockState, BigInteger> moved,
    BigInteger promised,
    BigInteger underWay,
    BigInteger exposed,
    long listings,
    boolean linked) {

  /** What the balance says of itself. */
  public record Balance(
      long available,
      long reserved,
      long unsellable,
      long incoming,
      long shortfall,
      long exposed,
      long listings,
      @Nullable Instant shortSince) {}

  /** Who is handed the proofs. */
  public interface Reader {

    /** Takes a pool's proof. Pools come in order of SKU, and of location within it. */
    void pool(PoolProof proof);

    /** Takes an order line whose row says that other units are open than its counts do. */
    void line(String line, long open, long counted);
  }

  /** Returns the units that were brought to a state, less those taken from it. */
  public BigInteger moved(StockState state) {
    return moved.getOrDefault(state, BigInteger.ZERO);
  }

  /** Adds up what rows say of one pool. Not thread-safe. */
  static final class Sums {
    private final PoolKey key;
    private final EnumMap<StockState, BigInteger> moved = new EnumMap<>(StockState.class);
    private @Nullable Balance balance;
    private long entries;
    private BigInteger promised = BigInteger.ZERO;
    private BigInteger underWay = BigInteger.ZERO;
    private BigInteger exposed = BigInteger.ZERO;
    private long listings;
    private BigInteger steps = BigInteger.ZERO;
    private long oldest = Long.MAX_VALUE;
    private @Nullable Long newest;

    Sums(PoolKey key) {
      this.key = key;
    }

    PoolKey key() {
      return key;
    }

    void balance(Balance found) {
      balance = found;
    }

    Sums moved(StockState from, StockState to, BigInteger units, long count) {
      moved.merge(from, units.negate(), BigInteger::add);
      moved.merge(to, units, BigInteger::add);
      entries += count;
      return this;
    }

    /** Adds how far entries are from those before them. Of a whole chain that is the way from its first link to its last. */
    void linked(BigInteger distance, long before) {
      steps = steps.add(distance);
      oldest = Math.min(oldest, before);
    }

    void newest(long id) {
      newest = id;
    }

    private boolean linked() {
      return newest == null || entries == 0 || BigInteger.valueOf(oldest).add(steps).equals(BigInteger.valueOf(newest));
    }

    void checkpoint(StockState state, BigInteger units) {
      moved.merge(state, units, BigInteger::add);
    }

    void promised(BigInteger units) {
      promised = promised.add(units);
    }

    void underWay(BigInteger units) {
      underWay = underWay.add(units);
    }

    void exposed(BigInteger units, long count) {
      exposed = exposed.add(units);
      listings += count;
    }

    PoolProof proof() {
      return new PoolProof(key, balance, entries, Map.copyOf(moved), promised, underWay, exposed, listings, linked());
    }
  }
}
