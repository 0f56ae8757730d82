package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.Event;
import dev.onepool.EventKind;
import dev.onepool.LocationId;
import dev.onepool.OrderId;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions and events in a database.
 *
 * <p>Writers know from memory what is wanted. Where several processes write, each transaction that has something to tell
 * proves, in the statement that numbers it, that no subscription was changed since: a counter that is raised after every
 * change, and before {@code subscribe} returns, is still what it was. So a call that began later cannot overlook it.
 */
final class JdbiEvents implements EventLog {

  private static final int STEP = 10_000;

  private static final String WAITING = " FROM onepool_event e JOIN onepool_subscription s ON s.seller = e.seller"
      + " WHERE s.seller = :seller AND s.name = :name AND (e.writer, e.id) > (s.passed_writer, s.passed)"
      + " AND s.kinds LIKE '%,' || e.kind || ',%'";

  /** The newest event stays, so that no id is given out twice. */
  private static final String REMOVE = "DELETE FROM onepool_event WHERE seller = :seller AND id IN (SELECT e.id"
      + " FROM onepool_event e WHERE e.seller = :seller AND e.id < (SELECT MAX(id) FROM onepool_event WHERE seller = :seller)"
      + " AND (NOT EXISTS (SELECT 1 FROM onepool_subscription WHERE seller = :seller) OR (e.writer, e.id) <="
      + " (SELECT passed_writer, passed FROM onepool_subscription WHERE seller = :seller"
      + " ORDER BY passed_writer, passed LIMIT 1)) ORDER BY e.writer, e.id LIMIT " + STEP + ")";

  private final Database database;
  private final EventSql sql;
  private volatile @Nullable Wanted wanted;

  JdbiEvents(Database database) {
    this.database = database;
    this.sql = database.dialect().events();
  }

  /** Returns what is wanted, as this process knows it. */
  Wanted wanted() {
    Wanted known = wanted;
    return known != null ? known : load();
  }

  /** Has it read again. */
  synchronized void forget() {
    wanted = null;
  }

  /** Nobody forgets between reading and keeping, so nothing is kept that was changed in between by this process. */
  private synchronized Wanted load() {
    Wanted read = database.reading(handle -> {
      // The number first: what is read after it is at least as new.
      String proof = sql.state().isEmpty() ? ""
          : String.format(sql.proof(), handle.createQuery(sql.state()).mapTo(Long.class).one());
      Map<SellerId, Set<EventKind>> kinds = new HashMap<>();
      handle.createQuery("SELECT seller, kinds FROM onepool_subscription").map((row, context) -> {
        kinds.computeIfAbsent(SellerId.of(row.getString(1)), any -> EnumSet.noneOf(EventKind.class))
            .addAll(kinds(row.getString(2)));
        return true;
      }).list();
      return new Wanted(kinds, proof);
    });
    wanted = read;
    return read;
  }

  /** Another version may know other kinds. */
  private static Set<EventKind> kinds(String text) {
    Set<String> names = Set.of(text.substring(1).split(","));
    return Arrays.stream(EventKind.values()).filter(kind -> names.contains(kind.name())).collect(Collectors.toSet());
  }

  private <T> T run(Function<Handle, T> work) {
    try {
      return database.writing(work);
    } catch (JdbiException e) {
      throw database.translate("keep subscriptions", e);
    }
  }

  private <T> T look(Function<Handle, T> work) {
    try {
      return database.reading(work);
    } catch (JdbiException e) {
      throw database.translate("read events", e);
    }
  }

  /** Tells everybody that a seller's subscriptions are gone. */
  void erased() {
    run(handle -> {
      changed(handle);
      return true;
    });
    forget();
  }

  private void changed(Handle handle) {
    if (!sql.changed().isEmpty()) {
      handle.createQuery(sql.changed()).mapTo(Long.class).one();
    }
  }

  @Override
  public void subscribe(SellerId seller, String name, Set<EventKind> kinds) {
    String text = Arrays.stream(EventKind.values()).filter(kinds::contains).map(Enum::name)
        .collect(Collectors.joining(",", ",", ","));
    run(handle -> {
      int done = handle.createUpdate("INSERT INTO onepool_subscription (seller, name, kinds, passed_writer, passed)"
              + " SELECT :seller, :name, :kinds, " + sql.now() + " WHERE TRUE"
              + " ON CONFLICT (seller, name) DO UPDATE SET kinds = excluded.kinds")
          .bind("seller", seller.value()).bind("name", name).bind("kinds", text).execute();
      changed(handle);
      return done;
    });
    forget();
  }

  @Override
  public boolean subscribed(SellerId seller, String name) {
    return look(handle -> subscribed(handle, seller, name));
  }

  private static boolean subscribed(Handle handle, SellerId seller, String name) {
    return handle.createQuery("SELECT COUNT(*) FROM onepool_subscription WHERE seller = :seller AND name = :name")
        .bind("seller", seller.value()).bind("name", name).mapTo(Integer.class).one() > 0;
  }

  @Override
  public List<Event> read(SellerId seller, String name, int limit) {
    List<Event> found = look(handle -> handle
        .createQuery("SELECT e.*" + WAITING + " AND " + sql.settled() + " ORDER BY e.writer, e.id LIMIT :limit")
        .bind("seller", seller.value()).bind("name", name).bind("limit", limit)
        .map((row, context) -> event(row))
        .list());
    if (found.isEmpty()) {
      skip(seller, name);
    }
    return found;
  }

  /** What a subscription does not want must not wait for it: where nothing else is there, it has passed it. */
  private void skip(SellerId seller, String name) {
    String others = "SELECT 1 FROM onepool_event e WHERE e.seller = s.seller AND " + sql.settled()
        + " AND (e.writer, e.id) > (s.passed_writer, s.passed)";
    boolean any = look(handle -> handle
        .createQuery("SELECT COUNT(*) FROM onepool_subscription s WHERE seller = :seller AND name = :name AND EXISTS ("
            + others + ")")
        .bind("seller", seller.value()).bind("name", name).mapTo(Integer.class).one() > 0);
    if (any) {
      run(handle -> handle
          .createUpdate("UPDATE onepool_subscription AS s SET (passed_writer, passed) = (SELECT " + sql.now() + ")"
              + " WHERE seller = :seller AND name = :name AND NOT EXISTS (" + others
              + " AND s.kinds LIKE '%,' || e.kind || ',%')")
          .bind("seller", seller.value()).bind("name", name).execute());
      remove(seller);
    }
  }

  @Override
  public void confirm(SellerId seller, String name, long event) {
    run(handle -> handle
        .createUpdate("UPDATE onepool_subscription AS s SET (passed_writer, passed) ="
            + " (SELECT e.writer, e.id FROM onepool_event e WHERE e.seller = :seller AND e.id = :event)"
            + " WHERE seller = :seller AND name = :name AND EXISTS (SELECT 1 FROM onepool_event e WHERE e.seller = :seller"
            + " AND e.id = :event AND (e.writer, e.id) > (s.passed_writer, s.passed))")
        .bind("seller", seller.value()).bind("name", name).bind("event", event).execute());
    remove(seller);
  }

  private void remove(SellerId seller) {
    int removed = STEP;
    while (removed == STEP) {
      removed = run(handle -> handle.createUpdate(REMOVE).bind("seller", seller.value()).execute());
    }
  }

  @Override
  public void unsubscribe(SellerId seller, String name) {
    run(handle -> {
      int done = handle.createUpdate("DELETE FROM onepool_subscription WHERE seller = :seller AND name = :name")
          .bind("seller", seller.value()).bind("name", name).execute();
      changed(handle);
      return done;
    });
    forget();
    remove(seller);
  }

  @Override
  public OptionalLong lag(SellerId seller, String name) {
    return look(handle -> subscribed(handle, seller, name)
        ? OptionalLong.of(handle.createQuery("SELECT COUNT(*)" + WAITING)
            .bind("seller", seller.value()).bind("name", name).mapTo(Long.class).one())
        : OptionalLong.empty());
  }

  private static Event event(ResultSet row) throws SQLException {
    return new Event(row.getLong("id"), Micros.instant(row, "at"), EventKind.valueOf(row.getString("kind")), subject(row),
        Quantity.of(row.getLong("units")), Micros.orNull(row, "due_by"), row.getString("message"));
  }

  private static Event.Subject subject(ResultSet row) throws SQLException {
    if (row.getString("sku") != null) {
      return new Event.Stock(Sku.of(row.getString("sku")), LocationId.of(row.getString("location")));
    }
    if (row.getString("reservation") != null) {
      return new Event.Hold(ReservationId.of(row.getString("reservation")));
    }
    return new Event.Order(ChannelId.of(row.getString("channel")), OrderId.of(row.getString("order_id")));
  }
}
