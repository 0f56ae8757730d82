package dev.onepool.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LedgerCommandTest {

  @TempDir
  private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter progress = new StringWriter();

  @Test
  void quickRun_onSqlite_measuresEverybodyAndLeavesNothingBehind() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path json = folder.resolve("figures.json");

    int status = run("--store", "sqlite", "--quick", "--folder", data.toString(), "--json", json.toString());

    assertThat(status).as(progress.toString()).isZero();
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    for (Mode mode : Mode.values()) {
      for (String contender : new String[] {"guarded_update", "select_for_update", "onepool", "ceiling"}) {
        JsonNode one = figures.path(mode.key()).path("uniform").path(contender);
        assertThat(one.path("status").asText()).as(mode + " " + contender).isEqualTo("measured");
        assertThat(one.path("per_second").asDouble()).as(mode + " " + contender).isPositive();
        assertThat(one.path("p99_ms").asDouble()).isGreaterThanOrEqualTo(one.path("p50_ms").asDouble());
        assertThat(one.path("errors").asLong()).isZero();
        assertThat(one.path("balanced").asBoolean()).as(mode + " " + contender).isTrue();
      }
    }
    assertThat(figures.path("fsync_us").asDouble()).isPositive();
    assertThat(figures.path("settings").path("sqlite").path("synchronous").asText()).isEqualTo("2");
    assertThat(figures.path("tables").asText()).isEqualTo("the same columns and indexes on every side");
    assertThat(out.toString()).contains("async1024 uniform: at least 10 x guarded_update");
    try (Stream<Path> left = Files.list(data)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void unknownWorkload_isRefused() {
    assertThat(run("--workload", "cold")).isEqualTo(2);
    assertThat(progress.toString()).contains("unknown workload: cold");
  }

  @Test
  void growth_ofASmallLedger_comparesTheTwoSizes() throws Exception {
    Plan plan = new Plan(List.of(Mode.ASYNC1024), List.of(Workload.UNIFORM), Keys.random, 1, 0.1, true);
    Growth growth = new Growth(new SqliteArena(folder), plan, new PrintWriter(out), new PrintWriter(progress));

    JsonNode figures = new ObjectMapper().valueToTree(growth.compare(new Growth.Size(100, 0), new Growth.Size(200, 2_000)));

    assertThat(figures.path("ratio").asDouble()).isPositive();
    assertThat(figures.path("large").path("balanced").asBoolean()).as(progress.toString()).isTrue();
    assertThat(figures.path("large").path("entries").asLong()).isEqualTo(2_000);
  }

  private int run(String... words) {
    return new CommandLine(new LedgerCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(progress, true))
        .execute(words);
  }
}
