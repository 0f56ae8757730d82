package dev.onepool.core.internal.store;

import com.google.common.collect.Lists;
import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EntryPage;
import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.ListingId;
import dev.onepool.QuantityOverride;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Shortfall;
import dev.onepool.Sku;
import dev.onepool.StoreException;
import dev.onepool.core.internal.ledger.Incident;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.TransferState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Keeps the ledger in a database, through JDBI. */
public final class JdbiStore implements LedgerStore {

  private static final int READ_PAGE = 2_000;

  /** How often a transaction is run again that lost against others; more would hide a fault. */
  private static final int MAX_TRIES = 20;

  private final Database database;
  private final Dialect dialect;
  private final Rows rows;
  private final EntryChains chains;
  private final Balances balances;
  private final PoolCache cache = new PoolCache();
  private final Optimism optimism = new Optimism();
  private final Keeping keeping;
  private final Archiving archiving;
  private final JdbiEvents events;
  private volatile boolean closed;

  /** Keeps a ledger in this database; tests give one that makes mistakes. */
  JdbiStore(Database database) {
    this.database = database;
    this.dialect = database.dialect();
    this.rows = Rows.plain(dialect);
    this.chains = new EntryChains(dialect);
    this.balances = new Balances(dialect, false);
    this.keeping = new JdbiKeeping(database, this::guarded);
    this.archiving = new JdbiArchiving(database, this::guarded);
    this.events = new JdbiEvents(database);
  }

  /**
   * Opens a ledger in one SQLite file, which is created if it is not there.
   *
   * @throws StoreException if it cannot be opened durably and alone
   */
  public static JdbiStore sqlite(Path file, SqliteOptions options) {
    return new JdbiStore(SqliteDatabase.open(file, options));
  }

  /**
   * Opens a ledger in a PostgreSQL database, which several processes may share.
   *
   * @throws StoreException if it cannot be reached, or its schema is not the one that this version needs
   */
  public static JdbiStore postgres(PostgresOptions options) {
    return new JdbiStore(PostgresDatabase.open(options));
  }

  @Override
  public Keeping keeping() {
    return keeping;
  }

  @Override
  public Archiving archiving() {
    return archiving;
  }

  @Override
  public SortedMap<String, Long> erase(SellerId seller) {
    cache.forgetAll();
    SortedMap<String, Long> rows = guarded("erase a seller", () -> new Erasure(database).erase(seller));
    cache.forgetAll();
    events.erased();
    return rows;
  }

  @Override
  public int writers() {
    return database.writers();
  }

  @Override
  public boolean shared() {
    return database.writers() > 1;
  }

  @Override
  public <T> T write(Function<StoreTransaction, T> work) {
    return guarded("write to the ledger", () -> {
      int tries = 1;
      if (optimism.worthATry()) {
        try {
          Wanted wanted = events.wanted();
          T result = database.connected(connection -> optimistic(connection, work, wanted));
          optimism.succeeded();
          return result;
        } catch (JdbiTransaction.NeedsLocks e) {
          // No guess of ours was wrong.
        } catch (RuntimeException e) {
          if (!dialect.assumedWrongly(e)) {
            lost(e);
            if (!(e instanceof org.jdbi.v3.core.JdbiException trouble) || !database.mayRunAgain(trouble, tries)) {
              throw e;
            }
            tries++;
          }
          optimism.failed();
        }
      }
      return locking(work, tries);
    });
  }

  @Override
  public <T> T join(Connection connection, Function<StoreTransaction, T> work) {
    return guarded("take part in a transaction of the application", () -> {
      HostTransactions hosts = database.hosts();
      for (int tries = 1; ; tries++) {
        // Read on another connection: this one may see only what was there when its transaction began.
        Wanted wanted = events.wanted();
        try {
          return hosts.run(connection, handle -> join(handle, work, wanted));
        } catch (StoreException e) {
          if (!PostgresErrors.subscribed(e) || tries == MAX_TRIES) {
            throw e;
          }
          events.forget();
        }
      }
    });
  }

  private <T> T join(Handle handle, Function<StoreTransaction, T> work, Wanted wanted) {
    JdbiTransaction transaction = JdbiTransaction.locking(handle, dialect, cache, wanted);
    T result = work.apply(transaction);
    transaction.join();
    return result;
  }

  @Override
  public EventLog events() {
    return guarded("use events", () -> events);
  }

  private <T> T locking(Function<StoreTransaction, T> work, int firstTry) {
    for (int tries = firstTry; ; tries++) {
      try {
        Wanted wanted = events.wanted();
        return database.writing(handle -> locking(handle, work, wanted));
      } catch (org.jdbi.v3.core.JdbiException e) {
        lost(e);
        if (tries == MAX_TRIES || !database.mayRunAgain(e, tries)) {
          throw e;
        }
      }
    }
  }

  /** After trouble with the database nothing that was known of it need be true any more. */
  private void lost(RuntimeException trouble) {
    if (trouble instanceof org.jdbi.v3.core.JdbiException) {
      cache.forgetAll();
      events.forget();
    }
  }

  private <T> T optimistic(Connection connection, Function<StoreTransaction, T> work, Wanted wanted) {
    JdbiTransaction transaction = JdbiTransaction.optimistic(connection, dialect, balances, cache, wanted);
    T result;
    try {
      result = work.apply(transaction);
    } catch (RuntimeException | Error e) {
      dialect.rolledBack();
      throw e;
    }
    try {
      transaction.commit();
      return result;
    } catch (RuntimeException | Error e) {
      transaction.forget();
      rollBack(connection, e);
      dialect.rolledBack();
      throw e;
    }
  }

  private <T> T locking(Handle handle, Function<StoreTransaction, T> work, Wanted wanted) {
    dialect.begin(handle);
    try {
      JdbiTransaction transaction = JdbiTransaction.locking(handle, dialect, cache, wanted);
      T result = work.apply(transaction);
      transaction.commit();
      return result;
    } catch (RuntimeException | Error e) {
      rollBack(handle, e);
      dialect.rolledBack();
      throw e;
    }
  }

  static void rollBack(Handle handle, Throwable cause) {
    try {
      handle.execute("ROLLBACK");
    } catch (RuntimeException e) {
      // SQLite has rolled back by itself after some errors; then there is nothing left to roll back.
      cause.addSuppressed(e);
    }
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private <T> T guarded(String what, Supplier<T> call) {
    if (closed) {
      throw new StoreException(StoreException.Kind.CLOSED, "the store is closed");
    }
    try {
      return call.get();
    } catch (org.jdbi.v3.core.JdbiException e) {
      throw database.translate(what, e);
    }
  }

  private <T> T read(Function<Handle, T> query) {
    return guarded("read the ledger", () -> database.reading(query));
  }

  @Override
  public List<Pool> pools(SellerId seller, Sku sku) {
    return read(handle -> handle
        .createQuery("SELECT * FROM onepool_balance WHERE seller = :seller AND sku = :sku ORDER BY location")
        .bind("seller", seller.value())
        .bind("sku", sku.value())
        .map((row, context) -> Rows.pool(row))
        .list());
  }

  @Override
  public List<Pool> pools(SellerId seller, Collection<Sku> skus) {
    return read(handle -> rows.poolsOf(handle, seller, skus));
  }

  @Override
  public List<Sku> skus(SellerId seller) {
    return read(handle -> handle
        .createQuery("SELECT DISTINCT sku FROM onepool_balance WHERE seller = :seller ORDER BY sku")
        .bind("seller", seller.value())
        .map((row, context) -> Sku.of(row.getString(1)))
        .list());
  }

  @Override
  public List<ListingAccount> listingsOf(SellerId seller, Collection<Sku> skus) {
    return read(handle -> rows.listingsOf(handle, seller, skus));
  }

  @Override
  public List<ListingAccount> listings(SellerId seller, ChannelId channel) {
    return read(handle -> rows.listings(handle, seller, keys(handle, seller,
        "SELECT channel, id FROM onepool_listing WHERE seller = :seller AND channel = :channel",
        query -> query.bind("channel", channel.value()))));
  }

  @Override
  public List<ListingAccount> unsettled(
      SellerId seller, ChannelId channel, @Nullable ListingId after, int limit) {
    return read(handle -> rows.listings(handle, seller, keys(handle, seller,
        "SELECT channel, id FROM onepool_listing WHERE seller = :seller AND channel = :channel AND unsettled = 1 AND id > :after"
            + " ORDER BY id LIMIT :limit",
        query -> query.bind("channel", channel.value())
            .bind("after", after == null ? "" : after.value())
            .bind("limit", limit))));
  }

  /** Reads the keys of what is then read by key: two short queries are quicker than one that the database must plan. */
  private static List<List<String>> keys(Handle handle, SellerId seller, String sql, Consumer<Query> bind) {
    try (Query query = handle.createQuery(sql).bind("seller", seller.value())) {
      bind.accept(query);
      return query.map((row, context) -> List.of(row.getString(1), row.getString(2))).list();
    }
  }

  @Override
  public EntryPage entries(SellerId seller, EntryQuery query) {
    List<LedgerEntry> few = query.sku() == null ? null : read(handle -> chains.page(handle, seller, query));
    List<LedgerEntry> found = few != null ? few : scanned(seller, query);
    return new EntryPage(found, found.size() == query.limit());
  }

  private List<LedgerEntry> scanned(SellerId seller, EntryQuery query) {
    String where = (query.sku() == null ? "" : " AND sku = :sku")
        + (query.location() == null ? "" : " AND location = :location");
    return read(handle -> {
      Query statement = handle
          .createQuery("SELECT * FROM onepool_entry WHERE seller = :seller AND id > :after" + where
              + " ORDER BY id LIMIT :limit")
          .bind("seller", seller.value())
          .bind("after", query.afterId())
          .bind("limit", query.limit());
      if (query.sku() != null) {
        statement.bind("sku", query.sku().value());
      }
      if (query.location() != null) {
        statement.bind("location", query.location().value());
      }
      return statement.map((row, context) -> Rows.entry(row)).list();
    });
  }

  @Override
  public @Nullable ChannelRow channel(SellerId seller, ChannelId channel) {
    return read(handle -> handle
        .createQuery("SELECT * FROM onepool_channel WHERE seller = :seller AND id = :id")
        .bind("seller", seller.value())
        .bind("id", channel.value())
        .map((row, context) -> new ChannelRow(channel, ChannelMode.valueOf(row.getString("mode")),
            row.getString("cursor"), Micros.orNull(row, "watermark")))
        .findOne()
        .orElse(null));
  }

  @Override
  public Controls controls(SellerId seller) {
    return read(handle -> ControlRows.read(handle, seller));
  }

  @Override
  public List<QuantityOverride> overrides(SellerId seller) {
    return read(handle -> ControlRows.overrides(handle, seller));
  }

  @Override
  public List<QuantityOverride> overrides(SellerId seller, Collection<Sku> skus) {
    return read(handle -> rows.overrides(handle, seller, skus));
  }

  @Override
  public List<ControlRow.Promised> promises(SellerId seller, Collection<Sku> skus) {
    return read(handle -> rows.promises(handle, seller, skus));
  }

  @Override
  public long selling(SellerId seller, ChannelId channel) {
    return read(handle -> handle
        .createQuery("SELECT COUNT(*) FROM onepool_listing l WHERE l.seller = :seller AND l.channel = :channel"
            + " AND l.status = 'MAPPED' AND (SELECT SUM(a.remaining) FROM onepool_attempt a WHERE a.seller = l.seller"
            + " AND a.channel = l.channel AND a.listing = l.id AND a.state <> 'SEEN') > 0")
        .bind("seller", seller.value())
        .bind("channel", channel.value())
        .mapTo(Long.class)
        .one());
  }

  @Override
  public List<StockMove> moves(SellerId seller, Collection<Sku> skus, Instant after) {
    return read(handle -> rows.moves(handle, seller, skus, after));
  }

  @Override
  public List<Dirty> dirty(SellerId seller, int limit) {
    return read(handle -> handle
        .createQuery("SELECT sku, mark FROM onepool_dirty WHERE seller = :seller ORDER BY mark LIMIT :limit")
        .bind("seller", seller.value())
        .bind("limit", limit)
        .map((row, context) -> new Dirty(Sku.of(row.getString("sku")), row.getLong("mark")))
        .list());
  }

  @Override
  public List<OrderState> waiting(
      SellerId seller, ChannelId channel, @Nullable ListingId listing, int limit) {
    String which = listing == null ? "" : " AND listing = :listing";
    return read(handle -> rows.orders(handle, seller, keys(handle, seller,
        "SELECT DISTINCT channel, order_id FROM onepool_order_line WHERE seller = :seller AND channel = :channel"
            + " AND location IS NULL" + which + " ORDER BY order_id LIMIT :limit",
        query -> {
          query.bind("channel", channel.value()).bind("limit", limit);
          if (listing != null) {
            query.bind("listing", listing.value());
          }
        })));
  }

  @Override
  public List<DueHold> due(Instant now, int limit) {
    return read(handle -> Rows.due(handle, now, limit));
  }

  @Override
  public @Nullable Instant nextDue() {
    return read(handle -> handle
        .createQuery("SELECT MIN(expires_at) AS next FROM onepool_reservation WHERE status = 'HELD' AND expires_at IS NOT NULL")
        .map((row, context) -> java.util.Optional.ofNullable(Micros.orNull(row, "next")))
        .one()
        .orElse(null));
  }

  @Override
  public List<IncidentRow> incidents(SellerId seller, long afterId, int limit) {
    return read(handle -> handle
        .createQuery("SELECT * FROM onepool_incident WHERE seller = :seller AND id > :after ORDER BY id LIMIT :limit")
        .bind("seller", seller.value())
        .bind("after", afterId)
        .bind("limit", limit)
        .map((row, context) -> new IncidentRow(row.getLong("id"), Micros.instant(row, "at"),
            new Incident(row.getString("kind"), row.getString("subject"), row.getString("message"))))
        .list());
  }

  @Override
  public void eachOrder(SellerId seller, Consumer<OrderState> consumer) {
    List<List<String>> keys = read(handle -> keys(handle, seller,
        "SELECT channel, id FROM onepool_order WHERE seller = :seller", query -> {}));
    for (List<List<String>> some : Lists.partition(keys, READ_PAGE)) {
      read(handle -> rows.orders(handle, seller, some)).forEach(consumer);
    }
  }

  @Override
  public void eachHold(SellerId seller, Consumer<ReservationState> consumer) {
    List<ReservationId> ids = read(handle -> handle
        .createQuery("SELECT id FROM onepool_reservation WHERE seller = :seller AND status IN ('HELD', 'CONFIRMED')")
        .bind("seller", seller.value())
        .map((row, context) -> ReservationId.of(row.getString(1)))
        .list());
    for (List<ReservationId> some : Lists.partition(ids, READ_PAGE)) {
      read(handle -> rows.reservations(handle, seller, some)).forEach(consumer);
    }
  }

  @Override
  public List<Shortfall> shortfalls(SellerId seller, int limit) {
    return read(handle -> rows.shortfalls(handle, seller, limit));
  }

  @Override
  public void eachTransfer(SellerId seller, Consumer<TransferState> consumer) {
    read(handle -> handle
        .createQuery("SELECT * FROM onepool_transfer WHERE seller = :seller AND under_way > 0 ORDER BY id")
        .bind("seller", seller.value())
        .map((row, context) -> Rows.transfer(row))
        .list()).forEach(consumer);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      database.close();
    }
  }
}
