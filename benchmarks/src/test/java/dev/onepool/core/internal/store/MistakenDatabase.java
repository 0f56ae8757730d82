package dev.onepool.core.internal.store;

import java.sql.Connection;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** A database as it should be, whose dialect makes a mistake. */
final class MistakenDatabase implements Database {

  private final Database database;
  private final Mistake mistake;
  private final Dialect dialect;

  MistakenDatabase(Database database, Mistake mistake) {
    this.database = database;
    this.mistake = mistake;
    this.dialect = new MistakenDialect(database.dialect(), mistake);
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public int writers() {
    return database.writers();
  }

  @Override
  public <T> T writing(Function<Handle, T> work) {
    return database.writing(work);
  }

  @Override
  public <T> T connected(Function<Connection, T> work) {
    return database.connected(work);
  }

  @Override
  public <T> T atOneMoment(Function<Handle, T> work) {
    return database.atOneMoment(work);
  }

  @Override
  public HostTransactions hosts() {
    return database.hosts();
  }

  @Override
  public <T> T reading(Function<Handle, T> work) {
    return database.reading(work);
  }

  @Override
  public boolean mayRunAgain(JdbiException error, int tries) {
    // Whoever tells early has nobody left to run a transaction again for.
    return database.mayRunAgain(error, tries)
        && !(mistake == Mistake.ACKNOWLEDGED_BEFORE_COMMIT && PostgresErrors.lostTheConnection(error));
  }

  @Override
  public RuntimeException translate(String what, JdbiException error) {
    return database.translate(what, error);
  }

  @Override
  public void close() {
    database.close();
  }
}
