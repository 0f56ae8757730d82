package dev.onepool.benchmarks.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A contender whose books are the three tables, in a database of its own. */
abstract class SqlContender implements Contender {

  private final String name;
  private final Arena arena;
  private @Nullable Place place;

  SqlContender(String name, Arena arena) {
    this.name = name;
    this.arena = arena;
  }

  @Override
  public final String name() {
    return name;
  }

  final Place place() {
    return Objects.requireNonNull(place, "not prepared");
  }

  @Override
  public final void prepare(Catalogue catalogue) throws Exception {
    begin();
    stock(catalogue);
  }

  /** Gets a new, empty place. */
  final void begin() throws SQLException {
    discard();
    place = arena.fresh(name);
  }

  /** Makes the tables and puts the stock in; rivals write just what Onepool's receipts write. */
  void stock(Catalogue catalogue) throws Exception {
    RivalTables.create(place(), catalogue);
    StockLoader.load(place(), catalogue);
  }

  @Override
  public final void settle() throws SQLException {
    arena.settle(place());
  }

  @Override
  public final long flushes() throws SQLException {
    return arena.flushes();
  }

  /** Returns where its reservations' effect keys are. */
  String effects() {
    return SqlBooks.EFFECTS;
  }

  @Override
  public final Books books() {
    return new SqlBooks(place(), effects());
  }

  @Override
  public final List<String> tables() {
    try {
      return place == null ? List.of() : TableShape.of(place);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look at the tables of " + name, e);
    }
  }

  @Override
  public final void discard() throws SQLException {
    if (place != null) {
      arena.drop(place);
      place = null;
    }
  }
}
