package dev.onepool.core.internal.store;

import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries of a SKU. Each balance names its newest entry, and each entry the one before it, so that no index has to be
 * kept for every entry that is written. Nearly all that is ever asked for is the newest; further back it gets slower.
 *
 * <p>Archived entries are the oldest ones, so a chain ends where the next entry is not there.
 */
final class EntryChains {

  /** So many steps cost about as much as looking through all entries for a page of a SKU that has so many. */
  static final int MOST = 20_000;

  private static final String OF_POOL =
      "onepool_balance t%s WHERE t.seller = :seller AND t.sku = :sku AND t.location = :location";

  private final Dialect dialect;

  EntryChains(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Reads the entries of SKUs that were recorded after an instant, back to the first of each balance that was not. */
  void since(Handle handle, SellerId seller, List<List<String>> skus, Instant after, Rows.RowReader reader) {
    String first = dialect.keys(1) + " CROSS JOIN onepool_balance t" + dialect.entry("t.last_entry")
        + " WHERE t.seller = :seller AND t.sku = k.c1";
    try (Query query = handle.createQuery(chainSince(first) + " SELECT * FROM chain")) {
      query.bind("seller", seller.value()).bind("after", Micros.of(after));
      dialect.bind(query, skus);
      query.map((row, context) -> {
        reader.read(row);
        return true;
      }).forEach(row -> {});
    }
  }

  /** Returns a query of what the entries of a balance since an instant add up to, and of the end of a period closed since. */
  Query sumSince(Handle handle, SellerId seller, PoolKey pool, Instant after) {
    String first = String.format(OF_POOL, dialect.entry("t.last_entry"));
    return handle.createQuery(chainSince(first)
            + " SELECT from_state, to_state, cause, SUM(quantity) AS units FROM chain GROUP BY from_state, to_state, cause"
            // In the same statement: entries that are archived meanwhile are either here or said to be closed.
            + " UNION ALL SELECT NULL, NULL, NULL, MAX(closed_before) FROM onepool_segment"
            + " WHERE seller = :seller AND closed_before > :after")
        .bind("seller", seller.value())
        .bind("sku", pool.sku().value())
        .bind("location", pool.location().value())
        .bind("after", Micros.of(after));
  }

  private String chainSince(String first) {
    return "WITH RECURSIVE chain AS (SELECT e.* FROM " + first + " AND e.recorded_at > :after UNION ALL SELECT e.* FROM chain c"
        + dialect.entry("c.previous") + " WHERE e.recorded_at > :after)";
  }

  /** Reads a page of a SKU's entries; null where it has so many after the page's begin that looking through all is quicker. */
  @Nullable List<LedgerEntry> page(Handle handle, SellerId seller, EntryQuery query) {
    Sku sku = query.sku();
    LocationId location = query.location();
    if (sku == null) {
      return null;
    }
    String sql = "WITH RECURSIVE chain(id, previous, depth) AS (SELECT e.id, e.previous, 1 FROM onepool_balance t"
        + dialect.entry("t.last_entry") + " WHERE t.seller = :seller AND t.sku = :sku"
        + (location == null ? "" : " AND t.location = :location") + " AND e.id > :after"
        + " UNION ALL SELECT e.id, e.previous, c.depth + 1 FROM chain c" + dialect.entry("c.previous")
        + " WHERE e.id > :after AND c.depth < :most)"
        + " SELECT e.*, (SELECT MAX(depth) FROM chain) AS steps FROM (SELECT id FROM chain ORDER BY id LIMIT :limit) p"
        + dialect.entry("p.id") + " ORDER BY e.id";
    List<LedgerEntry> found = new ArrayList<>();
    boolean[] tooMany = new boolean[1];
    try (Query statement = handle.createQuery(sql)) {
      statement.bind("seller", seller.value()).bind("sku", sku.value()).bind("after", query.afterId())
          .bind("most", MOST).bind("limit", query.limit());
      if (location != null) {
        statement.bind("location", location.value());
      }
      statement.map((row, context) -> {
        tooMany[0] |= row.getInt("steps") >= MOST;
        found.add(Rows.entry(row));
        return true;
      }).forEach(row -> {});
    }
    return tooMany[0] ? null : found;
  }
}
