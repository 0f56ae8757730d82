package dev.onepool.benchmarks.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of the price of guarantees. */
class PriceTest {

  private static final Path ORDERS = Path.of("../../shared/data/orders-2010-12-to-2011-05.csv.gz");

  private static Price.Row row(String guarantee, double delivered, long oversold, int skus, long writes) {
    return row("whole", guarantee, delivered, oversold, skus, writes);
  }

  private static Price.Row row(String lines, String guarantee, double delivered, long oversold, int skus, long writes) {
    return new Price.Row(30, lines, guarantee, delivered, oversold, skus, 1_000, 0, 50, 10_000, writes, 0, 1);
  }

  @Test
  void price_firstOrdersOfARealShop_rightsNeverOversellAndAutoSeldomDoes() throws Exception {
    assumeTrue(Files.exists(ORDERS), "needs the recorded orders beside the repository: " + ORDERS);
    // These lines fill a week; stock for two days of it runs short.
    List<Price.Row> rows = new Price(ORDERS, 12_000, List.of(2), List.of(Price.Lines.WHOLE),
        List.of("mirror", "rights", "auto:0.01"))
        .run(new PrintWriter(new StringWriter()));
    Price.Row mirror = rows.get(0);
    Price.Row rights = rows.get(1);
    Price.Row auto = rows.get(2);
    assertThat(mirror.oversold()).as("what is to be prevented").isPositive();
    assertThat(rights.oversold()).isZero();
    assertThat(auto.oversold()).isLessThan(mirror.oversold());
    assertThat(auto.delivered()).isGreaterThan(rights.delivered());
    assertThat(rows).allMatch(row -> row.auditFindings() == 0);
  }

  @Test
  void missed_allAsItShouldBe_isNothing() {
    assertThat(Targets.missed(List.of(row("mirror", 1, 400, 130, 200_000), row("rights", 0.951, 0, 0, 90_000),
        row("auto:0.01", 0.992, 40, 10, 150_000)))).isEmpty();
  }

  @Test
  void missed_eachTargetMissed_isSaid() {
    assertThat(Targets.missed(List.of(row("mirror", 1, 400, 130, 100_000), row("rights", 0.949, 1, 1, 90_000),
        row("auto:0.01", 0.98, 41, 11, 150_000)))).hasSize(6);
  }

  @Test
  void missed_rightsInUnits_saysHowMuchASingleSkuWeighs() {
    assertThat(Targets.missed(List.of(row("units", "rights", 0.969, 0, 0, 90_000)))).singleElement().asString()
        .contains("97 %", "96.90 %", "50 units (0.50 %) are of a single SKU");
  }

  @Test
  void run_severalCases_returnsThemInTheOrderAskedFor() throws Exception {
    assumeTrue(Files.exists(ORDERS), "needs the recorded orders beside the repository: " + ORDERS);
    List<Price.Row> rows = new Price(ORDERS, 500, List.of(30, 2), List.of(Price.Lines.UNITS, Price.Lines.WHOLE),
        List.of("rights", "mirror")).run(new PrintWriter(new StringWriter()));
    assertThat(rows).extracting(row -> row.lines() + " " + row.stockDays() + " " + row.guarantee()).containsExactly(
        "units 30 rights", "units 30 mirror", "units 2 rights", "units 2 mirror",
        "whole 30 rights", "whole 30 mirror", "whole 2 rights", "whole 2 mirror");
  }
}
