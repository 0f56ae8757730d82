package dev.onepool.core.internal.store;

import dev.onepool.SellerId;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * The numbers that rise by one: entries, incidents, marks of dirty SKUs. They are read once and then kept, because this
 * process is the only writer; after a transaction that failed they are read again. Used under the write lock.
 */
final class Marks {

  private final Map<String, Long> last = new HashMap<>();

  void forget() {
    last.clear();
  }

  /** Returns the first of {@code count} new numbers of the table's column. */
  long take(Handle handle, SellerId seller, String table, String column, int count) {
    String key = seller + "/" + table;
    long current = last.computeIfAbsent(key, any -> handle
        .createQuery("SELECT COALESCE(MAX(" + column + "), 0) FROM " + table + " WHERE seller = :seller")
        .bind("seller", seller.value())
        .mapTo(Long.class)
        .one());
    last.put(key, Math.addExact(current, count));
    return current + 1;
  }
}
