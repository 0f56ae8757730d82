package dev.onepool.core.internal.store;

import dev.onepool.LedgerEntry;
import dev.onepool.SellerId;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a store does so that old entries can be kept elsewhere. Thread-safe. */
public interface Archiving {

  /** The most entries in one segment. */
  int MAX_ENTRIES = 10_000;

  /** The most rows that one transaction deletes here. */
  int STEP = 10_000;

  /** All that is kept of what was archived, read at one moment: the segments in order, and what they came to. */
  record Archived(List<Segment> segments, Map<PoolKey, Map<StockState, Long>> checkpoint) {}

  /** Returns the last segment, or null if there is none. */
  @Nullable Segment last(SellerId seller);

  /**
   * Returns up to {@link #MAX_ENTRIES} entries with greater ids than this, in order, up to the first that was not recorded before
   * an instant: what is archived must be the oldest, even if clocks disagreed.
   */
  List<LedgerEntry> recordedBefore(SellerId seller, Instant before, long afterId);

  /**
   * Puts a segment in the place of its entries: adds to the checkpoint, and deletes them, in one transaction.
   *
   * @param sums what the segment's entries brought to each state, less what they took; without states that are outside, but
   *     for {@link StockState#TRANSIT}
   * @return false, and nothing is changed, where meanwhile the segment's number was taken, or other entries stand in its range
   */
  boolean seal(SellerId seller, Segment segment, Map<PoolKey, Map<StockState, Long>> sums);

  /** Returns what is kept of the archived segments. */
  Archived archived(SellerId seller);

  /** Deletes the keys of archived effects and of ended reservations; see {@code StockLedger.forgetKeys}. Returns how many. */
  long forgetKeys(SellerId seller, Instant before);
}
