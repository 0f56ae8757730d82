package dev.onepool.core.internal.store;

import dev.onepool.EffectKey;
import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.store.RowChanges.Verb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** PostgreSQL with a mistake in how transactions are written. */
final class MistakenDialect implements Dialect {

  private final Dialect dialect;
  private final Mistake mistake;

  MistakenDialect(Dialect dialect, Mistake mistake) {
    this.dialect = dialect;
    this.mistake = mistake;
  }

  @Override
  public long transact(Connection connection, RowChanges changes) {
    if (mistake == Mistake.ACKNOWLEDGED_BEFORE_COMMIT) {
      dialect.begin(Jdbi.open(connection));
      return early(connection, changes);
    }
    return dialect.transact(connection, mistaken(changes));
  }

  @Override
  public long commit(Connection connection, RowChanges changes) {
    return mistake == Mistake.ACKNOWLEDGED_BEFORE_COMMIT
        ? early(connection, changes)
        : dialect.commit(connection, mistaken(changes));
  }

  private long early(Connection connection, RowChanges changes) {
    Handle handle = Jdbi.open(connection);
    long base = dialect.write(connection, changes);
    MistakenStore.EARLY.get().tell(base);
    // A disk that takes its time: what was told is not there yet.
    handle.execute("DO $$ BEGIN PERFORM pg_sleep(0.005); END $$");
    handle.execute("COMMIT");
    return base;
  }

  private RowChanges mistaken(RowChanges changes) {
    RowChanges mistaken = new RowChanges();
    mistaken.prove(changes.proof());
    for (RowChanges.Rows some : changes.statements()) {
      for (Object[] row : some.values()) {
        if (mistake == Mistake.GUARD_SKIPPED && some.verb() == Verb.GUARDED) {
          mistaken.add(Verb.UPDATE, some.table(), Arrays.copyOf(row, row.length - 1));
        } else if (mistake == Mistake.LOOK_UP_BEFORE_CLAIM && some.table() == Table.EFFECT) {
          mistaken.add(Verb.UPSERT, some.table(), row);
        } else {
          mistaken.add(some.verb(), some.table(), row);
        }
      }
    }
    return mistaken;
  }

  @Override
  public Session session(Supplier<Handle> handle) {
    Session session = dialect.session(handle);
    return mistake == Mistake.LOOK_UP_BEFORE_CLAIM ? new LookUp(handle, session) : session;
  }

  @Override
  public String keys(int columns) {
    return dialect.keys(columns);
  }

  @Override
  public void bind(Query query, List<List<String>> rows) {
    dialect.bind(query, rows);
  }

  @Override
  public String givenKeys(int columns) {
    return dialect.givenKeys(columns);
  }

  @Override
  public int giveKeys(PreparedStatement statement, int first, List<List<String>> rows) throws SQLException {
    return dialect.giveKeys(statement, first, rows);
  }

  @Override
  public String locking(String order) {
    return dialect.locking(order);
  }

  @Override
  public String each(String column) {
    return dialect.each(column);
  }

  @Override
  public String binary() {
    return dialect.binary();
  }

  @Override
  public String entry(String id) {
    return dialect.entry(id);
  }

  @Override
  public EventSql events() {
    return dialect.events();
  }

  @Override
  public void begin(Handle handle) {
    dialect.begin(handle);
  }

  @Override
  public long write(Connection connection, RowChanges changes) {
    return dialect.write(connection, mistaken(changes));
  }

  @Override
  public boolean assumedWrongly(RuntimeException error) {
    return dialect.assumedWrongly(error);
  }

  @Override
  public void rolledBack() {
    dialect.rolledBack();
  }

  /** Looks whether keys were used, and lets others do the same. */
  private final class LookUp implements Session {

    private final Supplier<Handle> handle;
    private final Session session;

    LookUp(Supplier<Handle> handle, Session session) {
      this.handle = handle;
      this.session = session;
    }

    @Override
    public Map<EffectKey, EffectRow> claim(SellerId seller, SortedMap<EffectKey, String> hashes) {
      Map<EffectKey, EffectRow> used = new HashMap<>();
      Rows.plain(dialect).effects(handle.get(), seller, hashes.keySet()).forEach(row -> used.put(row.key(), row));
      return used;
    }

    @Override
    public List<Pool> pools(SellerId seller, Collection<PoolKey> keys) {
      return session.pools(seller, keys);
    }

    @Override
    public EffectRow keep(SellerId seller, EffectSpan span, RowChanges changes) {
      return session.keep(seller, span, changes);
    }

    @Override
    public boolean claimed(SellerId seller, EffectKey key) {
      return session.claimed(seller, key);
    }

    @Override
    public long take(SellerId seller, Table table, String column, int count) {
      return session.take(seller, table, column, count);
    }

    @Override
    public void giveBack(RowChanges changes) {
      session.giveBack(changes);
    }
  }
}
