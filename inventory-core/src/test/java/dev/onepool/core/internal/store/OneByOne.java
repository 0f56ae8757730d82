package dev.onepool.core.internal.store;

import dev.onepool.SellerId;
import dev.onepool.StockLedger;
import dev.onepool.core.Commands;
import dev.onepool.core.Onepool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A process that writes one thing after the other and says of each that it is done. */
final class OneByOne {

  private OneByOne() {}

  /** Writes to the file that the first argument names, in the way of the second, as often as the third says. */
  public static void main(String[] args) throws SQLException {
    int count = Integer.parseInt(args[2]);
    if (args[1].equals("ledger")) {
      ledger(Path.of(args[0]), count);
    } else {
      plain(args[0], args[1], count);
    }
    // Closing would flush once more, and that shall not count.
    Runtime.getRuntime().halt(0);
  }

  /** Posts commands, as an application does. */
  private static void ledger(Path file, int count) {
    StockLedger ledger = Onepool.builder().sqlite(file).build().inventory(SellerId.of("seller")).ledger();
    for (int i = 0; i < count; i++) {
      ledger.post(Commands.receive("in-" + i, "A", 1)).posted();
      System.out.println(i);
    }
  }

  /** Inserts rows into a table of no meaning, with this sync setting and nothing of ours in between. */
  private static void plain(String file, String synchronous, int count) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    Statement sql = connection.createStatement();
    sql.execute("PRAGMA journal_mode = WAL");
    sql.execute("PRAGMA synchronous = " + synchronous);
    sql.execute("CREATE TABLE plain (number INT)");
    for (int i = 0; i < count; i++) {
      sql.execute("INSERT INTO plain VALUES (" + i + ")");
      System.out.println(i);
    }
  }
}
