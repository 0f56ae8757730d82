package dev.onepool.core;

import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.EffectConflictException;
import dev.onepool.ReservationResult;
import dev.onepool.SellerId;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.StockLedger;
import dev.onepool.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reservations inside the application's own transaction on PostgreSQL. */
class HostTransactionTest {

  private static final int PATIENCE_SECONDS = 60;
  private static final HandClock CLOCK = new HandClock();
  private static final AtomicInteger SELLERS = new AtomicInteger();
  private static String url;
  private static Onepool engine;
  private static Onepool elsewhere;

  private StockLedger ledger;
  private StockLedger other;
  private Connection host;

  @BeforeAll
  static void start() throws SQLException {
    url = PostgresServer.NEWEST.newDatabase();
    engine = Onepool.builder().clock(CLOCK).postgres(url, "postgres", "postgres").build();
    elsewhere = Onepool.builder().clock(CLOCK).postgres(url, "postgres", "postgres").build();
    try (Connection connection = connect(url); Statement sql = connection.createStatement()) {
      sql.execute("CREATE TABLE shop_order (id TEXT PRIMARY KEY)");
      connection.commit();
    }
  }

  @AfterAll
  static void stop() {
    engine.close();
    elsewhere.close();
  }

  @BeforeEach
  void takeANewSeller() throws SQLException {
    SellerId seller = SellerId.of("seller-" + SELLERS.incrementAndGet());
    ledger = engine.inventory(seller).ledger();
    other = elsewhere.inventory(seller).ledger();
    ledger.post(receive("1", "A", 5)).posted();
    host = connect(url);
  }

  @AfterEach
  void theBooksAreRight() throws SQLException {
    host.close();
    assertThat(ledger.audit().findings()).isEmpty();
    Fold.of(ledger).assertMatches(ledger);
  }

  private static Connection connect(String to) throws SQLException {
    Connection connection = DriverManager.getConnection(to, "postgres", "postgres");
    connection.setAutoCommit(false);
    return connection;
  }

  private Units at() {
    return Units.of(ledger.position(dev.onepool.Sku.of("A")), dev.onepool.LocationId.MAIN);
  }

  private void writeOwn(String id) throws SQLException {
    try (Statement sql = host.createStatement()) {
      sql.execute("INSERT INTO shop_order VALUES ('" + id + "')");
    }
  }

  private int own(String id) throws SQLException {
    try (Connection connection = connect(url); Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SELECT COUNT(*) FROM shop_order WHERE id = '" + id + "'")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static <T> T soon(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("no answer", e);
    }
  }

  @Test
  void reserve_committedByTheHost_isThereWithTheHostsOwnRow() throws SQLException {
    writeOwn("commit");
    assertThat(ledger.reserve(host, reserve("R1", line("A", 2))).isHeld()).isTrue();
    assertThat(at()).as("before the commit").isEqualTo(Units.onHand(5, 0));
    host.commit();

    assertThat(at()).isEqualTo(Units.onHand(3, 2));
    assertThat(own("commit")).isEqualTo(1);
    assertThat(ledger.held(dev.onepool.ReservationId.of("R1"))).hasSize(1);
  }

  @Test
  void reserve_rolledBackByTheHost_neverHappened() throws SQLException {
    writeOwn("rollback");
    assertThat(ledger.reserve(host, reserve("R1", line("A", 2))).isHeld()).isTrue();
    host.rollback();

    assertThat(at()).isEqualTo(Units.onHand(5, 0));
    assertThat(own("rollback")).isZero();
    // The identifier is unused: other content is no conflict.
    assertThat(ledger.reserve(reserve("R1", line("A", 5))).isHeld()).isTrue();
  }

  @Test
  void reserve_refused_leavesTheTransactionUsableAndWritesNothing() throws SQLException {
    writeOwn("refused");
    ReservationResult answer = ledger.reserve(host, reserve("R1", line("A", 6)));
    assertThat(((ReservationResult.Refused) answer).largest()).singleElement()
        .satisfies(units -> assertThat(units.units()).isEqualTo(5));
    // Nothing is locked either: others sell meanwhile.
    assertThat(other.reserve(reserve("R2", line("A", 1))).isHeld()).isTrue();
    assertThat(ledger.reserve(host, reserve("R1", line("A", 3))).isHeld()).isTrue();
    host.commit();

    assertThat(own("refused")).isEqualTo(1);
    assertThat(at()).isEqualTo(Units.onHand(1, 4));
  }

  @Test
  void reserve_badInput_leavesTheTransactionUsable() throws SQLException {
    writeOwn("bad");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.reserve(host, reserveUntil(CLOCK.instant(), "R1", line("A", 1))));
    host.commit();

    assertThat(own("bad")).isEqualTo(1);
    assertThat(at()).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void reserve_thatTheDatabaseRefuses_leavesTheTransactionUsable() throws SQLException {
    writeOwn("failed");
    try (Statement sql = host.createStatement()) {
      sql.execute("SET LOCAL lock_timeout = '50ms'");
    }
    try (Connection blocker = connect(url); Statement sql = blocker.createStatement()) {
      sql.execute("SELECT * FROM onepool_balance FOR UPDATE");
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> ledger.reserve(host, reserve("R1", line("A", 1))));
      blocker.rollback();
    }
    assertThat(ledger.reserve(host, reserve("R1", line("A", 1))).isHeld()).isTrue();
    host.commit();

    assertThat(own("failed")).isEqualTo(1);
    assertThat(at()).isEqualTo(Units.onHand(4, 1));
  }

  @Test
  void reserve_repeated_isAnsweredAsBefore() throws SQLException {
    Reserve reserve = reserve("R1", line("A", 2));
    assertThat(ledger.reserve(host, reserve).isHeld()).isTrue();
    assertThat(ledger.reserve(host, reserve).isHeld()).isTrue();
    host.commit();
    assertThat(ledger.reserve(host, reserve).isHeld()).isTrue();
    assertThat(ledger.reserve(reserve).isHeld()).isTrue();
    host.commit();

    assertThat(at()).isEqualTo(Units.onHand(3, 2));
  }

  @Test
  void reserve_sameIdentifierWithOtherContent_throwsAndLeavesTheTransactionUsable() throws SQLException {
    ledger.reserve(reserve("R1", line("A", 2)));
    writeOwn("conflict");
    assertThatExceptionOfType(EffectConflictException.class)
        .isThrownBy(() -> ledger.reserve(host, reserve("R1", line("A", 1))));
    host.commit();

    assertThat(own("conflict")).isEqualTo(1);
    assertThat(at()).isEqualTo(Units.onHand(3, 2));
  }

  @Test
  void reserve_sameIdentifierInTwoTransactions_waitsAndHappensOnce() throws SQLException {
    Reserve reserve = reserve("R1", line("A", 2));
    ledger.reserve(host, reserve);
    try (Connection second = connect(url)) {
      CompletableFuture<ReservationResult> waiting =
          CompletableFuture.supplyAsync(() -> other.reserve(second, reserve));
      untilSomebodyWaits();
      assertThat(waiting).isNotDone();
      host.commit();
      assertThat(soon(waiting).isHeld()).isTrue();
      second.commit();
    }

    assertThat(at()).isEqualTo(Units.onHand(3, 2));
  }

  @Test
  void reserve_sameIdentifierWhereTheFirstRollsBack_happensInTheSecond() throws SQLException {
    Reserve reserve = reserve("R1", line("A", 2));
    ledger.reserve(host, reserve);
    try (Connection second = connect(url)) {
      CompletableFuture<ReservationResult> waiting =
          CompletableFuture.supplyAsync(() -> other.reserve(second, reserve));
      untilSomebodyWaits();
      host.rollback();
      assertThat(soon(waiting).isHeld()).isTrue();
      second.commit();
    }

    assertThat(at()).isEqualTo(Units.onHand(3, 2));
  }

  @Test
  void reserve_whileEnginesWrite_sellsNoUnitTwice() {
    List<Boolean> held = Together.call(8, number -> {
      StockLedger mine = number % 2 == 0 ? ledger : other;
      if (number % 4 < 2) {
        return mine.reserve(reserve("R" + number, line("A", 1))).isHeld();
      }
      try (Connection connection = connect(url)) {
        boolean answer = mine.reserve(connection, reserve("R" + number, line("A", 1))).isHeld();
        connection.commit();
        return answer;
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    });

    assertThat(held.stream().filter(answer -> answer)).hasSize(5);
    assertThat(at()).isEqualTo(Units.onHand(0, 5));
  }

  @Test
  void reserve_afterTheHostCommitted_isRightInEveryProcess() throws SQLException {
    // Both have the balance in mind as it was.
    ledger.reserve(reserve("R1", line("A", 1)));
    other.reserve(reserve("R2", line("A", 1)));
    ledger.reserve(host, reserve("R3", line("A", 2)));
    host.commit();

    assertThat(other.reserve(reserve("R4", line("A", 1))).isHeld()).isTrue();
    assertThat(ledger.reserve(reserve("R5", line("A", 1))).isHeld()).isFalse();
  }

  @Test
  void reserve_whileAHoldIsOver_takesItsUnits() throws SQLException {
    ledger.reserve(reserveUntil(CLOCK.instant().plusSeconds(60), "R1", line("A", 4)));
    assertThat(ledger.reserve(host, reserve("R2", line("A", 2))).isHeld()).as("while it lasts").isFalse();
    CLOCK.advance(Duration.ofSeconds(60));
    assertThat(ledger.reserve(host, reserve("R2", line("A", 2))).isHeld()).isTrue();
    host.commit();

    assertThat(at()).isEqualTo(Units.onHand(3, 2));
    assertThat(ledger.held(dev.onepool.ReservationId.of("R1"))).isEmpty();
  }

  @Test
  void reserve_refusedAlthoughAHoldIsOver_writesNothing() throws SQLException {
    ledger.reserve(reserveUntil(CLOCK.instant().plusSeconds(60), "R1", line("A", 4)));
    CLOCK.advance(Duration.ofSeconds(60));
    int before = Fold.of(ledger).entries().size();
    assertThat(ledger.reserve(host, reserve("R2", line("A", 6))).isHeld()).isFalse();
    host.commit();

    assertThat(Fold.of(ledger).entries()).hasSize(before);
  }

  @Test
  void reserve_thatWouldDeadlock_isAConflict() throws SQLException {
    ledger.post(receive("2", "B", 5)).posted();
    ledger.reserve(host, reserve("R1", line("A", 1)));
    try (Connection second = connect(url)) {
      other.reserve(second, reserve("R2", line("B", 1)));
      CompletableFuture<Object> crossing = CompletableFuture.supplyAsync(() -> attempt(second, "R3", "A"));
      Object mine = attempt(host, "R4", "B");
      Object theirs = soon(crossing);
      assertThat(List.of(mine, theirs)).filteredOn(answer -> answer instanceof StoreException trouble
          && trouble.kind() == StoreException.Kind.CONFLICT).hasSize(1);
      host.commit();
      second.commit();
    }
  }

  private Object attempt(Connection connection, String id, String sku) {
    try {
      return ledger.reserve(connection, reserve(id, line(sku, 1)));
    } catch (StoreException e) {
      try {
        // Only then the other goes on.
        connection.rollback();
      } catch (SQLException trouble) {
        throw new AssertionError(trouble);
      }
      return e;
    }
  }

  @Test
  void reserve_onWhatChangedSinceASerializableTransactionBegan_isAConflict() throws SQLException {
    host.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    try (Statement sql = host.createStatement()) {
      sql.execute("SELECT COUNT(*) FROM shop_order");
    }
    other.reserve(reserve("R1", line("A", 1)));

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> ledger.reserve(host, reserve("R2", line("A", 1))))
        .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(StoreException.Kind.CONFLICT));
    host.rollback();
    assertThat(ledger.reserve(host, reserve("R2", line("A", 1))).isHeld()).isTrue();
    host.commit();
  }

  @Test
  void reserve_onAConnectionInAutoCommitMode_isRefused() throws SQLException {
    host.setAutoCommit(true);

    assertThatIllegalArgumentException().isThrownBy(() -> ledger.reserve(host, reserve("R1", line("A", 1))))
        .withMessageContaining("auto-commit");
  }

  @Test
  void reserve_onAReadOnlyConnection_isRefused() throws SQLException {
    host.setReadOnly(true);

    assertThatIllegalArgumentException().isThrownBy(() -> ledger.reserve(host, reserve("R1", line("A", 1))))
        .withMessageContaining("read-only");
  }

  @Test
  void reserve_onAConnectionToADatabaseWithoutLedger_isRefusedAndLeavesItUsable() throws SQLException {
    try (Connection foreign = connect(PostgresServer.NEWEST.newDatabase()); Statement sql = foreign.createStatement()) {
      sql.execute("CREATE TABLE own (id INT)");
      assertThatIllegalArgumentException().isThrownBy(() -> ledger.reserve(foreign, reserve("R1", line("A", 1))))
          .withMessageContaining("onepool_identity");
      sql.execute("INSERT INTO own VALUES (1)");
    }
  }

  @Test
  void reserve_onAConnectionToAnotherLedger_isRefused() throws SQLException {
    String another = PostgresServer.NEWEST.newDatabase();
    Onepool.builder().postgres(another, "postgres", "postgres").build().close();
    try (Connection foreign = connect(another)) {
      assertThatIllegalArgumentException().isThrownBy(() -> ledger.reserve(foreign, reserve("R1", line("A", 1))))
          .withMessageContaining("another ledger");
    }
  }

  @Test
  void reserve_inATransactionThatHasFailed_isRefused() throws SQLException {
    try (Statement sql = host.createStatement()) {
      assertThatExceptionOfType(SQLException.class).isThrownBy(() -> sql.execute("SELECT 1 / 0"));
    }

    assertThatIllegalArgumentException().isThrownBy(() -> ledger.reserve(host, reserve("R1", line("A", 1))));
  }

  @Test
  void reserve_inALedgerInMemory_isUnsupported() {
    try (Onepool memory = Onepool.builder().build()) {
      StockLedger books = memory.inventory(SellerId.of("seller")).ledger();
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> books.reserve(host, reserve("R1", line("A", 1)))).withMessageContaining("memory");
    }
  }

  @Test
  void reserve_inALedgerInSqlite_isUnsupported(@TempDir Path folder) {
    try (Onepool file = Onepool.builder().sqlite(folder.resolve("ledger.db")).build()) {
      StockLedger books = file.inventory(SellerId.of("seller")).ledger();
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> books.reserve(host, reserve("R1", line("A", 1)))).withMessageContaining("one writer");
    }
  }

  @Test
  void release_ofWhatTheHostReserved_givesItsUnitsBack() throws SQLException {
    ledger.reserve(host, reserve("R1", line("A", 2)));
    host.commit();
    other.post(release("R1")).posted();

    assertThat(at()).isEqualTo(Units.onHand(5, 0));
  }

  /** Returns when a transaction of this database waits for another's end. */
  private static void untilSomebodyWaits() throws SQLException {
    try (Connection connection = connect(url); Statement sql = connection.createStatement()) {
      boolean waits = false;
      while (!waits) {
        try (ResultSet row = sql.executeQuery("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND datname = current_database()")) {
          row.next();
          waits = row.getInt(1) > 0;
        }
        connection.rollback();
      }
    }
  }
}
