package dev.onepool.benchmarks.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** One transaction per request on SQLite. Connections are lent, and keep their statements: nothing is prepared twice. */
class SqlitePerRequest extends SqlContender {

  private static final List<Integer> CONNECTIONS = List.of(1, 8, 64);

  private final Take take;

  /** One process writes to the file, so it may number the entries by itself; a sequence would cost more. */
  private final AtomicLong nextEntry = new AtomicLong();

  /** Takes one unit. */
  interface Take {
    long[] from(SqliteDesk desk, String sku) throws SQLException;
  }

  SqlitePerRequest(String name, Arena arena, Take take) {
    super(name, arena);
    this.take = take;
  }

  static SqlitePerRequest guardedUpdate(Arena arena) {
    return new SqlitePerRequest("guarded_update", arena, (desk, sku) -> desk.take(sku, 1));
  }

  static SqlitePerRequest selectForUpdate(Arena arena) {
    return new SqlitePerRequest("select_for_update", arena, SqliteDesk::readAndTake);
  }

  @Override
  public List<Integer> connections(Mode mode) {
    return mode == Mode.LONE ? List.of(1) : CONNECTIONS;
  }

  @Override
  final void stock(Catalogue catalogue) throws Exception {
    super.stock(catalogue);
    nextEntry.set(StockLoader.BEFORE + catalogue.size() + 1L);
  }

  @Override
  public final Session open(Mode mode, int connections) throws SQLException {
    BlockingQueue<SqliteDesk> desks = new LinkedBlockingQueue<>();
    List<SqliteDesk> all = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      all.add(new SqliteDesk(place()));
    }
    desks.addAll(all);
    Session.Blocking session = new Session.Blocking() {
      @Override
      public boolean reserve(Request request) throws SQLException, InterruptedException {
        SqliteDesk desk = desks.take();
        try {
          return SqlitePerRequest.this.reserve(desk, request);
        } finally {
          desks.add(desk);
        }
      }

      @Override
      public void close() {
        all.forEach(Quietly::close);
      }
    };
    return mode == Mode.ASYNC1024 ? new Threaded(session, connections) : session;
  }

  private boolean reserve(SqliteDesk desk, Request request) throws SQLException {
    desk.begin();
    boolean held = false;
    try {
      held = write(desk, request);
    } finally {
      if (!held) {
        desk.forget();
      }
      end(desk, held);
    }
    return held;
  }

  /** Ends the transaction. */
  void end(SqliteDesk desk, boolean commit) throws SQLException {
    desk.end(commit);
  }

  private boolean write(SqliteDesk desk, Request request) throws SQLException {
    int lines = request.skus().size();
    long first = nextEntry.getAndAdd(lines);
    for (int i = 0; i < lines; i++) {
      String sku = request.skus().get(i);
      long[] after = take.from(desk, sku);
      if (after.length == 0) {
        return false;
      }
      desk.entry(first + i, sku, request.id(), after[0], after[1]);
    }
    desk.effect(request, first);
    desk.write();
    return true;
  }
}
