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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * One transaction among others, in this process and elsewhere.
 *
 * <p><b>Keys</b> are claimed by inserting them: whoever inserts a key first has it, and whoever comes second waits until the
 * first has ended. To look first and insert later would be stale.
 *
 * <p><b>Numbers.</b> Every transaction that writes takes one number from a sequence of the database, after it holds its
 * locks; it and a count, which is all that is given out here, make the ids of its rows. So the ids of one balance's entries rise in the order in which they
 * happened, whichever process wrote them.
 */
final class PostgresSession implements Session {

  /** How many rows of a table one number of the sequence is good for. */
  static final long ROWS = 1L << 20;

  /**
   * A number that has been drawn, at most the last. The column {@code last_value} does not do: while another draws, it shows
   * for a moment a number up to 32 ahead (seen once in 70,000 reads), and what is looked for after it is not found.
   */
  static final String DRAWN = "(SELECT COALESCE(pg_sequence_last_value('onepool_batch'), 0)) * " + ROWS;

  private static final String CLAIM = "INSERT INTO onepool_effect (seller, source, id, hash, first_entry)"
      + " SELECT ?, c1, c2, c3, " + DRAWN
      + " FROM unnest(?::text[], ?::text[], ?::text[]) AS k(c1, c2, c3)"
      + " ORDER BY c1, c2 ON CONFLICT DO NOTHING RETURNING source, id";

  /** A reservation claims its key with its own row, which is filled in when it was decided. */
  private static final String CLAIM_RESERVATION = "INSERT INTO onepool_reservation"
      + " (seller, id, status, units, hash, first_entry)"
      + " SELECT ?, c2, 'HELD', '[]', c3, " + DRAWN
      + " FROM unnest(?::text[], ?::text[], ?::text[]) AS k(c1, c2, c3)"
      + " ORDER BY c2 ON CONFLICT DO NOTHING RETURNING '" + Table.RESERVATION_SOURCE + "', id";

  private final Supplier<Handle> handle;
  private final Rows rows;
  private final Balances balances;
  private final Map<SellerId, Map<EffectKey, String>> claimed = new HashMap<>();
  private final Set<List<Object>> filled = new HashSet<>();
  private final Map<Table, Integer> taken = new HashMap<>();

  PostgresSession(Supplier<Handle> handle, Rows rows, Balances balances) {
    this.handle = handle;
    this.rows = rows;
    this.balances = balances;
  }

  @Override
  public Map<EffectKey, EffectRow> claim(SellerId seller, SortedMap<EffectKey, String> hashes) {
    Map<EffectKey, EffectRow> used = new HashMap<>();
    if (hashes.isEmpty()) {
      return used;
    }
    Set<EffectKey> own = new HashSet<>(hashes.size() * 2);
    SortedMap<EffectKey, String> others = new TreeMap<>(hashes);
    SortedMap<EffectKey, String> reservations = new TreeMap<>(hashes);
    others.keySet().removeIf(Table::isReservation);
    reservations.keySet().removeAll(others.keySet());
    insert(seller, CLAIM, others, own);
    insert(seller, CLAIM_RESERVATION, reservations, own);
    Map<EffectKey, String> mine = new HashMap<>(hashes);
    mine.keySet().retainAll(own);
    claimed.put(seller, mine);
    if (own.size() < hashes.size()) {
      TreeSet<EffectKey> lost = new TreeSet<>(hashes.keySet());
      lost.removeAll(own);
      for (EffectRow row : rows.effects(handle.get(), seller, lost)) {
        used.put(row.key(), counted(seller, row));
      }
    }
    return used;
  }

  private void insert(SellerId seller, String sql, SortedMap<EffectKey, String> hashes, Set<EffectKey> own) {
    if (hashes.isEmpty()) {
      return;
    }
    String[] sources = new String[hashes.size()];
    String[] ids = new String[hashes.size()];
    int index = 0;
    for (EffectKey key : hashes.keySet()) {
      sources[index] = key.source();
      ids[index++] = key.id();
    }
    Connection connection = handle.get().getConnection();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, seller.value());
      statement.setArray(2, connection.createArrayOf("text", sources));
      statement.setArray(3, connection.createArrayOf("text", ids));
      statement.setArray(4, connection.createArrayOf("text", hashes.values().toArray(new String[0])));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          own.add(new EffectKey(row.getString(1), row.getString(2)));
        }
      }
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
    long first = handle.get()
        .createQuery("SELECT id FROM onepool_entry WHERE seller = :seller AND id > :after AND effect_source = :source"
            + " AND effect_id = :id ORDER BY id LIMIT 1")
        .bind("seller", seller.value())
        .bind("after", row.firstEntry())
        .bind("source", row.key().source())
        .bind("id", row.key().id())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
    int count = handle.get()
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
    return balances.read(handle.get().getConnection(), seller, keys);
  }

  @Override
  public long take(SellerId seller, Table table, String column, int count) {
    int used = taken.merge(table, count, Math::addExact);
    if (used >= ROWS) {
      throw new IllegalArgumentException("one transaction writes at most " + (ROWS - 1) + " rows to " + table.name()
          + ", this one would write " + used);
    }
    return used - count + 1;
  }

  /** Returns a balance whose newest entry has the number that it got when the transaction's own was drawn. */
  static Pool numbered(Pool pool, long base) {
    return pool.lastEntry() > 0 && pool.lastEntry() < ROWS && base > 0 ? pool.withLastEntry(base + pool.lastEntry()) : pool;
  }

  @Override
  public EffectRow keep(SellerId seller, EffectSpan span, RowChanges changes) {
    long first = span.movements() == 0 ? 0 : take(seller, Table.ENTRY, "id", span.movements());
    String hash = span.hash();
    String claimedWith = claimed.getOrDefault(seller, new HashMap<>()).remove(span.key());
    boolean known = claimedWith != null;
    if (known) {
      filled.add(List.of(seller, span.key()));
    }
    if (hash != null && !Table.isReservation(span.key())) {
      if (!known) {
        changes.add(Verb.INSERT, Table.EFFECT,
            seller.value(), span.key().source(), span.key().id(), hash, first, span.movements());
      } else if (span.movements() == 0 || !hash.equals(claimedWith)) {
        // The claim says something else: another command of this batch claimed the key first, and was refused.
        changes.add(Verb.UPDATE, Table.EFFECT,
            seller.value(), span.key().source(), span.key().id(), hash, first, span.movements());
      }
    }
    return new EffectRow(span.key(), hash == null ? "" : hash, first, span.movements());
  }

  @Override
  public boolean claimed(SellerId seller, EffectKey key) {
    return filled.contains(List.of(seller, key));
  }

  @Override
  public void giveBack(RowChanges changes) {
    claimed.forEach((seller, keys) -> keys.keySet().forEach(key -> {
      if (Table.isReservation(key)) {
        changes.add(Verb.DELETE, Table.RESERVATION, seller.value(), key.id());
      } else {
        changes.add(Verb.DELETE, Table.EFFECT, seller.value(), key.source(), key.id());
      }
    }));
  }
}
