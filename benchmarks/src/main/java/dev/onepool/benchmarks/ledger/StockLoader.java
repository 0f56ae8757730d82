package dev.onepool.benchmarks.ledger;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Puts stock and history into tables by set-based SQL: the rows that commands would have written. */
final class StockLoader {

  /** Entries are numbered after this: smaller numbers mean something else to Onepool on PostgreSQL. */
  static final long BEFORE = 1L << 20;

  private static final long CHUNK = 500_000;

  private StockLoader() {}

  /** Writes one receipt for each SKU. */
  static void load(Place place, Catalogue catalogue) throws SQLException {
    try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
      int size = catalogue.size();
      statement.execute(series(place, 1, size) + "INSERT INTO " + RivalTables.ENTRY_COLUMNS + " SELECT 'bench', " + BEFORE + " + n, "
          + sku(place, "n - 1") + ", 'main', " + Catalogue.UNITS + ", 'SUPPLIER', 'AVAILABLE', 'RECEIPT', 'stock', "
          + "'r' || n, 0, 0, " + Catalogue.UNITS + ", 0, 0 FROM k");
      statement.execute(series(place, 1, size) + "INSERT INTO " + RivalTables.EFFECT_COLUMNS
          + " SELECT 'bench', 'stock', 'r' || n, '00000000000000000000000000000000', " + BEFORE + " + n, 1 FROM k");
      statement.execute(series(place, 1, size) + "INSERT INTO onepool_balance (seller, sku, location, available, reserved,"
          + " unsellable, incoming, shortfall, unexplained, safety_stock, exposed, listings, version, last_entry) SELECT 'bench', "
          + sku(place, "n - 1") + ", 'main', " + Catalogue.UNITS + ", 0, 0, 0, 0, 0, 0, 0, 0, 1, " + BEFORE + " + n FROM k");
    }
  }

  /** Writes reservations of one unit each, spread evenly over the SKUs, into the tables of an engine that is closed. */
  static void history(Place place, Catalogue catalogue, long entries, PrintWriter progress) throws SQLException {
    if (entries % catalogue.size() != 0) {
      throw new IllegalArgumentException(entries + " entries cannot be spread evenly over " + catalogue.size() + " SKUs");
    }
    try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE newest (sku TEXT PRIMARY KEY, id BIGINT)");
      for (long first = 1; first <= entries; first += CHUNK) {
        chunk(statement, place, catalogue, first, Math.min(entries, first + CHUNK - 1));
        progress.printf(Locale.ROOT, "  %,d of %,d entries loaded%n", Math.min(entries, first + CHUNK - 1), entries);
      }
      long each = entries / catalogue.size();
      statement.execute("UPDATE onepool_balance SET available = available - " + each + ", reserved = reserved + " + each
          + ", last_entry = (SELECT MAX(e.id) FROM newest e WHERE e.sku = onepool_balance.sku)");
      statement.execute("DROP TABLE newest");
    }
  }

  /** Has Onepool on PostgreSQL number its entries after so many that were loaded. */
  static void numberOn(Place place, long loaded) throws SQLException {
    try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
      statement.execute("SELECT setval('onepool_batch', " + ((BEFORE + loaded) / BEFORE + 1) + ")");
    }
  }

  private static void chunk(Statement statement, Place place, Catalogue catalogue, long first, long last)
      throws SQLException {
    int size = catalogue.size();
    String random = place.file() == null
        ? "gen_random_uuid()::text" : "lower(hex(randomblob(4)) || '-' || hex(randomblob(13)))";
    statement.execute("DROP TABLE IF EXISTS history");
    statement.execute("CREATE TEMPORARY TABLE history (id BIGINT, sku TEXT, effect TEXT, previous BIGINT)");
    // The first of a SKU comes after its receipt.
    statement.execute(series(place, first, last) + "INSERT INTO history SELECT " + BEFORE + " + n + " + size + ", "
        + sku(place, "n % " + size) + ", " + random + ", " + BEFORE + " + CASE WHEN n > " + size + " THEN n ELSE n % " + size
        + " + 1 END FROM k");
    statement.execute("INSERT INTO " + RivalTables.ENTRY_COLUMNS + " SELECT 'bench', id, sku, 'main', 1, 'AVAILABLE',"
        + " 'RESERVED', 'RESERVATION', 'reservation', effect, 0, 0, " + Catalogue.UNITS + ", 0, previous FROM history");
    statement.execute("INSERT INTO newest SELECT sku, MAX(id) FROM history WHERE TRUE GROUP BY sku"
        + " ON CONFLICT (sku) DO UPDATE SET id = excluded.id");
    statement.execute("INSERT INTO onepool_reservation (seller, id, status, expires_at, units, hash,"
        + " first_entry, entries) SELECT 'bench', effect, 'HELD', NULL, '[[\"' || sku || '\",\"main\",1]]',"
        + " '00000000000000000000000000000000', id, 1 FROM history");
  }

  private static String series(Place place, long first, long last) {
    return place.file() == null
        ? "WITH k AS (SELECT n FROM generate_series(" + first + "::bigint, " + last + ") AS g(n)) "
        : "WITH RECURSIVE k(n) AS (SELECT " + first + " UNION ALL SELECT n + 1 FROM k WHERE n < " + last + ") ";
  }

  private static String sku(Place place, String number) {
    return place.file() == null
        ? "'sku-' || lpad((" + number + ")::text, 7, '0')" : "printf('sku-%07d', " + number + ")";
  }
}
