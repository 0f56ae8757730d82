package dev.onepool.examples.demo;

import static dev.onepool.examples.demo.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON and the table of a result. */
class ResultTest {

  private static final Outcome LARGE =
      new Outcome(8_068, 2_110_640, 333_882, 435, 122, 7, 244_705, null, 154_403, null);

  @TempDir private Path directory;

  @Test
  void json_hasEveryContenderInOrderThenTheRest() throws IOException {
    assertThat(json(result(LARGE)).fieldNames()).toIterable().containsExactly(
        "independent_full", "independent_split", "polling", "oracle", "assumptions", "rows", "seconds");
  }

  @Test
  void json_outcomeHasExactlyTheKeys() throws IOException {
    JsonNode outcome = json(result(LARGE)).get("polling");
    assertThat(outcome.fieldNames()).toIterable().containsExactly("orders", "units_asked", "units_delivered",
        "units_oversold", "orders_cancelled", "units_refused_with_stock_left", "writes",
        "audit_findings", "lines_refused");
    assertThat(outcome.get("units_oversold").longValue()).isEqualTo(435);
  }

  @Test
  void json_auditFindings_areNullWithoutALedgerAndANumberWithOne() throws IOException {
    assertThat(json(result(LARGE)).get("polling").get("audit_findings").isNull()).isTrue();
    JsonNode audited = json(result(LARGE.withBooks(0, "audit: clean", Map.of("ebay", true)))).get("polling");
    assertThat(audited.get("audit_findings").longValue()).isZero();
    assertThat(audited.has("audit_verdict")).isFalse();
  }

  @Test
  void json_rowsAreCountedByReason() throws IOException {
    JsonNode rows = json(result(LARGE)).get("rows");
    assertThat(rows.get("read").longValue()).isEqualTo(4);
    assertThat(rows.get("used").longValue()).isEqualTo(1);
    assertThat(rows.get("skipped").toString()).isEqualTo("{\"malformed_time\":2,\"not_goods\":1}");
  }

  @Test
  void json_assumptionsAreThere() throws IOException {
    JsonNode assumptions = json(result(LARGE)).get("assumptions");
    assertThat(assumptions.get("stock_days").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(assumptions.get("loop_seconds").longValue()).isEqualTo(900);
    assertThat(assumptions.get("order_lag_seconds").longValue()).isEqualTo(600);
    assertThat(assumptions.get("write_lag_seconds").longValue()).isEqualTo(300);
    assertThat(assumptions.get("guarantee").textValue()).isEqualTo("rights");
    assertThat(assumptions.get("channel_rule").textValue()).contains("FNV-1a");
  }

  @Test
  void write_replacesTheFileAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(directory.resolve("out.json"), "old");
    ResultJson.write(result(LARGE), file);
    assertThat(Files.readString(file)).isEqualTo(ResultJson.text(result(LARGE)));
    assertThat(Files.list(directory)).containsExactly(file);
  }

  @Test
  void write_whereItCannotBe_leavesNothing() throws IOException {
    Path file = directory.resolve("no such directory").resolve("out.json");
    assertThatThrownBy(() -> ResultJson.write(result(LARGE), file)).isInstanceOf(IOException.class);
    assertThat(Files.list(directory)).isEmpty();
  }

  @Test
  void table_isAlignedAndSeparatesThousands() {
    String[] lines = new ResultTable(result(LARGE)).text().split("\\R");
    assertThat(lines[4]).isEqualTo("-".repeat(110));
    assertThat(lines).filteredOn(line -> line.endsWith("244,705")).hasSize(4)
        .allMatch(line -> line.length() == 110)
        .contains("one count, synced every 15 min     8,068    2,110,640      333,882        435        122           7"
            + "   244,705");
  }

  @Test
  void table_noLineIsWiderThanThePaper() {
    assertThat(new ResultTable(result(LARGE)).text().lines()).allMatch(line -> line.length() <= ResultTable.WIDTH);
  }

  @Test
  void table_saysWhatWasSkippedAndAssumed() {
    assertThat(new ResultTable(result(LARGE)).text().replaceAll("\\s+", " "))
        .contains("4 rows read, 1 used; skipped: 2 a time that is not like 2010-12-01T08:26:00Z; 1 no goods")
        .contains("starts with 0.5 days of its demand", "10 min after they are placed", "every 15 min", "FNV-1a");
  }

  @Test
  void table_underRights_saysWhatAnApplicationGetsByDefault() {
    assertThat(new ResultTable(result(LARGE)).text().replaceAll("\\s+", " "))
        .contains("asked for rights here: nothing oversold", "--guarantee auto:0.01");
  }

  @Test
  void table_auditVerdict_standsBelowOnlyWithALedger() {
    assertThat(new ResultTable(result(LARGE)).text()).contains("nobody here keeps a ledger");
    assertThat(new ResultTable(result(LARGE.withBooks(0, "audit: clean", Map.of("ebay", true)))).text())
        .contains("one count, synced every 15 min, audit: clean").doesNotContain("nobody here keeps a ledger");
  }

  private static Result result(Outcome outcome) {
    Map<Contender, Outcome> outcomes = new LinkedHashMap<>();
    Samples.BASELINES.forEach(contender -> outcomes.put(contender, outcome));
    Orders orders = new Orders("sample", Samples.orders(line(0, 0, "A", 1)).lines(),
        new RowCounts(4, 1, Map.of(SkipReason.NOT_GOODS, 1L, SkipReason.MALFORMED_TIME, 2L)));
    return new Result(orders, Workload.of(orders, Samples.HALF_A_DAY), outcomes, 1.5);
  }

  private static JsonNode json(Result result) throws IOException {
    return new ObjectMapper().readTree(ResultJson.text(result));
  }
}
