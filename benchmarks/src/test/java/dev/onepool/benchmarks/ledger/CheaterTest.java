package dev.onepool.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contenders that cheat, and one that does not. The referee must tell them apart. */
class CheaterTest {

  private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());

  @TempDir
  private Path folder;

  private SqliteArena arena;

  @BeforeEach
  void open() {
    arena = new SqliteArena(folder);
  }

  @Test
  void honestContender_isBalanced() {
    Measured measured = measure(SqlitePerRequest.guardedUpdate(arena));

    assertThat(measured).returns(true, Measured::balanced).returns(0L, Measured::errors);
  }

  @Test
  void whoSkipsTheCommit_isNotBalanced() {
    Measured measured = measure(new SqlitePerRequest("cheater", arena, (desk, sku) -> desk.take(sku, 1)) {
      @Override
      void end(SqliteDesk desk, boolean commit) throws SQLException {
        desk.end(false);
      }
    });

    assertThat(measured.balanced()).isFalse();
  }

  @Test
  void whoSkipsOneCommitInFifty_isNotBalanced() {
    AtomicInteger calls = new AtomicInteger();
    Measured measured = measure(new SqlitePerRequest("cheater", arena, (desk, sku) -> desk.take(sku, 1)) {
      @Override
      void end(SqliteDesk desk, boolean commit) throws SQLException {
        desk.end(calls.incrementAndGet() % 50 != 0);
      }
    });

    assertThat(measured.balanced()).isFalse();
  }

  @Test
  void whoGrantsWithoutTaking_isNotBalanced() {
    Measured measured = measure(new SqlitePerRequest("cheater", arena, (desk, sku) -> new long[] {1, 1}));

    assertThat(measured.balanced()).isFalse();
  }

  @Test
  void whoTakesAnotherSku_isNotBalanced() {
    Measured measured = measure(new SqlitePerRequest("cheater", arena, (desk, sku) -> desk.take("sku-0000000", 1)));

    assertThat(measured.balanced()).isFalse();
  }

  @Test
  void whoDoesNotFlush_isNotBalanced() {
    Measured measured = measure(new InMemoryContender(() -> 7));

    assertThat(measured.findings()).singleElement().asString().endsWith("with only 0 flushes");
  }

  @Test
  void whoFlushes_isBalanced() {
    AtomicInteger flushes = new AtomicInteger();
    Measured measured = measure(new InMemoryContender(() -> flushes.addAndGet(100_000_000)));

    assertThat(measured.findings()).isEmpty();
  }

  @Test
  void whoCannotStart_isNotMeasuredAndSaysWhy() {
    Measured measured = measure(new InMemoryContender(() -> {
      throw new IllegalStateException("no disk");
    }));

    assertThat(measured).returns("no disk", Measured::status).returns(false, Measured::isMeasured);
  }

  private static Measured measure(Contender contender) {
    Plan plan = new Plan(List.of(Mode.BLOCKING64), List.of(Workload.UNIFORM), Keys.random, 1, 0.1, true);
    Results results = new Referee(plan, List.of(contender), new Catalogue(100), NOWHERE).run();
    return results.all().get(Mode.BLOCKING64).get(Workload.UNIFORM).get(contender.name());
  }
}
