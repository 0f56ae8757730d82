package dev.onepool.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onepool.AuditReport;
import dev.onepool.EffectConflictException;
import dev.onepool.EntryQuery;
import dev.onepool.Incident;
import dev.onepool.Inventory;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockLedger;
import dev.onepool.core.Commands;
import dev.onepool.core.HandClock;
import dev.onepool.core.Onepool;
import dev.onepool.core.Units;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger opened again goes on where it stopped; and one that somebody tampered with says so. */
class SqliteRestartTest {

  @TempDir
  private Path folder;
  private final HandClock clock = new HandClock();

  /** Opens the ledger, uses it, and closes it. */
  private void with(Consumer<Inventory> use) {
    try (Onepool engine = Onepool.builder().sqlite(folder.resolve("ledger.db")).clock(clock).build()) {
      use.accept(engine.inventory(SellerId.of("seller")));
    }
  }

  private static Units at(StockLedger ledger, String sku) {
    return Units.of(ledger.position(Sku.of(sku)), LocationId.MAIN);
  }

  private void receiveAndHold() {
    with(inventory -> {
      inventory.ledger().post(Commands.receive("1", "A", 5)).posted();
      inventory.ledger().post(
          Commands.reserveUntil(clock.instant().plus(Duration.ofMinutes(10)), "R1", Commands.line("A", 2))).posted();
    });
  }

  @Test
  void position_afterRestart_isAsBefore() {
    receiveAndHold();

    with(inventory -> assertThat(at(inventory.ledger(), "A")).isEqualTo(Units.onHand(3, 2)));
  }

  @Test
  void command_againAfterRestart_answersAsTheFirstTime() {
    AtomicReference<PostingResult> first = new AtomicReference<>();
    with(inventory -> first.set(inventory.ledger().post(Commands.receive("1", "A", 5))));

    with(inventory -> assertThat(inventory.ledger().post(Commands.receive("1", "A", 5))).isEqualTo(first.get()));
    with(inventory -> assertThat(at(inventory.ledger(), "A")).isEqualTo(Units.onHand(5, 0)));
  }

  @Test
  void command_otherContentAfterRestart_isAConflict() {
    receiveAndHold();

    assertThatExceptionOfType(EffectConflictException.class)
        .isThrownBy(() -> with(inventory -> inventory.ledger().post(Commands.receive("1", "A", 6))));
  }

  @Test
  void hold_overWhileTheEngineWasDown_endsWithTheFirstCommand() {
    receiveAndHold();
    clock.advance(Duration.ofMinutes(10));

    with(inventory -> assertThat(inventory.ledger().reserve(Commands.reserve("R2", Commands.line("A", 5))).isHeld())
        .isTrue());
  }

  @Test
  void hold_notYetOver_staysHeld() {
    receiveAndHold();
    clock.advance(Duration.ofMinutes(9));

    with(inventory -> assertThat(inventory.ledger().reserve(Commands.reserve("R2", Commands.line("A", 4))).isHeld())
        .isFalse());
  }

  @Test
  void entries_afterRestart_areNumberedOn() {
    receiveAndHold();
    with(inventory -> inventory.ledger().post(Commands.receive("2", "A", 1)));

    with(inventory -> assertThat(inventory.ledger().entries(EntryQuery.all()).entries())
        .extracting(LedgerEntry::id).containsExactly(1L, 2L, 3L));
  }

  @Test
  void incidents_afterRestart_areNumberedOn() {
    with(inventory -> inventory.ledger().post(Commands.sale("O1", "A", 1)));
    with(inventory -> inventory.ledger().post(Commands.sale("O2", "A", 1)));

    with(inventory -> assertThat(inventory.incidents(0, 10)).extracting(Incident::id).containsExactly(1L, 2L));
  }

  @Test
  void safetyStock_afterRestart_isStillKept() {
    with(inventory -> inventory.ledger().safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(3)));
    receiveAndHold();

    with(inventory -> assertThat(inventory.ledger().position(Sku.of("A")).availableToPromise())
        .isEqualTo(Quantity.ZERO));
  }

  @Test
  void orderLine_afterRestart_goesOn() {
    receiveAndHold();
    with(inventory -> inventory.ledger().post(Commands.sale("O1", "A", 3)));
    with(inventory -> inventory.ledger().post(Commands.ship("1", "O1", 2)).posted());

    with(inventory -> assertThat(at(inventory.ledger(), "A")).isEqualTo(Units.onHand(0, 3)));
    with(inventory -> assertThat(inventory.ledger().audit().clean()).isTrue());
  }

  private AuditReport auditAfter(String tampering) throws SQLException {
    receiveAndHold();
    with(inventory -> inventory.ledger().post(Commands.sale("O1", "A", 1)).posted());
    try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement sql = file.createStatement()) {
      assertThat(sql.executeUpdate(tampering)).as("rows tampered with").isEqualTo(1);
    }
    AtomicReference<AuditReport> report = new AtomicReference<>();
    with(inventory -> report.set(inventory.ledger().audit()));
    return report.get();
  }

  @Test
  void audit_untouched_findsNothing() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_balance SET version = version + 1").findings()).isEmpty();
  }

  @Test
  void audit_balanceChanged_namesIt() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_balance SET available = available + 1").findings())
        .containsExactly("A at main: units AVAILABLE by the entries are 2, the balance says 3");
  }

  @Test
  void audit_balanceGone_namesIt() throws SQLException {
    assertThat(auditAfter("DELETE FROM onepool_balance").findings())
        .contains("A at main: entries say 2 units AVAILABLE, but there is no balance");
  }

  @Test
  void audit_entryGone_isFound() throws SQLException {
    assertThat(auditAfter("DELETE FROM onepool_entry WHERE id = 1").findings()).isNotEmpty();
  }

  @Test
  void audit_entryChanged_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_entry SET quantity = 4 WHERE id = 1").findings()).isNotEmpty();
  }

  @Test
  void audit_holdGone_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_reservation SET status = 'RELEASED'").findings())
        .containsExactly("A at main: promises, reserved or short, are 1, the balance says 3");
  }

  @Test
  void audit_orderLineChanged_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_order_line SET host_shipped = 1").findings()).isNotEmpty();
  }

  @Test
  void audit_availableWhileShort_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_balance SET shortfall = 1").findings())
        .contains("A at main: 2 units are available while 1 are short");
  }

  @Test
  void audit_exposureWithoutAListing_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_balance SET exposed = 1").findings())
        .containsExactly("A at main: exposure of the listings are 0, the balance says 1");
  }
}
