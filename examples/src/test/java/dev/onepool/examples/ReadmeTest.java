package dev.onepool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the code in the README, as it stands there. */
class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void firstScreen_runs_andPrintsWhatItSays() throws Exception {
    String printed = run(blocks().get(0), "First");
    assertThat(printed)
        .contains("Held[reservation=cart-1, expiresAt=null]")
        .contains("Refused[reservation=cart-2, shortItems=[")
        .contains("requested=2, free=1")
        .contains("1 left, audit: clean");
  }

  @Test
  void firstScreen_isWithinFortyLines() throws IOException {
    List<String> lines = Files.readAllLines(README);
    assertThat(lines.subList(0, 40)).anyMatch(line -> line.startsWith("**It guarantees**"))
        .anyMatch(line -> line.startsWith("**It does not**"))
        .anyMatch(line -> line.startsWith("./demo"));
  }

  @Test
  void channelExample_runs_andGoesLive() throws Exception {
    String clock = "ManualClock clock = new ManualClock(Instant.parse(\"2026-01-01T00:00:00Z\"));\n";
    assertThat(run(clock + blocks().get(1), "Second"))
        .contains("MUG on ebay (live)")
        .contains("write #2 of 20")
        .contains("guarantee AUTO (oversold with a chance of at most 0.01 when it sells out): holds");
  }

  @Test
  void postgresExample_runs() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .start()) {
      String given = "String url = \"" + server.getJdbcUrl("postgres", "postgres") + "\";\n"
          + "String user = \"postgres\"; String password = \"\";\n"
          + "org.postgresql.ds.PGSimpleDataSource dataSource = new org.postgresql.ds.PGSimpleDataSource();\n"
          + "dataSource.setUrl(url);\n";
      assertThat(run(given + blocks().get(2), "Third")).contains("Refused[reservation=order-9");
    }
  }

  private static List<String> blocks() throws IOException {
    Matcher matcher = JAVA.matcher(Files.readString(README));
    return matcher.results().map(result -> result.group(1)).toList();
  }

  private String run(String body, String name) throws Exception {
    return Snippet.run(folder, body, name);
  }
}
