package dev.onepool.core.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** In what databases differ. Everything else is SQL that all of them read. */
interface Dialect {

  /** Returns a table expression named {@code k} with text columns {@code c1, c2, …}; {@link #bind} gives it its rows. */
  String keys(int columns);

  /** Gives the rows, of equal length, to a query that has the table expression in it. */
  void bind(Query query, List<List<String>> rows);

  /** Like {@link #keys}, for a statement whose parameters have no names. */
  String givenKeys(int columns);

  /** Gives the rows to the parameters that begin here, and returns the number of the parameter after them. */
  int giveKeys(PreparedStatement statement, int first, List<List<String>> rows) throws SQLException;

  /** Returns what ends a query so that it locks the rows {@code t} that it reads, in this order. */
  String locking(String order);

  /** Returns a join named {@code u} of the rows {@code t} with each element, {@code u.value}, of one of their JSON lists. */
  String each(String column);

  /** Returns what stands behind a text in ORDER BY so that it sorts as keys do. */
  String binary();

  /** Returns a join named {@code e} with the one entry of {@code :seller} that has this id. */
  String entry(String id);

  /** Returns how it tells what happened in which order. */
  EventSql events();

  /** Begins a transaction that excludes other writers of the same rows. */
  void begin(Handle handle);

  /**
   * Writes rows, and returns what to add to the numbers that {@link Session#take} gave out.
   *
   * @throws RowChanges.Stale if a guarded row is not what it was
   */
  long write(Connection connection, RowChanges changes);

  /** Like {@link #write}, and makes everything durable. */
  long commit(Connection connection, RowChanges changes);

  /** Like {@link #commit}, for a transaction that has not begun. */
  long transact(Connection connection, RowChanges changes);

  /** Returns whether a row was there that should not be, so that whoever assumed so must look. */
  boolean assumedWrongly(RuntimeException error);

  /** Returns what a transaction on this connection works with. */
  Session session(Supplier<Handle> handle);

  /** Forgets what was numbered in a transaction that failed. */
  void rolledBack();
}
