package dev.onepool.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes and servers that are killed while they write; the long form is {@code benchmarks/run crash}. */
@Timeout(600)
class KilledTest {

  private static final int ROUNDS = 3;

  @TempDir
  private Path folder;

  private final long seed = System.nanoTime();

  private void run(Crash crash) {
    System.out.println("KilledTest seed " + seed);
    while (crash.rounds() < ROUNDS) {
      assertThat(crash.round()).as("round %d, seed %d", crash.rounds(), seed).isEmpty();
    }
    System.out.println("KilledTest: " + crash);
  }

  @Test
  void killed_processesAndServerOfPostgres_loseNothingAndDoubleNothing() throws IOException {
    try (CrashServer server = new CrashServer(folder)) {
      run(new Crash(Place.postgres(server.url()), server, folder.resolve("journals"), 2, seed));
    }
  }

  @Test
  void killed_processAtAFile_losesNothingAndDoublesNothing() {
    run(new Crash(Place.sqlite(folder.resolve("ledger.db")), null, folder.resolve("journals"), 1, seed));
  }
}
