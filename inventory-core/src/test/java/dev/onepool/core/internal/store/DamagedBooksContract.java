package dev.onepool.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.AuditReport;
import dev.onepool.ChannelId;
import dev.onepool.Guarantee;
import dev.onepool.Listing;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockLedger;
import dev.onepool.core.Commands;
import dev.onepool.core.HandClock;
import dev.onepool.core.internal.commit.CoreStockLedger;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.Rules;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is changed behind the ledger's back, the audit says so. */
abstract class DamagedBooksContract {

  private static final SellerId SELLER = SellerId.of("seller");

  private LedgerStore store;
  private GroupCommit commit;
  private StockLedger ledger;

  /** Returns an empty store. */
  abstract LedgerStore open();

  /** Returns the address of the database that was opened last. */
  abstract String url();

  @BeforeEach
  void keepSomeBooks() {
    store = open();
    commit = new GroupCommit(store, new Decider(Guarantee.rights(), Rules.SOUND), new HandClock());
    ledger = new CoreStockLedger(SELLER, commit, store, Guarantee.rights());
    ledger.post(Commands.receive("1", "A", 9)).posted();
    ledger.post(Commands.dispatch("T1", "A", 2)).posted();
    ledger.post(Commands.reserve("R1", Commands.line("A", 1))).posted();
    ledger.post(Commands.sale("O1", "A", 3)).posted();
    commit.run(SELLER, new LedgerCommand.MapListing(new Listing(ChannelId.of("shop"), ListingId.of("L1"),
        List.of(new Listing.Component(Sku.of("A"), 1)), LocationId.MAIN)));
  }

  @AfterEach
  void close() {
    commit.close();
    store.close();
  }

  private AuditReport auditAfter(String... damage) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url()); Statement sql = connection.createStatement()) {
      for (String each : damage) {
        assertThat(sql.executeUpdate(each)).as("rows damaged by %s", each).isPositive();
      }
    }
    return ledger.audit();
  }

  @Test
  void audit_undamaged_isClean() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_balance SET version = version + 1")).isEqualTo(new AuditReport(5, 2, List.of()));
  }

  @Test
  void audit_openUnitsNotThoseOfTheCounts_namesTheLine() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_order_line SET open_units = 2").findings())
        .containsExactly("order line counter/O1/1: 3 units are open by its counts, its row says 2",
            "A at main: promises, reserved or short, are 3, the balance says 4");
  }

  @Test
  void audit_lineShippedMoreThanOrdered_countsAsNothingOpen() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_order_line SET shipped = ordered + 5, cancelled = 1, open_units = 0",
        "UPDATE onepool_balance SET reserved = 1, available = 3 WHERE location = 'main'").findings())
        .noneMatch(finding -> finding.startsWith("order line"));
  }

  @Test
  void audit_listingsNotThoseMapped_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_balance SET listings = 2 WHERE location = 'main'").findings())
        .containsExactly("A at main: mapped listings are 1, the balance says 2");
  }

  @Test
  void audit_shortWithoutABeginning_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_balance SET available = 0, shortfall = 1 WHERE location = 'main'").findings())
        .contains("A at main: 1 units are short, but it is not said since when");
  }

  @Test
  void audit_beginningWithoutAShortfall_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_balance SET short_since = 0 WHERE location = 'main'").findings())
        .containsExactly("A at main: nothing is short, but it is said to be since 1970-01-01T00:00:00Z");
  }

  @Test
  void audit_unitsLostOnTheWay_isFoundForTheSku() throws SQLException {
    assertThat(auditAfter("DELETE FROM onepool_entry WHERE location = 'second'").findings())
        .contains("A: 2 units are lost between locations");
  }

  @Test
  void audit_entryThatNamesAnotherBeforeIt_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_entry SET previous = 0 WHERE effect_id = 'R1'").findings())
        .containsExactly("A at main: its entries do not follow each other up to the one that the balance names as its newest");
  }

  @Test
  void audit_balanceThatNamesAnOlderEntry_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_balance SET last_entry = (SELECT MIN(id) FROM onepool_entry) WHERE location = 'main'")
        .findings())
        .containsExactly("A at main: its entries do not follow each other up to the one that the balance names as its newest");
  }

  @Test
  void audit_transferChanged_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_transfer SET under_way = 1").findings())
        .containsExactly("A at second: units of transfers under way are 1, the balance says 2");
  }

  @Test
  void audit_promiseWithoutABalance_isFound() throws SQLException {
    assertThat(auditAfter("UPDATE onepool_reservation SET units = '[[\"B\",\"main\",1]]'").findings())
        .contains("B at main: 1 units are promised, 0 under way and 0 exposed, but there is no balance");
  }

  @Test
  void audit_moreThanAReportHolds_tellsHowManyMore() throws SQLException {
    String more = "INSERT INTO onepool_balance (seller, sku, location, available, reserved, unsellable, incoming, shortfall,"
        + " unexplained, safety_stock, exposed, listings, version, last_entry) SELECT seller, sku || '-' || o.n, location, 1, 0, 0, 0, 0,"
        + " 0, 0, 0, 0, 1, 0 FROM onepool_balance, (WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n <"
        + " 1005) SELECT n FROM k) AS o WHERE location = 'main'";
    AuditReport report = auditAfter(more);

    assertThat(report.findings()).hasSize(AuditReport.MAX_FINDINGS);
    assertThat(report.moreFindings()).isEqualTo(5);
    assertThat(report.toString()).startsWith("audit: 1005 findings").endsWith("and 5 more");
  }
}
