package dev.onepool.core.internal.store;

import dev.onepool.SellerId;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Numbers without gaps for each seller. They are read once and then kept, because this process is the only writer; after a
 * transaction that failed they are read again. Used under the write lock.
 */
final class SerialNumbers {

  private final Map<String, Long> last = new HashMap<>();

  void forget() {
    last.clear();
  }

  /** Returns the first of {@code count} new numbers of the column. */
  long take(Handle handle, SellerId seller, Table table, String column, int count) {
    String key = seller + "/" + table.name();
    long current = last.computeIfAbsent(key, any -> handle
        .createQuery("SELECT COALESCE(MAX(" + column + "), " + before(table) + ") FROM " + table.name()
            + " WHERE seller = :seller")
        .bind("seller", seller.value())
        .mapTo(Long.class)
        .one());
    last.put(key, Math.addExact(current, count));
    return current + 1;
  }

  /** Entries go on after those that were archived, also where no other is left. */
  private static String before(Table table) {
    return table != Table.ENTRY ? "0"
        : "(SELECT COALESCE(MAX(last_entry), 0) FROM onepool_segment WHERE seller = :seller)";
  }
}
