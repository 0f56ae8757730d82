package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real orders, where they lie beside the repository; skipped elsewhere. */
class RealOrdersTest {

  private static final Path FILE =
      Path.of("..", "..", "shared", "data", "orders-2010-12-to-2011-05.csv.gz").toAbsolutePath().normalize();
  private static final Assumptions THIRTY_DAYS = new Assumptions(BigDecimal.valueOf(30), Duration.ofMinutes(15),
      Duration.ofMinutes(10), Duration.ofMinutes(5), GuaranteeOption.RIGHTS, 1);

  private static Orders orders;
  private static Workload workload;

  @BeforeAll
  static void read() {
    if (Files.isRegularFile(FILE)) {
      orders = OrderFile.read(FILE, Long.MAX_VALUE, Progress.NONE);
      workload = Workload.of(orders, THIRTY_DAYS);
    }
  }

  @BeforeEach
  void skipWithoutThem() {
    assumeTrue(Files.isRegularFile(FILE), "skipped: there are no real orders at " + FILE);
  }

  @Test
  void read_everyRowIsUsedOrHasAReason() {
    RowCounts rows = orders.rows();
    assertThat(rows.read()).isEqualTo(209_029);
    assertThat(rows.used()).isEqualTo(202_982);
    assertThat(rows.skipped().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(rows.read() - rows.used());
    assertThat(rows.skipped()).containsOnlyKeys(
        SkipReason.NOT_GOODS, SkipReason.CANCELLATION, SkipReason.WRITE_OFF, SkipReason.ADJUSTMENT);
  }

  @Test
  void contenders_independentFullAndPolling_oversell() {
    assertThat(run(Contenders.independentFull()).unitsOversold()).isGreaterThan(1_000_000);
    assertThat(run(Contenders.polling()).unitsOversold()).isBetween(100L, 2_000L);
  }

  @Test
  void contenders_splitAndOracle_doNotOversell() {
    assertThat(run(Contenders.independentSplit()).unitsOversold()).isZero();
    assertThat(run(Contenders.oracle()).unitsOversold()).isZero();
  }

  @Test
  void contenders_oracle_refusesNothingThatIsThere() {
    Outcome oracle = run(Contenders.oracle());
    assertThat(oracle.unitsRefusedWithStockLeft()).isZero();
    assertThat(oracle.unitsDelivered()).isGreaterThan(run(Contenders.independentSplit()).unitsDelivered());
  }

  private static Outcome run(Contender contender) {
    return contender.run(workload, Progress.NONE);
  }
}
