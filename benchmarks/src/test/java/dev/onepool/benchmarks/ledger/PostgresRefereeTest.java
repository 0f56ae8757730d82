package dev.onepool.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a server that flushes, a contender may still not wait for the flush. */
class PostgresRefereeTest {

  @TempDir
  private static Path folder;

  private static PostgresServer server;
  private static PostgresArena arena;

  private final StringWriter progress = new StringWriter();

  @BeforeAll
  static void start() throws IOException, SQLException {
    server = PostgresServer.embedded(folder);
    arena = new PostgresArena(server.url(), PostgresServer.USER, "", new RedisLua(folder, new Cleanup()));
  }

  @AfterAll
  static void stop() throws IOException {
    arena.close();
    server.close();
  }

  @Test
  void honestContenders_areBalanced() {
    for (Contender contender : List.of(
        new PostgresGuardedUpdate(arena), new PostgresSelectForUpdate(arena), new PostgresCeiling(arena))) {
      Measured measured = measure(contender);

      assertThat(measured).as(progress.toString())
          .returns(true, Measured::isMeasured).returns(true, Measured::balanced).returns(0L, Measured::errors);
    }
  }

  @Test
  void whoDoesNotWaitForTheFlush_isNotBalanced() {
    PostgresGuardedUpdate honest = new PostgresGuardedUpdate(arena);
    Measured measured = measure(new PostgresPerRequest("cheater", arena) {
      @Override
      boolean reserve(Connection connection, Request request) throws SQLException {
        try (Statement statement = connection.createStatement()) {
          statement.execute("SET LOCAL synchronous_commit = off");
        }
        return honest.reserve(connection, request);
      }
    });

    assertThat(measured.findings()).singleElement().asString().contains("granted", "at once, with only", "flushes");
  }

  private Measured measure(Contender contender) {
    Plan plan = new Plan(List.of(Mode.BLOCKING64), List.of(Workload.UNIFORM_BASKET3), Keys.random, 1, 0.3, true);
    Results results =
        new Referee(plan, List.of(contender), new Catalogue(1_000), new PrintWriter(progress, true)).run();
    return results.all().get(Mode.BLOCKING64).get(Workload.UNIFORM_BASKET3).get(contender.name());
  }
}
