package dev.onepool.core.internal.store;

import dev.onepool.EffectKey;
import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.store.RowChanges.Verb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * One transaction among others, in this process and elsewhere.
 *
 * <p><b>Keys</b> are claimed by inserting them: whoever inserts a key first has it, and whoever comes second waits until the
 * first has ended. To look first and insert later would be stale.
 *
 * <p><b>Numbers.</b> Every transaction that writes takes one number from a sequence of the database, after it holds its
 * locks; it and a count make the ids of its rows. So the ids of one balance's entries rise in the order in which they
 * happened, whichever process wrote them.
 */
final class PostgresSession implements Session {

  /** How many rows of a table one number of the sequence is good for. */
  private static final long ROWS = 1L << 20;

  private static final String CLAIM = "INSERT INTO onepool_effect (seller, source, id, hash, first_entry)"
      + " SELECT ?, c1, c2, c3, (SELECT last_value FROM onepool_batch) * " + ROWS
      + " FROM unnest(?::text[], ?::text[], ?::text[]) AS k(c1, c2, c3)"
      + " ORDER BY c1, c2 ON CONFLICT DO NOTHING RETURNING source, id";

  private static final String LOCK = "SELECT t.* FROM unnest(?::text[], ?::text[]) AS k(c1, c2)"
      + " CROSS JOIN onepool_balance t WHERE t.seller = ? AND t.sku = k.c1 AND t.location = k.c2"
      + " ORDER BY t.sku, t.location FOR UPDATE OF t; SELECT nextval('onepool_batch')";

  private final Handle handle;
  private final Rows rows;
  private final Map<SellerId, Set<EffectKey>> claimed = new HashMap<>();
  private final Map<Table, Long> taken = new HashMap<>();
  private long batch;

  PostgresSession(Handle handle, Rows rows) {
    this.handle = handle;
    this.rows = rows;
  }

  @Override
  public Map<EffectKey, EffectRow> claim(SellerId seller, SortedMap<EffectKey, String> hashes) {
    Map<EffectKey, EffectRow> used = new HashMap<>();
    if (hashes.isEmpty()) {
      return used;
    }
    Set<EffectKey> own = insert(seller, hashes);
    claimed.put(seller, own);
    if (own.size() < hashes.size()) {
      TreeSet<EffectKey> lost = new TreeSet<>(hashes.keySet());
      lost.removeAll(own);
      for (EffectRow row : rows.effects(handle, seller, lost)) {
        used.put(row.key(), counted(seller, row));
      }
    }
    return used;
  }

  private Set<EffectKey> insert(SellerId seller, SortedMap<EffectKey, String> hashes) {
    String[] sources = new String[hashes.size()];
    String[] ids = new String[hashes.size()];
    int index = 0;
    for (EffectKey key : hashes.keySet()) {
      sources[index] = key.source();
      ids[index++] = key.id();
    }
    Connection connection = handle.getConnection();
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setString(1, seller.value());
      statement.setArray(2, connection.createArrayOf("text", sources));
      statement.setArray(3, connection.createArrayOf("text", ids));
      statement.setArray(4, connection.createArrayOf("text", hashes.values().toArray(new String[0])));
      Set<EffectKey> own = new java.util.HashSet<>(hashes.size() * 2);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          own.add(new EffectKey(row.getString(1), row.getString(2)));
        }
      }
      return own;
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(String.valueOf(e.getMessage()), e, null);
    }
  }

  /**
   * Looks for the entries of an effect. They stand soon after the place that was last when the key was claimed; a call is
   * repeated too seldom to keep an index for it.
   */
  private EffectRow counted(SellerId seller, EffectRow row) {
    if (row.entries() != EffectRow.UNCOUNTED) {
      return row;
    }
    long first = handle
        .createQuery("SELECT id FROM onepool_entry WHERE seller = :seller AND id > :after AND effect_source = :source"
            + " AND effect_id = :id ORDER BY id LIMIT 1")
        .bind("seller", seller.value())
        .bind("after", row.firstEntry())
        .bind("source", row.key().source())
        .bind("id", row.key().id())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
    int count = handle
        .createQuery("SELECT COUNT(*) FROM onepool_entry WHERE seller = :seller AND id >= :first AND id < :end"
            + " AND effect_source = :source AND effect_id = :id")
        .bind("seller", seller.value())
        .bind("first", first)
        .bind("end", (first / ROWS + 1) * ROWS)
        .bind("source", row.key().source())
        .bind("id", row.key().id())
        .mapTo(Integer.class)
        .one();
    return new EffectRow(row.key(), row.hash(), first, count);
  }

  @Override
  public List<Pool> pools(SellerId seller, Collection<PoolKey> keys) {
    String[] skus = new String[keys.size()];
    String[] locations = new String[keys.size()];
    int index = 0;
    for (PoolKey key : keys) {
      skus[index] = key.sku().value();
      locations[index++] = key.location().value();
    }
    List<Pool> found = new ArrayList<>(keys.size());
    Connection connection = handle.getConnection();
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setArray(1, connection.createArrayOf("text", skus));
      statement.setArray(2, connection.createArrayOf("text", locations));
      statement.setString(3, seller.value());
      statement.execute();
      try (ResultSet row = statement.getResultSet()) {
        while (row.next()) {
          found.add(Rows.pool(row));
        }
      }
      statement.getMoreResults();
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        begin(row.getLong(1));
      }
      return found;
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(String.valueOf(e.getMessage()), e, null);
    }
  }

  /** Goes on with another number of the sequence. */
  private void begin(long number) {
    batch = number;
    taken.clear();
  }

  @Override
  public long take(SellerId seller, Table table, String column, int count) {
    if (count >= ROWS) {
      throw new IllegalArgumentException("one effect writes at most " + (ROWS - 1) + " rows to " + table.name()
          + ", this one would write " + count);
    }
    long used = taken.getOrDefault(table, 0L);
    if (batch == 0 || used + count >= ROWS) {
      begin(handle.createQuery("SELECT nextval('onepool_batch')").mapTo(Long.class).one());
      used = 0;
    }
    taken.put(table, used + count);
    return batch * ROWS + used + 1;
  }

  @Override
  public EffectRow keep(SellerId seller, EffectSpan span, RowChanges changes) {
    long first = span.movements() == 0 ? 0 : take(seller, Table.ENTRY, "id", span.movements());
    String hash = span.hash();
    if (hash != null) {
      boolean known = claimed.getOrDefault(seller, new TreeSet<>()).remove(span.key());
      if (!known || span.movements() == 0) {
        changes.add(known ? Verb.UPDATE : Verb.INSERT, Table.EFFECT,
            seller.value(), span.key().source(), span.key().id(), hash, first, span.movements());
      }
    }
    return new EffectRow(span.key(), hash == null ? "" : hash, first, span.movements());
  }

  @Override
  public void giveBack(RowChanges changes) {
    claimed.forEach((seller, keys) -> keys.forEach(
        key -> changes.add(Verb.DELETE, Table.EFFECT, seller.value(), key.source(), key.id())));
  }
}
