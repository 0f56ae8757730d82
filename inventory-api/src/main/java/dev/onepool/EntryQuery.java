package dev.onepool;

import org.jspecify.annotations.Nullable;

/**
 * Which entries to read, in the order they were written.
 *
 * @param sku only this SKU, or null for all
 * @param location only this location, or null for all
 * @param afterId only entries with a greater id; 0 for the first page
 * @param limit how many at most, 1 to 10,000
 */
public record EntryQuery(@Nullable Sku sku, @Nullable LocationId location, long afterId, int limit) {

  /** The most entries that one page may hold. */
  public static final int MAX_LIMIT = 10_000;

  /** Refuses a page size outside its range. */
  public EntryQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", was " + limit);
    }
    if (afterId < 0) {
      throw new IllegalArgumentException("afterId must not be negative: " + afterId);
    }
  }

  /** Returns the first page of everything, 1,000 entries at most. */
  public static EntryQuery all() {
    return new EntryQuery(null, null, 0, 1_000);
  }

  /** Returns the first page of one SKU's entries, 1,000 at most. */
  public static EntryQuery of(Sku sku) {
    return new EntryQuery(sku, null, 0, 1_000);
  }

  /** Returns the same query, for the entries after this id. */
  public EntryQuery after(long id) {
    return new EntryQuery(sku, location, id, limit);
  }
}
