package dev.onepool.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.core.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The numbers by which a repeated call finds its entries. */
@Timeout(120)
class PostgresNumbersTest {

  private static final int READS = 40_000;

  private final String url = PostgresServer.NEWEST.newDatabase();
  private final CountDownLatch done = new CountDownLatch(1);

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "postgres", "postgres");
  }

  private void drawUntilDone() {
    try (Connection connection = connect(); Statement sql = connection.createStatement()) {
      while (done.getCount() > 0) {
        sql.execute("SELECT COUNT(nextval('onepool_batch')) FROM generate_series(1, 100000)");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the column {@code last_value} in its place about twenty reads are ahead. */
  @Test
  void numberNotedWithAClaim_isNeverAheadOfOneDrawnLater_whileOthersDraw() throws SQLException {
    try (Connection connection = connect(); Statement sql = connection.createStatement()) {
      sql.execute("CREATE SEQUENCE onepool_batch");
      CompletableFuture<Void> others = CompletableFuture.runAsync(this::drawUntilDone);
      int ahead = 0;
      try (PreparedStatement read = connection.prepareStatement("SELECT noted >= nextval('onepool_batch') * "
          + PostgresSession.ROWS + " FROM (SELECT " + PostgresSession.DRAWN + " AS noted OFFSET 0) AS before")) {
        for (int i = 0; i < READS; i++) {
          try (ResultSet row = read.executeQuery()) {
            row.next();
            ahead += row.getBoolean(1) ? 1 : 0;
          }
        }
      } finally {
        done.countDown();
      }
      others.join();
      assertThat(ahead).as("reads of %d that were ahead", READS).isZero();
    }
  }
}
