package dev.onepool.core.internal.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows that a transaction writes: one statement for each table and verb, in the order in which they first appear. */
final class RowChanges {

  /** What to do with rows. Updates and deletes are by key. */
  enum Verb {
    /** The row must not be there; where it is, another writer was quicker, and the transaction is run again. */
    INSERT,
    UPDATE,
    /** Like UPDATE, of balances only, and only from the version that stands behind the columns; else {@link Stale}. */
    GUARDED,
    UPSERT,
    DELETE
  }

  /** Rows for one statement. */
  record Rows(Verb verb, Table table, List<@Nullable Object[]> values) {

    /** Returns the columns that the rows have values for. */
    List<Table.Column> columns() {
      return verb == Verb.DELETE ? table.keys() : table.columns();
    }

    /**
     * Returns which of the first values have the same value in all rows: most have, and need be handed over only once.
     *
     * @param width how many values to look at
     */
    BitSet alike(int width) {
      BitSet alike = new BitSet(width);
      for (int column = 0; column < width; column++) {
        alike.set(column, allEqual(column));
      }
      return alike;
    }

    private boolean allEqual(int column) {
      Object first = values.get(0)[column];
      for (int row = 1; row < values.size(); row++) {
        Object value = values.get(row)[column];
        if (value != first && !Objects.equals(value, first)) {
          return false;
        }
      }
      return true;
    }
  }

  /** A decision was made on something that is not so any more. Nothing was written. */
  static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stale(String what) {
      super(what, null, false, false);
    }
  }

  private record Statement(Verb verb, Table table) {}

  private final Map<Statement, Rows> statements = new LinkedHashMap<>();
  private String proof = "";

  /** Has this selected too, which fails where the changes were made on what is not so any more. */
  void prove(String selected) {
    proof = selected;
  }

  String proof() {
    return proof;
  }

  /**
   * Adds a row: a value for each column of the table, or, to delete, for each key. No two rows of one verb have the same
   * key.
   */
  void add(Verb verb, Table table, @Nullable Object... values) {
    statements
        .computeIfAbsent(new Statement(verb, table), any -> new Rows(verb, table, new ArrayList<>()))
        .values()
        .add(values);
  }

  boolean isEmpty() {
    return statements.isEmpty();
  }

  /** Returns the statements: what goes first, so that it makes room, then the others in order. */
  List<Rows> statements() {
    List<Rows> all = new ArrayList<>(statements.size());
    statements.values().stream().filter(rows -> rows.verb() == Verb.DELETE).forEach(all::add);
    statements.values().stream().filter(rows -> rows.verb() != Verb.DELETE).forEach(all::add);
    return all;
  }
}
