package dev.onepool.benchmarks.ledger;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What SQLite gives to whoever has 256 requests at hand: JDBC batches in one transaction, back to back. */
final class SqliteCeiling extends SqlContender {

  private final AtomicLong nextEntry = new AtomicLong();

  SqliteCeiling(Arena arena) {
    super("ceiling", arena);
  }

  @Override
  public List<Integer> connections(Mode mode) {
    return List.of(1);
  }

  @Override
  void stock(Catalogue catalogue) throws Exception {
    super.stock(catalogue);
    nextEntry.set(StockLoader.BEFORE + catalogue.size() + 1L);
  }

  @Override
  public Session open(Mode mode, int connections) throws SQLException {
    SqliteDesk desk = new SqliteDesk(place());
    return new Session.Batched() {
      @Override
      public int callers() {
        return 1;
      }

      @Override
      public void reserve(int caller, List<Request> batch) throws SQLException {
        desk.begin();
        boolean written = false;
        try {
          write(desk, batch);
          written = true;
        } finally {
          if (!written) {
            desk.forget();
          }
          desk.end(written);
        }
      }

      @Override
      public void close() {
        Quietly.close(desk);
      }
    };
  }

  private void write(SqliteDesk desk, List<Request> batch) throws SQLException {
    Folded folded = Folded.of(batch);
    Map<String, long[]> after = new HashMap<>();
    for (int i = 0; i < folded.skus().size(); i++) {
      String sku = folded.skus().get(i);
      long[] left = desk.take(sku, folded.units().get(i));
      if (left.length == 0) {
        throw new IllegalStateException("not enough of " + sku);
      }
      after.put(sku, left);
    }
    int lines = folded.lineSkus().size();
    long first = nextEntry.getAndAdd(lines);
    for (int i = 0; i < lines; i++) {
      String sku = folded.lineSkus().get(i);
      long[] left = after.get(sku);
      long later = folded.later().get(i);
      desk.entry(first + i, sku, folded.lineEffects().get(i), left[0] + later, left[1] - later);
    }
    int each = lines / batch.size();
    for (int i = 0; i < batch.size(); i++) {
      desk.effect(batch.get(i), first + (long) i * each);
    }
    desk.write();
  }
}
