package dev.onepool.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.onepool.SchemaMode;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockLedger;
import dev.onepool.StoreException;
import dev.onepool.StoreException.Kind;
import dev.onepool.benchmarks.crash.Deed.Line;
import dev.onepool.core.Onepool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad luck with PostgreSQL: what callers see of it, when, and how it goes on. */
@Timeout(300)
class ServerTroubleTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** What a busy machine may add to a limit. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  @TempDir
  private static Path folder;

  private static CrashServer server;
  private static int databases;

  private final List<AutoCloseable> open = new ArrayList<>();
  private String url;

  @BeforeAll
  static void start() throws IOException {
    server = new CrashServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeADatabase() throws SQLException {
    String name = "trouble_" + ++databases;
    execute(server.url(), "CREATE DATABASE " + name);
    url = server.url().replaceAll("/[^/]*$", "/" + name);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, CrashServer.USER, CrashServer.PASSWORD);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static long number(String url, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, CrashServer.USER, CrashServer.PASSWORD);
        Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Onepool.Builder builder() {
    return Onepool.builder().postgres(url, CrashServer.USER, CrashServer.PASSWORD).storeTimeout(LIMIT);
  }

  private StockLedger ledger(Onepool.Builder builder) {
    Onepool engine = builder.build();
    open.add(0, engine);
    return engine.inventory(SellerId.of("seller")).ledger();
  }

  private static Deed receive(String id, long units) {
    return Deed.of(Deed.Kind.RECEIVE, id, "A", units);
  }

  private static long available(StockLedger ledger) {
    return ledger.position(Sku.of("A")).available().units();
  }

  /** Checks that a call fails as it should, and within the limit. */
  private static void assertUnavailableInTime(StockLedger ledger, Deed deed) {
    long start = System.nanoTime();
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> ledger.post(deed.command()))
        .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.UNAVAILABLE));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plus(GRACE));
  }

  private static void assertOnce(StockLedger ledger, Deed deed, long units) {
    assertThat(Caller.ask(ledger, deed).kind()).isEqualTo(Told.Kind.POSTED);
    assertThat(available(ledger)).isEqualTo(units);
    assertThat(ledger.audit().findings()).isEmpty();
  }

  @Test
  void call_whileTheServerIsStopped_isUnavailableInTimeAndWorksAfterwards() {
    StockLedger ledger = ledger(builder());
    ledger.post(receive("1", 5).command()).posted();
    server.stop();
    try {
      assertUnavailableInTime(ledger, receive("2", 3));
      assertUnavailableInTime(ledger, receive("2", 3));
    } finally {
      server.start();
    }

    assertOnce(ledger, receive("2", 3), 8);
  }

  @Test
  void call_whileTheServerIsFrozen_isUnavailableAndWorksAfterwards() {
    StockLedger ledger = ledger(builder());
    ledger.post(receive("1", 5).command()).posted();
    server.freeze();
    try {
      assertUnavailableInTime(ledger, receive("2", 3));
      assertUnavailableInTime(ledger, receive("3", 3));
    } finally {
      server.thaw();
    }

    ledger.post(receive("3", 3).command()).posted();
    assertOnce(ledger, receive("2", 3), 11);
  }

  @Test
  void call_whileItsBackendIsEnded_hasOneEffectAndSucceeds() throws SQLException {
    StockLedger ledger = ledger(Onepool.builder().postgres(url, CrashServer.USER, CrashServer.PASSWORD));
    long seed = System.nanoTime();
    System.out.println("ServerTroubleTest seed " + seed);
    Random random = new Random(seed);
    Path journals = folder.resolve("terminated");
    Semaphore posted = new Semaphore(0);
    int ended = 0;
    try (Journal journal = Journal.open(journals, "engine");
        Connection admin = DriverManager.getConnection(url, CrashServer.USER, CrashServer.PASSWORD);
        Statement statement = admin.createStatement()) {
      Crowd crowd = new Crowd(new Caller(ledger, journal), "crowd", 6, seed, deed -> posted.release());
      for (int i = 0; i < 40; i++) {
        Waiting.acquire(posted, 20 + random.nextInt(40), "the crowd");
        try (ResultSet row = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM"
            + " pg_stat_activity WHERE application_name = 'onepool' AND datname = current_database()"
            + " AND state <> 'idle' ORDER BY random() LIMIT 1) AS one")) {
          row.next();
          ended += row.getInt(1);
        }
      }
      crowd.stop();
    }
    List<Call> calls = Journal.readAll(journals);
    System.out.println("ended " + ended + " backends under " + calls.size() + " calls");

    assertThat(ended).isGreaterThan(5);
    // A call is run again by itself; only one that is hit again and again may be told that nobody knows.
    assertThat(calls.stream().filter(call -> call.told().kind() == Told.Kind.UNKNOWN).count()).isLessThan(6);
    assertThat(HistoryChecker.check(calls, Books.read(ledger, calls))).as("seed %d", seed).isEmpty();
  }

  @Test
  void call_thatDeadlocksWithAStranger_isRunAgainUnseen() throws Exception {
    StockLedger ledger = ledger(Onepool.builder().postgres(url, CrashServer.USER, CrashServer.PASSWORD));
    ledger.post(Deed.of(Deed.Kind.RECEIVE, "1", "A", 5).command()).posted();
    ledger.post(Deed.of(Deed.Kind.RECEIVE, "2", "B", 5).command()).posted();
    String lock = "SELECT 1 FROM onepool_balance WHERE sku = '%s' FOR UPDATE";
    try (Connection stranger = DriverManager.getConnection(url, CrashServer.USER, CrashServer.PASSWORD);
        Statement statement = stranger.createStatement()) {
      // So that it is not the stranger who gives way.
      statement.execute("SET deadlock_timeout = '60s'");
      statement.execute("BEGIN");
      statement.execute(lock.formatted("B"));
      CompletableFuture<Told> call = CompletableFuture.supplyAsync(
          () -> Caller.ask(ledger, Deed.reserve("r", new Line("A", 1), new Line("B", 1))));
      while (number(url, "SELECT COUNT(*) FROM pg_locks WHERE NOT granted") == 0) {
        Thread.onSpinWait();
      }
      statement.execute(lock.formatted("A"));
      statement.execute("COMMIT");

      assertThat(call.get(30, TimeUnit.SECONDS).kind()).isEqualTo(Told.Kind.POSTED);
    }
    assertThat(server.deadlocks()).isPositive();
    assertThat(ledger.audit().findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serializable", "repeatable read"})
  void engines_whereTheDatabaseIsStricter_tellCallersNothingOfIt(String isolation) throws SQLException {
    execute(url, "ALTER DATABASE " + url.replaceAll(".*/", "") + " SET default_transaction_isolation = '" + isolation + "'");
    StockLedger one = ledger(builder());
    StockLedger two = ledger(builder());
    Path journals = folder.resolve(isolation);
    try (Journal first = Journal.open(journals, "first"); Journal second = Journal.open(journals, "second")) {
      Variant.HOT.stock().forEach(new Caller(one, first)::call);
      Runners here = new Runners(new Caller(one, first), Variant.HOT, 0, 60);
      Runners there = new Runners(new Caller(two, second), Variant.HOT, 1, 60);
      Thread other = new Thread(() -> there.go(System.nanoTime()));
      other.start();
      here.go(System.nanoTime());
      Waiting.join(other);
    }

    assertThat(Race.findings(Variant.HOT, one, Journal.readAll(journals))).isEmpty();
  }

  private HikariDataSource pool(boolean autoCommit, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(CrashServer.USER);
    config.setPassword(CrashServer.PASSWORD);
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(500);
    HikariDataSource pool = new HikariDataSource(config);
    open.add(pool);
    return pool;
  }

  @Test
  void dataSource_withoutAutoCommit_isDurableAllTheSame() {
    StockLedger ledger = ledger(Onepool.builder().postgres(pool(false, 8)).storeTimeout(LIMIT));
    ledger.post(receive("1", 5).command()).posted();
    ledger.post(Deed.reserve("r", new Line("A", 2)).command()).posted();
    server.kill();
    server.start();

    assertThat(available(ledger(builder()))).isEqualTo(3);
  }

  @Test
  void dataSource_withoutAFreeConnection_isUnavailableInTimeAndWorksAfterwards() throws SQLException {
    HikariDataSource pool = pool(true, 3);
    StockLedger ledger = ledger(Onepool.builder().postgres(pool).storeTimeout(LIMIT));
    ledger.post(receive("1", 5).command()).posted();
    try (Connection one = pool.getConnection(); Connection two = pool.getConnection(); Connection three = pool.getConnection()) {
      assertThat(List.of(one, two, three)).doesNotContainNull();
      assertUnavailableInTime(ledger, receive("2", 3));
    }

    assertOnce(ledger, receive("2", 3), 8);
  }

  private static void assertUnreadable(Onepool.Builder builder) {
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> builder.build().close())
        .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.UNREADABLE));
  }

  @Test
  void open_missingDatabase_isUnreadable() {
    assertUnreadable(Onepool.builder().postgres(server.url() + "_missing", CrashServer.USER, CrashServer.PASSWORD));
  }

  @Test
  void open_wrongPassword_isUnreadable() throws Exception {
    execute(url, "CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'right'");
    Path rules = folder.resolve("data").resolve("pg_hba.conf");
    String before = Files.readString(rules);
    server.stop();
    Files.writeString(rules, "host all guarded 127.0.0.1/32 scram-sha-256\n" + before);
    server.start();

    assertUnreadable(Onepool.builder().postgres(url, "guarded", "wrong"));
    Onepool.builder().postgres(url, "guarded", "right").build().close();
  }

  @Test
  void open_userWithoutRights_isUnreadable() throws SQLException {
    execute(url, "CREATE ROLE guest LOGIN", "REVOKE ALL ON SCHEMA public FROM PUBLIC");

    assertUnreadable(Onepool.builder().postgres(url, "guest", ""));
  }

  @Test
  void call_userWithoutRightsToTheTables_isUnreadable() throws SQLException {
    ledger(builder());
    execute(url, "CREATE ROLE reader LOGIN");
    StockLedger ledger = ledger(Onepool.builder().postgres(url, "reader", "").schema(SchemaMode.NONE));

    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> ledger.post(receive("1", 5).command()))
        .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.UNREADABLE));
  }

  @Test
  void open_serverThatDoesNotFlush_isUnreadable() {
    server.stop();
    server.start("fsync=off");
    try {
      assertUnreadable(builder());
    } finally {
      server.stop();
      server.start();
    }
  }

  @Test
  void open_databaseThatDoesNotWaitForTheFlush_isUnreadable() throws SQLException {
    execute(url, "ALTER DATABASE " + url.replaceAll(".*/", "") + " SET synchronous_commit = off");

    assertUnreadable(builder());
  }

  @Test
  void validate_withoutTables_isUnreadable() {
    assertUnreadable(builder().schema(SchemaMode.VALIDATE));
  }

  @Test
  void none_withoutTables_isUnreadableAtTheFirstCall() {
    StockLedger ledger = ledger(builder().schema(SchemaMode.NONE));

    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> ledger.post(receive("1", 5).command()))
        .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.UNREADABLE));
  }

  @ParameterizedTest
  @EnumSource(SchemaMode.class)
  void open_whereTheTablesAre_worksInEveryMode(SchemaMode mode) {
    ledger(builder());

    assertOnce(ledger(builder().schema(mode)), receive("1", 5), 5);
  }

  @Test
  void migrate_besideAnApplicationsTables_leavesThemAlone() throws SQLException {
    execute(url, "CREATE TABLE bookmark (url TEXT)", "INSERT INTO bookmark VALUES ('here')");

    assertOnce(ledger(builder()), receive("1", 5), 5);
    assertThat(number(url, "SELECT COUNT(*) FROM bookmark")).isEqualTo(1);
    assertOnce(ledger(builder().schema(SchemaMode.VALIDATE)), receive("1", 5), 5);
  }

  @Test
  void migrate_severalEnginesAtOnce_allStart() throws Exception {
    List<CompletableFuture<Onepool>> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      CompletableFuture<Onepool> started = new CompletableFuture<>();
      starts.add(started);
      new Thread(() -> {
        try {
          started.complete(builder().build());
        } catch (RuntimeException e) {
          started.completeExceptionally(e);
        }
      }).start();
    }
    for (CompletableFuture<Onepool> start : starts) {
      Onepool engine = start.get(60, TimeUnit.SECONDS);
      open.add(engine);
      assertThat(Caller.ask(engine.inventory(SellerId.of("seller")).ledger(), receive("1", 5)).kind())
          .isEqualTo(Told.Kind.POSTED);
    }
    assertThat(number(url, "SELECT COUNT(*) FROM onepool_entry")).isEqualTo(1);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start().waitFor() == 0;
  }

  @Test
  void call_withoutRoomOnTheDisk_saysSoAndWorksAfterwards() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=12m,mode=777", "tmpfs", disk.toString()),
        "this user cannot make a small disk");
    try {
      execute(server.url(), "CREATE TABLESPACE small LOCATION '" + disk + "'", "CREATE DATABASE \"full\" TABLESPACE small");
      url = server.url().replaceAll("/[^/]*$", "/full");
      StockLedger ledger = ledger(builder());
      long received = fill(ledger);
      assertThat(available(ledger)).isEqualTo(received);
      // An audit sorts, and needs room for it.
      assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isTrue();
      assertOnce(ledger, receive("more", 1), received + 1);
      closeAll();
      open.clear();
      execute(server.url(), "DROP DATABASE \"full\" WITH (FORCE)", "DROP TABLESPACE small");
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  /** Receives one unit after the other until something is wrong, and returns how many were acknowledged. */
  private static long fill(StockLedger ledger) {
    String padding = "x".repeat(150);
    for (int i = 0; i < 200_000; i++) {
      try {
        ledger.post(receive(padding + i, 1).command()).posted();
      } catch (StoreException e) {
        assertThat(e.kind()).isEqualTo(Kind.FULL);
        return i;
      }
    }
    throw new AssertionError("the disk never became full");
  }
}
