package dev.onepool.core.internal.store;

import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.PoolKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Archives entries of a database.
 *
 * <p>Which entries belong to a period is asked by the time they were recorded, and never by the last id seen: in PostgreSQL a
 * transaction may become visible after others with greater ids. An entry that turns up late is simply in the next segment. One
 * that turns up between reading a segment and deleting it makes the numbers differ, and the segment is made again.
 */
final class JdbiArchiving implements Archiving {

  private static final int PAGE = 2_000;

  /**
   * The entries of an effect stand in one run of ids. Where several transactions write at once, some were not counted when the
   * key was claimed, and this is the last chance.
   */
  private static final String COUNT_EFFECTS = "UPDATE onepool_effect AS e SET first_entry = g.first_id, entries = g.n FROM"
      + " (SELECT effect_source, effect_id, MIN(id) AS first_id, COUNT(*) AS n FROM onepool_entry WHERE seller = :seller"
      + " AND id >= :first AND id < :end GROUP BY effect_source, effect_id) AS g"
      + " WHERE e.seller = :seller AND e.source = g.effect_source AND e.id = g.effect_id AND e.entries IS NULL";

  private static final String ARCHIVED = "first_entry > 0 AND first_entry <= :last AND entries > 0 AND NOT EXISTS"
      + " (SELECT 1 FROM onepool_entry n WHERE n.seller = t.seller AND n.id = t.first_entry)";

  private static final String FORGET_EFFECTS = "DELETE FROM onepool_effect WHERE seller = :seller AND (source, id) IN"
      + " (SELECT source, id FROM onepool_effect t WHERE seller = :seller AND " + ARCHIVED + " LIMIT :step)";

  /** While the key of its end is kept, so is a reservation. */
  private static final String FORGET_RESERVATIONS = "DELETE FROM onepool_reservation WHERE seller = :seller AND id IN"
      + " (SELECT id FROM onepool_reservation t WHERE seller = :seller AND status NOT IN ('HELD', 'CONFIRMED')"
      + " AND (expires_at IS NULL OR expires_at < :before) AND " + ARCHIVED + " AND NOT EXISTS (SELECT 1 FROM onepool_effect e"
      + " WHERE e.seller = t.seller AND e.id = t.id AND e.source IN ('fulfil', 'release', 'confirm')) LIMIT :step)";

  private final Database database;
  private final Dialect dialect;
  private final JdbiKeeping.Guard guard;

  JdbiArchiving(Database database, JdbiKeeping.Guard guard) {
    this.database = database;
    this.dialect = database.dialect();
    this.guard = guard;
  }

  @Override
  public @Nullable Segment last(SellerId seller) {
    List<Segment> last = guard.run("read the archived segments", () -> database.reading(handle -> handle
        .createQuery("SELECT * FROM onepool_segment WHERE seller = :seller ORDER BY number DESC LIMIT 1")
        .bind("seller", seller.value())
        .map((row, context) -> segment(row))
        .list()));
    return last.isEmpty() ? null : last.get(0);
  }

  private static Segment segment(ResultSet row) throws SQLException {
    return new Segment(row.getLong("number"), row.getLong("first_entry"), row.getLong("last_entry"),
        row.getLong("entries"), Micros.instant(row, "closed_before"), row.getString("digest"));
  }

  @Override
  public List<LedgerEntry> recordedBefore(SellerId seller, Instant before, long afterId) {
    return guard.run("read what is to be archived", () -> database.atOneMoment(handle -> handle
        .createQuery("SELECT * FROM onepool_entry WHERE seller = :seller AND id > :after ORDER BY id LIMIT :limit")
        .bind("seller", seller.value())
        .bind("after", afterId)
        .bind("limit", MAX_ENTRIES)
        .setFetchSize(PAGE)
        .map((row, context) -> Rows.entry(row))
        .stream()
        .takeWhile(entry -> entry.recordedAt().isBefore(before))
        .toList()));
  }

  @Override
  public boolean seal(SellerId seller, Segment segment, Map<PoolKey, Map<StockState, Long>> sums) {
    return guard.run("archive entries", () -> database.writing(handle -> {
      dialect.begin(handle);
      try {
        write(handle, seller, segment, sums);
        handle.execute("COMMIT");
        return true;
      } catch (RuntimeException | Error e) {
        JdbiStore.rollBack(handle, e);
        if (e instanceof RuntimeException trouble && dialect.assumedWrongly(trouble)) {
          return false;
        }
        throw e;
      }
    }));
  }

  /** The segment's row comes first: whoever else makes one of that number waits for it. */
  private void write(
      Handle handle, SellerId seller, Segment segment, Map<PoolKey, Map<StockState, Long>> sums) {
    ranged(handle, "INSERT INTO onepool_segment (seller, number, first_entry, last_entry, entries, closed_before, digest)"
        + " VALUES (:seller, :number, :first, :last, :entries, :before, :digest)", seller, segment)
        .bind("number", segment.number())
        .bind("last", segment.lastEntry())
        .bind("entries", segment.entries())
        .bind("before", Micros.of(segment.closedBefore()))
        .bind("digest", segment.digest())
        .execute();
    if (database.writers() > 1) {
      ranged(handle, COUNT_EFFECTS, seller, segment)
          .bind("end", (segment.lastEntry() / PostgresSession.ROWS + 1) * PostgresSession.ROWS)
          .execute();
    }
    int deleted = ranged(handle, "DELETE FROM onepool_entry WHERE seller = :seller AND id >= :first AND id <= :last"
        + " AND recorded_at < :before", seller, segment)
        .bind("last", segment.lastEntry())
        .bind("before", Micros.of(segment.closedBefore()))
        .execute();
    if (deleted != segment.entries()) {
      throw new RowChanges.Stale("other entries stand in the segment's range");
    }
    add(handle, seller, sums);
  }

  private static Update ranged(Handle handle, String sql, SellerId seller, Segment segment) {
    return handle.createUpdate(sql).bind("seller", seller.value()).bind("first", segment.firstEntry());
  }

  private static void add(Handle handle, SellerId seller, Map<PoolKey, Map<StockState, Long>> sums) {
    PreparedBatch batch = handle.prepareBatch("INSERT INTO onepool_checkpoint AS t (seller, sku, location, state, units)"
        + " VALUES (:seller, :sku, :location, :state, :units)"
        + " ON CONFLICT (seller, sku, location, state) DO UPDATE SET units = t.units + excluded.units");
    sums.forEach((key, states) -> states.forEach((state, units) -> batch
        .bind("seller", seller.value())
        .bind("sku", key.sku().value())
        .bind("location", key.location().value())
        .bind("state", state.name())
        .bind("units", units)
        .add()));
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  @Override
  public Archived archived(SellerId seller) {
    return guard.run("read the archived segments", () -> database.atOneMoment(handle -> {
      List<Segment> segments = handle
          .createQuery("SELECT * FROM onepool_segment WHERE seller = :seller ORDER BY number")
          .bind("seller", seller.value())
          .map((row, context) -> segment(row))
          .list();
      Map<PoolKey, Map<StockState, Long>> checkpoint = new TreeMap<>();
      handle.createQuery("SELECT * FROM onepool_checkpoint WHERE seller = :seller")
          .bind("seller", seller.value())
          .setFetchSize(PAGE)
          .map((row, context) -> checkpoint
              .computeIfAbsent(new PoolKey(Sku.of(row.getString("sku")), LocationId.of(row.getString("location"))),
                  any -> new EnumMap<>(StockState.class))
              .put(StockState.valueOf(row.getString("state")), row.getLong("units")) == null)
          .forEach(first -> {});
      return new Archived(segments, checkpoint);
    }));
  }

  @Override
  public long forgetKeys(SellerId seller, Instant before) {
    long last = lastClosed(archived(seller).segments(), before);
    return forget(FORGET_EFFECTS, seller, last, update -> {})
        + forget(FORGET_RESERVATIONS, seller, last, update -> update.bind("before", Micros.of(before)));
  }

  /** Returns the greatest id up to which whatever is archived was closed by this instant; 0 if nothing was. */
  static long lastClosed(List<Segment> segments, Instant before) {
    long last = segments.stream().filter(some -> !some.closedBefore().isAfter(before))
        .mapToLong(Segment::lastEntry).max().orElse(0);
    long later = segments.stream().filter(some -> some.closedBefore().isAfter(before))
        .mapToLong(Segment::firstEntry).min().orElse(Long.MAX_VALUE);
    return Math.min(last, later - 1);
  }

  private long forget(String sql, SellerId seller, long last, Consumer<Update> bind) {
    long forgotten = 0;
    int step;
    do {
      step = guard.run("forget keys", () -> database.writing(handle -> {
        Update update = handle.createUpdate(sql).bind("seller", seller.value()).bind("last", last).bind("step", STEP);
        bind.accept(update);
        return update.execute();
      }));
      forgotten += step;
    } while (step == STEP);
    return forgotten;
  }
}
