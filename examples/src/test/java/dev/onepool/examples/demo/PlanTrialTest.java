package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Planning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Planning on the real orders: five months to learn from, the sixth to be judged on. What there is to choose was chosen on March
 * and April with the months before them, never on May. Skipped where the orders do not lie beside the repository.
 */
class PlanTrialTest {

  private static final Path FILE =
      Path.of("..", "..", "shared", "data", "orders-2010-12-to-2011-05.csv.gz").toAbsolutePath().normalize();
  private static final LocalDate MAY = LocalDate.of(2011, 5, 1);

  private static PlanLedger ledger;
  private static Planning planning;
  private static List<DemandHistory> histories;
  private static PlanTrial may;

  @BeforeAll
  static void plan() {
    if (Files.isRegularFile(FILE)) {
      ledger = PlanLedger.of(OrderFile.read(FILE, Long.MAX_VALUE, Progress.NONE), 14, Progress.NONE);
      planning = ledger.inventory().planning();
      histories = planning.demand(MAY.plusMonths(1));
      may = PlanTrial.run(planning, histories, MAY, 500, 1);
      System.out.println("planning judged on May: " + may);
    }
  }

  @AfterAll
  static void close() {
    if (ledger != null) {
      ledger.close();
    }
  }

  @BeforeEach
  void skipWithoutThem() {
    assumeTrue(Files.isRegularFile(FILE), "skipped: there are no real orders at " + FILE);
  }

  @Test
  void demand_readFromTheLedger_isTheOrders() {
    assertThat(histories).hasSize(3_370);
    assertThat(histories.stream().mapToLong(DemandHistory::total).sum()).isEqualTo(
        OrderFile.read(FILE, Long.MAX_VALUE, Progress.NONE).lines().stream().mapToLong(OrderLine::quantity).sum());
  }

  @Test
  void forecast_ofBestSellers_isFivePercentBelowSeasonalNaive() {
    assertThat(may.all().skus()).isGreaterThan(490);
    assertThat(may.all().mase()).isLessThan(0.95 * may.all().maseSeasonalNaive());
  }

  @Test
  void forecast_judgedApart_isBelowSeasonalNaiveForOftenAndForSeldom() {
    assertThat(may.often().mase()).isLessThan(0.95 * may.often().maseSeasonalNaive());
    assertThat(may.seldom().mase()).isLessThan(0.95 * may.seldom().maseSeasonalNaive());
  }

  @Test
  void intervals_of90Percent_cover85To95() {
    assertThat(may.all().coverage()).isBetween(0.85, 0.95);
  }

  @Test
  void replenishment_to95Percent_reaches93To97() {
    assertThat(may.supply().cycleService()).isBetween(0.93, 0.97);
    assertThat(may.supply().cycles()).isGreaterThan(25_000);
  }

  @Test
  void onePool_needsLessStock_thanAPoolForEachChannel() {
    assertThat(may.supply().stockPooled()).isLessThan(may.supply().stockPerChannel());
  }

  @Test
  void channels_doNotSplitProportionally() {
    DemandHistory first = PlanTrial.bestSellers(histories, MAY, 1).get(0);
    List<Double> shares = PlanTrial.bestSellers(histories, MAY, 500).stream()
        .map(history -> (double) history.of(first.channels().iterator().next()).total() / history.total()).sorted().toList();
    assertThat(shares.get(450)).isGreaterThan(shares.get(50) + 0.2);
  }
}
