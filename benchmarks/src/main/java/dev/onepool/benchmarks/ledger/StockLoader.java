package dev.onepool.benchmarks.ledger;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Puts stock and history into tables by set-based SQL: the rows that commands would have written. */
final class StockLoader {

  private static final long CHUNK = 500_000;

  private StockLoader() {}

  /** Writes one receipt for each SKU. */
  static void load(Place place, Catalogue catalogue) throws SQLException {
    try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
      int size = catalogue.size();
      statement.execute(series(place, 1, size) + "INSERT INTO " + RivalTables.ENTRY_COLUMNS + " SELECT 'bench', n, "
          + sku(place, "n - 1") + ", 'main', " + Catalogue.UNITS + ", 'SUPPLIER', 'AVAILABLE', 'RECEIPT', 'stock', "
          + "'r' || n, 0, 0, " + Catalogue.UNITS + ", 0 FROM k");
      statement.execute(series(place, 1, size) + "INSERT INTO " + RivalTables.EFFECT_COLUMNS
          + " SELECT 'bench', 'stock', 'r' || n, '00000000000000000000000000000000', n, 1 FROM k");
      statement.execute(series(place, 1, size) + "INSERT INTO onepool_balance (seller, sku, location, available, reserved,"
          + " unsellable, incoming, shortfall, unexplained, safety_stock, exposed, listings, version) SELECT 'bench', "
          + sku(place, "n - 1") + ", 'main', " + Catalogue.UNITS + ", 0, 0, 0, 0, 0, 0, 0, 0, 1 FROM k");
    }
  }

  /** Writes reservations of one unit each, spread evenly over the SKUs, into the tables of an engine that is closed. */
  static void history(Place place, Catalogue catalogue, long entries, PrintWriter progress) throws SQLException {
    if (entries % catalogue.size() != 0) {
      throw new IllegalArgumentException(entries + " entries cannot be spread evenly over " + catalogue.size() + " SKUs");
    }
    try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
      for (long first = 1; first <= entries; first += CHUNK) {
        chunk(statement, place, catalogue, first, Math.min(entries, first + CHUNK - 1));
        progress.printf(Locale.ROOT, "  %,d of %,d entries loaded%n", Math.min(entries, first + CHUNK - 1), entries);
      }
      long each = entries / catalogue.size();
      statement.execute("UPDATE onepool_balance SET available = available - " + each + ", reserved = reserved + " + each);
    }
  }

  private static void chunk(Statement statement, Place place, Catalogue catalogue, long first, long last)
      throws SQLException {
    int size = catalogue.size();
    String random = place.file() == null
        ? "gen_random_uuid()::text" : "lower(hex(randomblob(4)) || '-' || hex(randomblob(13)))";
    statement.execute("DROP TABLE IF EXISTS history");
    statement.execute("CREATE TEMPORARY TABLE history (id BIGINT, sku TEXT, effect TEXT)");
    statement.execute(series(place, first, last) + "INSERT INTO history SELECT n + " + size + ", "
        + sku(place, "n % " + size) + ", " + random + " FROM k");
    statement.execute("INSERT INTO " + RivalTables.ENTRY_COLUMNS + " SELECT 'bench', id, sku, 'main', 1, 'AVAILABLE',"
        + " 'RESERVED', 'RESERVATION', 'reservation', effect, 0, 0, " + Catalogue.UNITS + ", 0 FROM history");
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
