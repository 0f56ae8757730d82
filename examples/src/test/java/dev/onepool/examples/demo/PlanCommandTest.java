package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {

  private static final String HEADER = "invoice,time,sku,quantity,unit_price,customer,country\n";

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int demo(String... args) {
    return new Demo(Samples.BASELINES, new PrintWriter(out, true), new PrintWriter(err, true), false, System::nanoTime).execute(args);
  }

  /** Three SKUs on every day from March on. */
  private Path orders(int days) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int day = 0; day < days; day++) {
      for (int sku = 0; sku < 3; sku++) {
        text.append(day).append('-').append(sku).append(',').append(LocalDate.of(2025, 3, 1).plusDays(day)).append("T10:00:00Z,SKU")
            .append(sku).append(',').append(5 + (day * 7 + sku) % 4).append(",1.00,customer").append(day % 9).append(",France\n");
      }
    }
    return Files.writeString(directory.resolve("orders.csv"), text);
  }

  @Test
  void plan_writesTableReportAndJson() throws IOException {
    Path json = directory.resolve("plan.json");
    Path report = directory.resolve("plan.html");
    assertThat(demo("plan", "--orders", orders(122).toString(), "--json", json.toString(), "--report", report.toString()))
        .as(err.toString()).isZero();
    JsonNode result = new ObjectMapper().readTree(json.toFile());
    for (String key : new String[] {"mase", "mase_seasonal_naive", "interval_coverage", "cycle_service", "stock_pooled", "stock_per_channel",
        "real_fortnights", "seconds"}) {
      assertThat(result.get(key).isNumber()).as(key).isTrue();
    }
    assertThat(result.get("held_out_from").asText()).isEqualTo("2025-06-01");
    assertThat(Files.readString(report)).startsWith("<!DOCTYPE html>").contains("Demand and forecast of SKU1").doesNotContain("NaN");
    assertThat(out.toString()).contains("SKU0", "seasonal-naive", "Replenished to 95 %").doesNotContain("NaN");
    for (String section : new String[] {"What to send to", "From where to ship", "Channels: the best to add first", "Made up for sending"}) {
      assertThat(out.toString()).contains(section);
      assertThat(Files.readString(report)).contains(section);
    }
    assertThat(out.toString().replaceAll("\\s+", " ")).contains("prices are the orders' means");
  }

  @Test
  void plan_ofTooFewDays_saysThatNothingWasJudged() throws IOException {
    Path json = directory.resolve("plan.json");
    assertThat(demo("plan", "--orders", orders(20).toString(), "--json", json.toString())).isZero();
    assertThat(new ObjectMapper().readTree(json.toFile()).get("mase").isNull()).isTrue();
    assertThat(Files.readString(json)).contains("\"not_judged\"");
    assertThat(out.toString()).contains("was not judged");
  }

  @Test
  void plan_ofABadOption_isRefused() {
    assertThat(demo("plan", "--best", "0", "--rows", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--best must be 1 to 10000, was 0", "--rows must be at least 1, was 0", "./demo plan --help");
  }

  @Test
  void plan_ofAnUnknownOption_isRefused() {
    assertThat(demo("plan", "--nonsense")).isEqualTo(2);
    assertThat(err.toString()).contains("--nonsense", "Try: ./demo plan --help");
  }

  @Test
  void plan_ofAMissingFile_isRefused() {
    assertThat(demo("plan", "--orders", directory.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no such file");
  }

  @Test
  void plan_toAFolderThatIsNotThere_isRefusedBeforeTheRun() throws IOException {
    assertThat(demo("plan", "--orders", orders(20).toString(), "--report", directory.resolve("none/plan.html").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--report: there is no directory");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void plan_overItsOrders_isRefused() throws IOException {
    Path orders = orders(20);
    assertThat(demo("plan", "--orders", orders.toString(), "--json", orders.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("must not be the file given to --orders");
  }

  @Test
  void heldOut_isTheLastMonth_orThirtyDaysWhereThatIsNotWhole() {
    assertThat(PlanRun.heldOutFrom(LocalDate.of(2011, 5, 31))).isEqualTo(LocalDate.of(2011, 5, 1));
    assertThat(PlanRun.heldOutFrom(LocalDate.of(2011, 5, 12))).isEqualTo(LocalDate.of(2011, 4, 13));
  }
}
