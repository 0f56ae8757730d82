package dev.onepool.core.internal.store;

import dev.onepool.SellerId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Erases a seller from a database, table by table, in steps. Each step is a transaction of its own, so that nobody else waits
 * long; what a failure leaves is erased by the next call.
 */
final class Erasure {

  /** Every table that has a seller, with its key. What is said of other rows comes before them, and balances last. */
  static final List<Erased> TABLES = List.of(
      new Erased("attempt", "channel, listing, sequence"),
      new Erased("listing_component", "channel, listing, sku"),
      new Erased("listing", "channel, id"),
      new Erased("order_line", "channel, order_id, id"),
      new Erased("order", "channel, id"),
      new Erased("channel", "id"),
      new Erased("brake", "channel"),
      new Erased("override", "sku, channel"),
      new Erased("promise", "sku"),
      new Erased("stop", "kind"),
      new Erased("dirty", "sku"),
      new Erased("incident", "id"),
      new Erased("kit_component", "kit, version, sku"),
      new Erased("shortfall_cause", "sku, location, id"),
      new Erased("transfer", "id"),
      new Erased("reservation", "id"),
      new Erased("effect", "source, id"),
      new Erased("entry", "id"),
      new Erased("segment", "number"),
      new Erased("checkpoint", "sku, location, state"),
      new Erased("subscription", "name"),
      new Erased("event", "id"),
      new Erased("balance", "sku, location"));

  /** A table, without its prefix. */
  record Erased(String kind, String key) {

    String table() {
      return "onepool_" + kind;
    }

    String sql() {
      return "DELETE FROM " + table() + " WHERE seller = :seller AND (" + key + ") IN (SELECT " + key + " FROM " + table()
          + " WHERE seller = :seller LIMIT :step)";
    }
  }

  private final Database database;

  Erasure(Database database) {
    this.database = database;
  }

  SortedMap<String, Long> erase(SellerId seller) {
    SortedMap<String, Long> rows = new TreeMap<>();
    for (Erased table : TABLES) {
      rows.put(table.kind(), erase(seller, table));
    }
    return rows;
  }

  private long erase(SellerId seller, Erased table) {
    long erased = 0;
    int step;
    do {
      step = database.writing(handle -> {
        int rows = handle.createUpdate(table.sql())
            .bind("seller", seller.value())
            .bind("step", Archiving.STEP)
            .execute();
        // Numbers that were given out belong to rows that are gone.
        database.dialect().rolledBack();
        return rows;
      });
      erased += step;
    } while (step == Archiving.STEP);
    return erased;
  }
}
