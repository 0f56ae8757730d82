package dev.onepool.core.internal.store;

import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Reads balances by key, past JDBI: every reservation waits for this. */
final class Balances {

  private static final String COLUMNS = "SELECT t.* FROM ";
  private static final String SELLER = " WHERE t.seller = ?";

  private final String one;
  private final String many;
  private final Dialect dialect;

  Balances(Dialect dialect, boolean locking) {
    String lock = locking ? dialect.locking("t.sku, t.location") : "";
    this.dialect = dialect;
    this.one = COLUMNS + "onepool_balance t" + SELLER + " AND t.sku = ? AND t.location = ?" + lock;
    this.many = COLUMNS + dialect.givenKeys(2) + " CROSS JOIN onepool_balance t" + SELLER
        + " AND t.sku = k.c1 AND t.location = k.c2" + lock;
  }

  /** Returns those that exist; locked, if that was asked for, in the order of their keys. */
  List<Pool> read(Connection connection, SellerId seller, Collection<PoolKey> keys) {
    List<Pool> found = new ArrayList<>(keys.size());
    if (keys.isEmpty()) {
      return found;
    }
    try (PreparedStatement statement = connection.prepareStatement(keys.size() == 1 ? one : many)) {
      if (keys.size() == 1) {
        PoolKey key = keys.iterator().next();
        statement.setString(1, seller.value());
        statement.setString(2, key.sku().value());
        statement.setString(3, key.location().value());
      } else {
        int next = dialect.giveKeys(statement, 1,
            keys.stream().map(key -> List.of(key.sku().value(), key.location().value())).toList());
        statement.setString(next, seller.value());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(Rows.pool(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(String.valueOf(e.getMessage()), e, null);
    }
  }
}
