package dev.onepool.core.internal.store;

import dev.onepool.LocationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.PoolKey;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads all that speaks of a pool, as rows of one shape in order of pool: the database groups and sorts, and here never more
 * than one pool is held.
 *
 * <p>Sums are read as two halves. What a place lost and got back over the years may pass through more than a number holds, and
 * SQLite gives up there.
 */
final class ProofQuery {

  private static final int PAGE = 2_000;

  private static final String NO_STATES = "CAST(NULL AS TEXT) AS s1, CAST(NULL AS TEXT) AS s2, ";

  private static final String NOTHING_MORE = ", 0 AS v4, 0 AS v5, 0 AS v6, 0 AS v7, CAST(NULL AS BIGINT) AS v8";

  private static final String BALANCES = "SELECT sku, location, 'balance' AS kind, " + NO_STATES
      + "available AS v1, reserved AS v2, unsellable AS v3, incoming AS v4, shortfall AS v5, exposed AS v6,"
      + " CAST(listings AS BIGINT) AS v7, short_since AS v8 FROM onepool_balance WHERE seller = :seller";

  private static final String ENTRIES = "SELECT sku, location, 'entry' AS kind, from_state AS s1, to_state AS s2, "
      + halves("quantity") + ", CAST(SUM((id - previous) >> 32) AS BIGINT) AS v4, CAST(SUM((id - previous) & 4294967295) AS BIGINT)"
      + " AS v5, MIN(previous) AS v6, 0 AS v7, CAST(NULL AS BIGINT) AS v8"
      + " FROM onepool_entry WHERE seller = :seller GROUP BY sku, location, from_state, to_state";

  private static final String NEWEST = "SELECT sku, location, 'newest' AS kind, " + NO_STATES
      + "last_entry AS v1, 0 AS v2, 0 AS v3" + NOTHING_MORE + " FROM onepool_balance WHERE seller = :seller";

  private static final String CHECKPOINT = "SELECT sku, location, 'checkpoint' AS kind, CAST(NULL AS TEXT) AS s1, state AS s2,"
      + " units >> 32 AS v1, units & 4294967295 AS v2, 0 AS v3" + NOTHING_MORE
      + " FROM onepool_checkpoint WHERE seller = :seller";

  private static final String TRANSFERS = "SELECT sku, to_location AS location, 'transfer' AS kind, " + NO_STATES
      + sum("under_way") + " FROM onepool_transfer WHERE seller = :seller AND under_way > 0 GROUP BY sku, to_location";

  private static final String EXPOSURES = "SELECT c.sku, t.location, 'exposure' AS kind, " + NO_STATES
      + sum("COALESCE(a.charged, 0) * c.units") + " FROM onepool_listing t"
      + " JOIN onepool_listing_component c ON c.seller = t.seller AND c.channel = t.channel AND c.listing = t.id"
      + " LEFT JOIN (SELECT channel, listing, CAST(SUM(remaining) AS BIGINT) AS charged FROM onepool_attempt"
      + " WHERE seller = :seller AND state <> 'SEEN' GROUP BY channel, listing) a"
      + " ON a.channel = t.channel AND a.listing = t.id"
      + " WHERE t.seller = :seller AND t.status = 'MAPPED' GROUP BY c.sku, t.location";

  /** See {@code LineCounts.fitted}: what was shipped wins over what was cancelled, and nothing is below zero. */
  private static final String COUNTED = "(CASE WHEN o - s - c > 0 THEN o - s - c ELSE 0 END)";

  private static final String LINES = "SELECT channel || '/' || order_id || '/' || id AS line, open_units, " + COUNTED
      + " AS counted FROM (SELECT channel, order_id, id, open_units, " + larger("ordered") + " AS o, "
      + larger("shipped") + " AS s, " + larger("cancelled") + " AS c FROM onepool_order_line WHERE seller = :seller) n"
      + " WHERE open_units <> " + COUNTED + " ORDER BY channel, order_id, id";

  private final Dialect dialect;
  private final String pools;

  ProofQuery(Dialect dialect) {
    this.dialect = dialect;
    this.pools = "SELECT * FROM (" + String.join(" UNION ALL ", BALANCES, NEWEST, ENTRIES, promises(), holds(), TRANSFERS,
        EXPOSURES, CHECKPOINT) + ") AS facts ORDER BY sku" + dialect.binary() + ", location" + dialect.binary();
  }

  private static String sum(String units) {
    return halves(units) + NOTHING_MORE;
  }

  private static String halves(String units) {
    return "CAST(SUM((" + units + ") >> 32) AS BIGINT) AS v1, CAST(SUM((" + units + ") & 4294967295) AS BIGINT) AS v2,"
        + " CAST(COUNT(*) AS BIGINT) AS v3";
  }

  private static String larger(String count) {
    return "CASE WHEN host_" + count + " > " + count + " THEN host_" + count + " ELSE " + count + " END";
  }

  private String promises() {
    return "SELECT sku, location, 'promise' AS kind, " + NO_STATES + sum("open_units * units")
        + " FROM (SELECT u.value ->> 0 AS sku, t.location, CAST(u.value ->> 1 AS BIGINT) AS units, t.open_units"
        + " FROM onepool_order_line t" + dialect.each("components")
        + " WHERE t.seller = :seller AND t.location IS NOT NULL AND t.open_units > 0) AS parts GROUP BY sku, location";
  }

  private String holds() {
    return "SELECT sku, location, 'hold' AS kind, " + NO_STATES + sum("units")
        + " FROM (SELECT u.value ->> 0 AS sku, u.value ->> 1 AS location, CAST(u.value ->> 2 AS BIGINT) AS units"
        + " FROM onepool_reservation t" + dialect.each("units")
        + " WHERE t.seller = :seller AND t.status IN ('HELD', 'CONFIRMED')) AS held WHERE sku IS NOT NULL"
        + " GROUP BY sku, location";
  }

  void run(Handle handle, SellerId seller, PoolProof.Reader reader) {
    handle.createQuery(LINES)
        .bind("seller", seller.value())
        .setFetchSize(PAGE)
        .map((row, context) -> {
          reader.line(row.getString("line"), row.getLong("open_units"), row.getLong("counted"));
          return true;
        })
        .forEach(line -> {});
    Folding folding = new Folding(reader);
    handle.createQuery(pools)
        .bind("seller", seller.value())
        .setFetchSize(PAGE)
        .map((row, context) -> folding.add(row))
        .forEach(row -> {});
    folding.handOver();
  }

  /** The pool whose rows come now. */
  private static final class Folding {
    private final PoolProof.Reader reader;
    private PoolProof.@Nullable Sums now;

    Folding(PoolProof.Reader reader) {
      this.reader = reader;
    }

    void handOver() {
      if (now != null) {
        reader.pool(now.proof());
      }
    }

    boolean add(ResultSet row) throws SQLException {
      PoolKey key = new PoolKey(Sku.of(row.getString("sku")), LocationId.of(row.getString("location")));
      PoolProof.Sums sums = now;
      if (sums == null || !sums.key().equals(key)) {
        handOver();
        sums = new PoolProof.Sums(key);
        now = sums;
      }
      String kind = row.getString("kind");
      switch (kind) {
        case "balance" -> sums.balance(new PoolProof.Balance(row.getLong("v1"), row.getLong("v2"), row.getLong("v3"),
            row.getLong("v4"), row.getLong("v5"), row.getLong("v6"), row.getLong("v7"), Micros.orNull(row, "v8")));
        case "entry" -> sums.moved(StockState.valueOf(row.getString("s1")), StockState.valueOf(row.getString("s2")),
            units(row), row.getLong("v3")).linked(halves(row, "v4", "v5"), row.getLong("v6"));
        case "newest" -> sums.newest(row.getLong("v1"));
        case "checkpoint" -> sums.checkpoint(StockState.valueOf(row.getString("s2")), units(row));
        case "transfer" -> sums.underWay(units(row));
        case "exposure" -> sums.exposed(units(row), row.getLong("v3"));
        default -> sums.promised(units(row));
      }
      return true;
    }

    private static BigInteger units(ResultSet row) throws SQLException {
      return halves(row, "v1", "v2");
    }

    private static BigInteger halves(ResultSet row, String upper, String lower) throws SQLException {
      return BigInteger.valueOf(row.getLong(upper)).shiftLeft(32).add(BigInteger.valueOf(row.getLong(lower)));
    }
  }
}
