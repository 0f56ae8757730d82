package dev.onepool.benchmarks.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** The rivals' tables: the same columns and the same indexes as Onepool's. */
final class RivalTables {

  /** What a reservation's entry says; the rest is bound. */
  static final String ENTRY_COLUMNS = "onepool_entry (seller, id, sku, location, quantity, from_state, to_state, cause,"
      + " effect_source, effect_id, occurred_at, recorded_at, available_after, reserved_after, previous)";

  static final String EFFECT_COLUMNS = "onepool_effect (seller, source, id, hash, first_entry, entries)";

  /** One guarded line: units, units, SKU, units. */
  static final String GUARDED_UPDATE = "UPDATE onepool_balance SET available = available - ?, reserved = reserved + ?,"
      + " version = version + 1 WHERE seller = 'bench' AND sku = ? AND location = 'main' AND available >= ?"
      + " RETURNING available, reserved";

  private static final long EPOCH_MICROS = 1_790_000_000_000_000L;

  private RivalTables() {}

  /** Makes the tables; entries will be numbered after the stock's. */
  static void create(Place place, Catalogue catalogue) throws SQLException {
    try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
      for (String command : ddl().split(";")) {
        if (!command.isBlank()) {
          statement.execute(command);
        }
      }
      if (place.file() == null) {
        // As Onepool's own: without it most updates of a rival would have to change an index too.
        statement.execute("ALTER TABLE onepool_balance SET (fillfactor = 50)");
        statement.execute("CREATE SEQUENCE entry_id START " + (StockLoader.BEFORE + catalogue.size() + 1));
      }
    }
  }

  /** Returns a time as wide as the real one; how late it is matters to nobody. */
  static long micros() {
    return EPOCH_MICROS + System.nanoTime() / 1_000;
  }

  private static String ddl() {
    try (InputStream in = Objects.requireNonNull(RivalTables.class.getResourceAsStream("rival.sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
