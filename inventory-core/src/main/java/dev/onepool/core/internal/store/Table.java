package dev.onepool.core.internal.store;

import dev.onepool.EffectKey;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as the writers see it: its columns in the order of the schema, the key columns first. Statements are made from
 * it, so that a column has one place.
 */
final class Table {

  /** What a column holds, by the name that the databases give it. */
  enum Type {
    TEXT("text"),
    BIGINT("bigint"),
    INT("int"),
    DOUBLE("float8");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }
  }

  /** A column. */
  record Column(String name, Type type) {}

  static final Table ENTRY = numbered(of("onepool_entry", 2, "seller TEXT, id BIGINT, sku TEXT, location TEXT,"
      + " quantity BIGINT, from_state TEXT, to_state TEXT, cause TEXT, effect_source TEXT, effect_id TEXT,"
      + " occurred_at BIGINT, recorded_at BIGINT, available_after BIGINT, reserved_after BIGINT, previous BIGINT"), "id")
      .referring("previous");
  static final Table BALANCE = of("onepool_balance", 3, "seller TEXT, sku TEXT, location TEXT, available BIGINT,"
      + " reserved BIGINT, unsellable BIGINT, incoming BIGINT, shortfall BIGINT, unexplained BIGINT,"
      + " safety_stock BIGINT, exposed BIGINT, listings INT, version BIGINT,"
      + " counted_at BIGINT, short_since BIGINT, last_entry BIGINT").referring("last_entry");
  static final Table EFFECT = numbered(of("onepool_effect", 3,
      "seller TEXT, source TEXT, id TEXT, hash TEXT, first_entry BIGINT, entries INT"), "first_entry");
  static final Table RESERVATION = numbered(of("onepool_reservation", 2, "seller TEXT, id TEXT, status TEXT,"
      + " expires_at BIGINT, units TEXT, held_at BIGINT, hash TEXT, first_entry BIGINT, entries INT"), "first_entry");
  /** What changes of a reservation. */
  static final Table RESERVATION_STATUS = of("onepool_reservation", 2,
      "seller TEXT, id TEXT, status TEXT, expires_at BIGINT, units TEXT, held_at BIGINT");
  static final Table TRANSFER = of("onepool_transfer", 2, "seller TEXT, id TEXT, sku TEXT, from_location TEXT,"
      + " to_location TEXT, dispatched BIGINT, under_way BIGINT");
  static final Table KIT_COMPONENT = of("onepool_kit_component", 4,
      "seller TEXT, kit TEXT, version BIGINT, sku TEXT, units BIGINT");
  static final Table SHORTFALL_CAUSE = numbered(of("onepool_shortfall_cause", 4,
      "seller TEXT, sku TEXT, location TEXT, id BIGINT, at BIGINT, kind TEXT, subject TEXT, units BIGINT"), "id");

  /** All causes of one shortfall. */
  static final Table SHORTFALL = of("onepool_shortfall_cause", 3, "seller TEXT, sku TEXT, location TEXT");
  static final Table ORDER = of("onepool_order", 3, "seller TEXT, channel TEXT, id TEXT, placed_at BIGINT,"
      + " version_at BIGINT, version_sequence BIGINT, version_hash BIGINT, ship_by BIGINT, ship_by_at BIGINT,"
      + " ship_by_sequence BIGINT");
  static final Table LINE = of("onepool_order_line", 4, "seller TEXT, channel TEXT, order_id TEXT, id TEXT,"
      + " position INT, listing TEXT, components TEXT, location TEXT, version_at BIGINT, version_sequence BIGINT,"
      + " version_hash BIGINT, drew_from_shown INT, open_units BIGINT, ordered BIGINT, cancelled BIGINT,"
      + " shipped BIGINT, returned BIGINT, restocked BIGINT, host_ordered BIGINT, host_cancelled BIGINT,"
      + " host_shipped BIGINT, host_returned BIGINT, host_restocked BIGINT");
  static final Table LISTING = of("onepool_listing", 3, "seller TEXT, channel TEXT, id TEXT, status TEXT,"
      + " location TEXT, known INT, next_sequence BIGINT, unsettled INT, demand_at BIGINT, units_per_day DOUBLE,"
      + " mean_line DOUBLE, lines BIGINT, recent_lines TEXT");
  static final Table COMPONENT = of("onepool_listing_component", 4,
      "seller TEXT, channel TEXT, listing TEXT, sku TEXT, units BIGINT");
  static final Table ATTEMPT = of("onepool_attempt", 4, "seller TEXT, channel TEXT, listing TEXT, sequence BIGINT,"
      + " value BIGINT, remaining BIGINT, state TEXT, sent_at BIGINT, not_before BIGINT, not_after BIGINT, token TEXT");

  /** What a person decides of a channel, and what its reader knows: two parties that must not undo each other. */
  static final Table CHANNEL_MODE = of("onepool_channel", 2, "seller TEXT, id TEXT, mode TEXT");
  static final Table CHANNEL_READ = of("onepool_channel", 2, "seller TEXT, id TEXT, cursor TEXT, watermark BIGINT");

  /** What the engine found, and what a person said to it. */
  static final Table BRAKE = of("onepool_brake", 2,
      "seller TEXT, channel TEXT, since BIGINT, seen BIGINT, zeroes BIGINT, listings BIGINT");
  static final Table BRAKE_RELEASE = of("onepool_brake", 2, "seller TEXT, channel TEXT, released_by TEXT");

  static final Table OVERRIDE = of("onepool_override", 3, "seller TEXT, sku TEXT, channel TEXT, kind TEXT, units BIGINT,"
      + " author TEXT, expires_at BIGINT, permit_by TEXT, permit_reason TEXT");

  /** The same table by its columns: only what nobody said anew is deleted. */
  static final Table OVERRIDE_ENDED = of("onepool_override", 4, "seller TEXT, sku TEXT, channel TEXT, expires_at BIGINT");
  static final Table PROMISE = of("onepool_promise", 2, "seller TEXT, sku TEXT, state TEXT, since BIGINT");
  static final Table STOP = of("onepool_stop", 1, "seller TEXT, kind TEXT, author TEXT, since BIGINT");

  static final Table DIRTY = numbered(of("onepool_dirty", 2, "seller TEXT, sku TEXT, mark BIGINT"), "mark");

  /** The same table by all its columns: only a mark that nobody renewed is deleted. */
  static final Table CLEAN = of("onepool_dirty", 3, "seller TEXT, sku TEXT, mark BIGINT");

  static final Table INCIDENT = numbered(of("onepool_incident", 2,
      "seller TEXT, id BIGINT, at BIGINT, kind TEXT, subject TEXT, message TEXT"), "id");

  static final Table EVENT = numbered(of("onepool_event", 2, "seller TEXT, id BIGINT, at BIGINT, kind TEXT, sku TEXT,"
      + " location TEXT, reservation TEXT, channel TEXT, order_id TEXT, units BIGINT, due_by BIGINT, message TEXT"), "id");

  private final String name;
  private final List<Column> columns;
  private final int keys;
  private @Nullable String numbered;
  private @Nullable String referring;

  private Table(String name, List<Column> columns, int keys) {
    this.name = name;
    this.columns = columns;
    this.keys = keys;
  }

  private static Table of(String name, int keys, String columns) {
    return new Table(name, Arrays.stream(columns.split(","))
        .map(text -> text.trim().split(" "))
        .map(parts -> new Column(parts[0], Type.valueOf(parts[1])))
        .toList(), keys);
  }

  /** The source of the keys under which reservations are made. */
  static final String RESERVATION_SOURCE = "reservation";

  /** Returns whether the key is that of a reservation, whose effect is kept in its own row. */
  static boolean isReservation(EffectKey key) {
    return key.source().equals(RESERVATION_SOURCE);
  }

  private static Table numbered(Table table, String column) {
    table.numbered = column;
    return table;
  }

  private Table referring(String column) {
    referring = column;
    return this;
  }

  /** Returns the column that holds numbers which no other row has; null where there is none. */
  @Nullable String numbered() {
    return numbered;
  }

  /** Returns the column that names an entry, of this transaction or an earlier one; null where there is none. */
  @Nullable String referring() {
    return referring;
  }

  /** Returns whether its rows need the transaction's number. */
  boolean counts() {
    return numbered != null || referring != null;
  }

  String name() {
    return name;
  }

  /** Returns all columns, the keys first. */
  List<Column> columns() {
    return columns;
  }

  /** Returns the columns that tell the rows apart. */
  List<Column> keys() {
    return columns.subList(0, keys);
  }

  /** Returns the other columns. */
  List<Column> values() {
    return columns.subList(keys, columns.size());
  }
}
