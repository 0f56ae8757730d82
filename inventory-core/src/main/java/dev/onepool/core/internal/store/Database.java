package dev.onepool.core.internal.store;

import java.sql.Connection;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** A database that ledgers are kept in: its connections, and what its errors mean. Thread-safe. */
interface Database extends AutoCloseable {

  /** Returns how it differs from others. */
  Dialect dialect();

  /** Returns how many transactions can usefully write at once. */
  int writers();

  /** Runs work on a connection for writing, which is in no transaction. */
  <T> T writing(Function<Handle, T> work);

  /** Like {@link #writing}, without JDBI. */
  <T> T connected(Function<Connection, T> work);

  /** Runs work on a connection for reading. */
  <T> T reading(Function<Handle, T> work);

  /**
   * Returns how to be part of transactions on connections of the application's own.
   *
   * @throws UnsupportedOperationException where that cannot be
   */
  HostTransactions hosts();

  /**
   * Runs work that reads at length, on a connection in one transaction that sees the ledger as it is at one moment. Rows are
   * streamed where the query names a fetch size. Nobody is held up, and the usual limit on waiting does not hold.
   */
  <T> T atOneMoment(Function<Handle, T> work);

  /**
   * Returns whether a transaction that failed like this may succeed when it is run again.
   *
   * @param tries how often it was run, at least 1
   */
  boolean mayRunAgain(JdbiException error, int tries);

  /** Returns what to tell the caller: trouble with the store, or, where one command is to blame, something else. */
  RuntimeException translate(String what, JdbiException error);

  @Override
  void close();
}
