package dev.onepool.core;

import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Event;
import dev.onepool.Inventory;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events where several processes and transactions write to one PostgreSQL. */
class SharedEventTest {

  private static final AtomicInteger SELLERS = new AtomicInteger();
  private static String url;
  private static Onepool engine;
  private static Onepool elsewhere;

  private Inventory here;
  private Inventory there;

  @BeforeAll
  static void start() {
    url = PostgresServer.NEWEST.newDatabase();
    engine = Onepool.builder().postgres(url, "postgres", "postgres").build();
    elsewhere = Onepool.builder().postgres(url, "postgres", "postgres").build();
  }

  @AfterAll
  static void stop() {
    engine.close();
    elsewhere.close();
  }

  @BeforeEach
  void takeANewSeller() {
    SellerId seller = SellerId.of("seller-" + SELLERS.incrementAndGet());
    here = engine.inventory(seller);
    there = elsewhere.inventory(seller);
    here.ledger().post(receive("1", "A", 9)).posted();
    here.ledger().post(receive("2", "B", 9)).posted();
  }

  private static Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
    connection.setAutoCommit(false);
    return connection;
  }

  /** Reads and confirms everything, and returns of which reservations it told. */
  private List<String> taken() {
    List<Event> all = here.events().read("mail", 100);
    List<String> reservations = new ArrayList<>();
    all.forEach(event -> reservations.add(((Event.Hold) event.subject()).reservation().value()));
    if (!all.isEmpty()) {
      here.events().confirm("mail", all.get(all.size() - 1));
    }
    return reservations;
  }

  @Test
  void read_whereTheLowerIdCommitsLater_losesNone() throws SQLException {
    here.events().subscribe("mail");
    List<String> told = new ArrayList<>();
    try (Connection slow = connect(); Connection quick = connect()) {
      here.ledger().reserve(slow, reserve("R1", line("A", 1)));
      here.ledger().reserve(quick, reserve("R2", line("B", 1)));
      quick.commit();
      told.addAll(taken());
      slow.commit();
      told.addAll(taken());
    }

    assertThat(told).containsExactly("R1", "R2");
  }

  @Test
  void read_whereTheEarlierTransactionTakesTheHigherId_losesNone() throws SQLException {
    here.events().subscribe("mail");
    List<String> told = new ArrayList<>();
    try (Connection first = connect(); Connection second = connect(); Statement sql = first.createStatement()) {
      sql.execute("SELECT pg_current_xact_id()");
      here.ledger().reserve(second, reserve("R2", line("B", 1)));
      here.ledger().reserve(first, reserve("R1", line("A", 1)));
      first.commit();
      told.addAll(taken());
      second.commit();
      told.addAll(taken());
    }

    assertThat(told).containsExactly("R1", "R2");
  }

  @Test
  void read_ofWhatTheHostRolledBack_tellsNothing() throws SQLException {
    here.events().subscribe("mail");
    try (Connection host = connect()) {
      here.ledger().reserve(host, reserve("R1", line("A", 1)));
      host.rollback();
      here.ledger().reserve(host, reserve("R2", line("A", 1)));
      host.commit();
    }

    assertThat(taken()).containsExactly("R2");
  }

  @Test
  void subscribe_inOneProcess_countsAtOnceInAnother() throws SQLException {
    // Both know that nobody wants anything.
    assertThat(there.ledger().reserve(reserve("R1", line("A", 1))).isHeld()).isTrue();
    here.events().subscribe("mail");
    assertThat(there.ledger().reserve(reserve("R2", line("A", 1))).isHeld()).isTrue();

    assertThat(taken()).containsExactly("R2");
  }

  @Test
  void subscribe_inOneProcess_countsAtOnceInAHostTransactionOfAnother() throws SQLException {
    there.ledger().reserve(reserve("R1", line("A", 1)));
    try (Connection host = connect(); Statement sql = host.createStatement()) {
      host.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      sql.execute("SELECT pg_current_xact_id()");
      here.events().subscribe("mail");
      there.ledger().reserve(host, reserve("R2", line("A", 1)));
      host.commit();
    }

    assertThat(taken()).containsExactly("R2");
  }

  @Test
  void confirm_byAll_removesTheRows() throws SQLException {
    here.events().subscribe("mail");
    here.events().subscribe("rare", java.util.Set.of(dev.onepool.EventKind.SHORTFALL_OPENED));
    for (int i = 0; i < 5; i++) {
      there.ledger().reserve(reserve("R" + i, line("A", 1)));
    }
    assertThat(there.events().read("mail", 2)).hasSize(2);
    assertThat(taken()).hasSize(5);
    assertThat(there.events().read("rare", 1)).isEmpty();

    assertThat(rows()).isEqualTo(1);
    assertThat(here.ledger().held(ReservationId.of("R0"))).hasSize(1);
  }

  @Test
  void reserve_withoutSubscription_writesNoEvent() throws SQLException {
    here.ledger().reserve(reserve("R1", line("A", 1)));

    assertThat(rows()).isZero();
  }

  private int rows() throws SQLException {
    try (Connection connection = connect(); Statement sql = connection.createStatement(); ResultSet row = sql.executeQuery(
        "SELECT COUNT(*) FROM onepool_event WHERE seller = '" + here.seller() + "'")) {
      row.next();
      return row.getInt(1);
    }
  }
}
