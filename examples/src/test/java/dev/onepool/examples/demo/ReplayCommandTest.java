package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReplayCommandTest {

  /** Eight mugs are asked for in one day, four at a time, by buyers of two shops. */
  private static final String ORDERS = """
      invoice,time,sku,quantity,unit_price,customer,country
      1,2011-01-04T10:00:00Z,MUG,4,2.00,%s,France
      2,2011-01-04T10:01:00Z,MUG,4,2.00,%s,France
      3,2011-01-04T10:02:00Z,MUG,four,2.00,7,France
      """;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int replay(String... args) {
    List<String> all = new ArrayList<>(List.of("replay"));
    all.addAll(List.of(args));
    return new Demo(Samples.BASELINES, new PrintWriter(out, true), new PrintWriter(err, true), false, System::nanoTime)
        .execute(all.toArray(String[]::new));
  }

  private String orders(String name) throws IOException {
    return Files.writeString(directory.resolve(name), ORDERS.formatted(Samples.line(0, 0, "MUG", 1).buyer(), Samples.line(0, 1, "MUG", 1).buyer()))
        .toString();
  }

  private String orders() throws IOException {
    return orders("orders.csv");
  }

  @Test
  void replay_writesTableAndJson() throws IOException {
    Path json = directory.resolve("replay.json");
    assertThat(replay("--orders", orders(), "--stock-days", "0.5", "--policy", "mirror", "--policy", "rights+split:shopify=1", "--json",
        json.toString(), "--margin", "30,shopify=50")).as(err.toString()).isZero();
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    JsonNode mirror = root.get("policies").get(0);
    assertThat(mirror.get("policy").asText()).isEqualTo("mirror");
    assertThat(mirror.get("oversold").asLong()).isEqualTo(4);
    assertThat(mirror.get("skus_oversold").asInt()).isEqualTo(1);
    assertThat(mirror.get("orders_cancelled").asLong()).isEqualTo(1);
    assertThat(mirror.get("margin").asDouble()).isEqualTo(2.4);
    assertThat(mirror.get("lost_sales_by_channel").get("shopify").asLong()).isEqualTo(4);
    JsonNode split = root.get("policies").get(1);
    assertThat(split.get("refused").asLong()).isEqualTo(4);
    assertThat(split.get("refused_by_channel").get("amazon").asLong()).isEqualTo(4);
    assertThat(split.get("margin").asDouble()).isEqualTo(4);
    for (String key : new String[] {"units_asked", "units_delivered", "delivered", "units_held_back", "held_back_share", "units_left",
        "writes", "write_calls", "read_calls", "failures", "audit_findings", "skus"}) {
      assertThat(split.get(key).isNumber()).as(key).isTrue();
    }
    assertThat(root.at("/perfect_knowledge/units_delivered").asLong()).isEqualTo(4);
    assertThat(root.at("/assumptions/margin_percent/shopify").asInt()).isEqualTo(50);
    assertThat(root.at("/assumptions/lines_sold").asText()).isEqualTo("whole");
    assertThat(root.at("/rows/read").asInt()).isEqualTo(3);
    assertThat(out.toString()).contains("2 lines of 2 orders", "mirror", "rights+split:shopify=1", "perfect knowledge",
        "lost sales in units", "Nothing was oversold under rights+split:shopify=1.", "0.5 days of its demand",
        "amazon 30 %, shopify 50 %", "1 a quantity that is not a whole number");
    assertThat(err.toString()).contains("replaying under 2 policies: done");
  }

  @Test
  void replay_withoutOrdersAndPolicies_makesThemUp() {
    assertThat(replay("--rows", "200")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("made-up orders, seed 1", "rights ", "auto:0.01 ", "mirror ", "200 used, none skipped");
  }

  @Test
  void replay_options_reachTheAssumptions() throws IOException {
    Path json = directory.resolve("replay.json");
    assertThat(replay("--orders", orders(), "--policy", "mirror", "--lines", "UNITS", "--loop", "1h", "--order-lag", "90s", "--write-lag",
        "0s", "--rows", "1", "--json", json.toString())).isZero();
    JsonNode assumed = new ObjectMapper().readTree(json.toFile()).get("assumptions");
    assertThat(assumed.get("lines_sold").asText()).isEqualTo("units");
    assertThat(assumed.get("loop_seconds").asLong()).isEqualTo(3600);
    assertThat(assumed.get("order_lag_seconds").asLong()).isEqualTo(90);
    assertThat(assumed.get("write_lag_seconds").asLong()).isZero();
    assertThat(assumed.get("orders").asLong()).isEqualTo(1);
    assertThat(out.toString()).contains("sold once more under one policy", "Buyers take what is shown of a line");
  }

  @Test
  void report_isXmlThatLoadsAndRunsNothing() throws Exception {
    Path report = directory.resolve("replay.html");
    assertThat(replay("--orders", orders("<b>&\"x'.csv"), "--stock-days", "0.5", "--policy", "mirror", "--policy", "rights", "--report",
        report.toString())).as(err.toString()).isZero();
    String page = Files.readString(report);
    assertThat(page).startsWith("<!DOCTYPE html>").contains("prefers-color-scheme:dark", "@media print")
        .doesNotContainIgnoringCase("http").doesNotContain("<script", "src=", "@import", "url(", "NaN", "Infinity", "<b>");
    Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("What would have happened: <b>&\"x'.csv");
    assertThat(document.getElementsByTagName("svg").getLength()).as("six charts, two keys to lines, one for each shop").isEqualTo(13);
    assertThat(document.getElementsByTagName("table").getLength()).isEqualTo(2);
    assertThat(document.getDocumentElement().getTextContent()).contains("4 units", "mirror", "perfect knowledge", "Held back: units left");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
    "--policy     | hope                    | '--policy' (POLICY): 'hope' is not a guarantee; write rights",
    "--policy     | rights+hope             | 'hope' is not a rule; write one of shared",
    "--policy     | rights+economics        | --policy rights+economics needs to know which channel earns more; say so, such as --margin 30,amazon=15",
    "--margin     | lots                    | 'lots' is not a percentage",
    "--lines      | half                    | 'half' is not a way to sell lines; write whole or units",
    "--loop       | 1s                      | --loop must be from 1m to 7d, was 1 s",
    "--stock-days | 0                       | --stock-days must be from 0.01 to 3650, was 0",
    "--rows       | 0                       | --rows must be at least 1, was 0",
    "--orders     | nowhere.csv             | no such file: nowhere.csv",
    "--report     | nowhere/replay.html     | --report: there is no directory",
    "--json       | nowhere/replay.json     | --json: there is no directory",
    "--guarantee  | rights                  | Unknown option",
  })
  void badValue_isNamedAndExits2(String option, String value, String message) {
    assertThat(replay(option + "=" + value)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void badValue_pointsToThisCommandsHelp() {
    replay("--rows=0");
    replay("--policy=hope");
    assertThat(err.toString().split("Try: ./demo replay --help", -1)).hasSize(3);
  }

  @Test
  void policyNamedTwice_isRefused() {
    assertThat(replay("--policy", "rights", "--policy", "rights")).isEqualTo(2);
    assertThat(err.toString()).contains("--policy rights is named twice; name it once");
  }

  @Test
  void thirteenPolicies_areRefused_andTwelveAreNot() {
    List<String> args = new ArrayList<>(List.of("--rows=1"));
    for (int i = 0; i < 12; i++) {
      args.add("--policy=mirror:" + i);
    }
    assertThat(replay(args.toArray(String[]::new))).isZero();
    args.add("--policy=rights");
    assertThat(replay(args.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains("--policy can be named 12 times at most, was 13 times");
  }

  @Test
  void resultOverTheOrders_isRefused() throws IOException {
    String file = orders();
    assertThat(replay("--orders", file, "--report", file, "--json", file)).isEqualTo(2);
    assertThat(err.toString()).contains("--report must not be the file given to --orders", "--json must not be the file given to --orders",
        "--report and --json must be two files");
    assertThat(Files.readString(Path.of(file))).startsWith("invoice,time");
  }

  @Test
  void help_showsTheGrammar() {
    assertThat(replay("--help")).isZero();
    for (String form : PolicyRules.FORMS) {
      assertThat(out.toString()).contains(form);
    }
    for (String option : new String[] {"--orders", "--policy", "--report", "--json", "--rows", "--stock-days", "--lines", "--loop",
        "--order-lag", "--write-lag", "--margin", "--seed"}) {
      assertThat(out.toString()).contains(option);
    }
  }
}
