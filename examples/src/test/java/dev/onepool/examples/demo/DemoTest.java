package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTest {

  private static final String ORDERS = """
      invoice,time,sku,quantity,unit_price,customer,country
      1,2011-01-04T10:00:00Z,85123A,6,2.55,17850,France
      2,2011-01-04T11:00:00Z,85123A,six,2.55,17850,France
      """;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void run_withoutOrders_makesThemUp() {
    assertThat(demo("--rows", "500")).isZero();
    assertThat(out.toString())
        .contains("500 lines", "made-up orders, seed 1", "perfect knowledge", "500 used, none skipped");
    assertThat(err.toString()).contains("making up orders: done");
  }

  @Test
  void run_withOrders_readsThemAndCountsTheBadRow() throws IOException {
    assertThat(demo("--orders", orders().toString())).isZero();
    assertThat(out.toString()).contains("1 lines of 1 orders", "2 rows read, 1 used",
        "1 a quantity that is not a whole number");
  }

  @Test
  void run_withJson_writesIt() throws IOException {
    Path json = directory.resolve("out.json");
    assertThat(demo("--orders", orders().toString(), "--json", json.toString(), "--guarantee", "MIRROR")).isZero();
    assertThat(Files.readString(json)).contains("\"units_asked\" : 6", "\"guarantee\" : \"mirror\"",
        "\"malformed_quantity\" : 1", "\"orders_from\" : \"orders.csv\"");
  }

  @Test
  void run_options_reachTheAssumptions() {
    assertThat(demo("--rows", "500", "--stock-days", "2.5", "--loop", "1h", "--order-lag", "90s", "--write-lag", "0s",
        "--seed", "7")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " ")).contains("seed 7", "2.5 days of its demand",
        "one count, synced every 1 h", "known 90 s after", "show 0 s after");
  }

  @Test
  void help_namesEveryOption() {
    assertThat(demo("--help")).isZero();
    assertThat(out.toString()).contains("--orders", "--stock-days", "--loop", "--guarantee", "--seed", "--json",
        "--rows", "--order-lag", "--write-lag");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "--stock-days | 0        | 0.01 to 3650, was 0",
    "--stock-days | 3650.1   | 0.01 to 3650, was 3650.1",
    "--stock-days | many     | 'many' is not a number of days; write it like 30 or 0.5",
    "--stock-days | -1       | '-1' is not a number of days",
    "--loop       | 59s      | --loop must be from 1m to 7d, was 59 s",
    "--loop       | 8d       | --loop must be from 1m to 7d, was 192 h",
    "--loop       | 15       | '15' is not a duration; write it like 90s, 15m, 2h or 1d",
    "--order-lag  | 8d       | --order-lag must be from 0s to 7d",
    "--write-lag  | -5m      | '-5m' is not a duration",
    "--guarantee  | maybe    | 'maybe' is not a guarantee; write rights, mirror",
    "--guarantee  | auto:1   | 'auto:1' is not a guarantee; write rights, mirror",
    "--guarantee  | mirror:x | 'mirror:x' is not a guarantee; write rights, mirror",
    "--channels   | paper    | 'paper' names no channels; write simulated or real",
    "--seed       | 1.5      | '1.5' is not a whole number",
    "--rows       | 0        | --rows must be at least 1, was 0",
    "--rows       | 99999999999999999999 | '99999999999999999999' is not a whole number, or too large",
  })
  void run_badValue_isNamedAndExits2(String option, String value, String message) {
    assertThat(demo(option + "=" + value)).isEqualTo(2);
    assertThat(err.toString()).contains(option, message, "./demo --help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void run_unknownOption_isNamedWithTheNearest() {
    assertThat(demo("--stock-day", "3")).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown option", "'--stock-day'", "--stock-days");
  }

  @Test
  void run_optionWithoutValue_exits2() {
    assertThat(demo("--orders")).isEqualTo(2);
    assertThat(err.toString()).contains("--orders");
  }

  @Test
  void run_severalProblems_areReportedTogether() {
    assertThat(demo("--rows", "0", "--loop", "1s")).isEqualTo(2);
    assertThat(err.toString()).contains("--rows must", "--loop must");
  }

  @Test
  void run_missingFile_exits2() {
    assertThat(demo("--orders", directory.resolve("nowhere.csv").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no such file", "nowhere.csv").doesNotContain("Exception", "done");
  }

  @Test
  void run_jsonInNoDirectory_isRefusedBeforeTheRun() {
    assertThat(demo("--json", directory.resolve("nowhere").resolve("out.json").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no directory", "nowhere").doesNotContain("making up");
  }

  @Test
  void run_jsonOverTheOrders_isRefused() throws IOException {
    String file = orders().toString();
    assertThat(demo("--orders", file, "--json", file)).isEqualTo(2);
    assertThat(Files.readString(Path.of(file))).isEqualTo(ORDERS);
  }

  @Test
  void run_jsonThatIsADirectory_isRefused() {
    assertThat(demo("--json", directory.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--json must name a file");
  }

  private int demo(String... arguments) {
    return new Demo(Samples.BASELINES, new PrintWriter(out, true), new PrintWriter(err, true), false, () -> 0)
        .execute(arguments);
  }

  private Path orders() throws IOException {
    return Files.writeString(directory.resolve("orders.csv"), ORDERS);
  }
}
