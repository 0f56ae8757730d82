package dev.onepool.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 200 callers of 4 processes at one server; the long form is {@code benchmarks/run race}. */
@Timeout(600)
class RaceTest {

  private static final int REPETITIONS = 5;

  @TempDir
  private static Path folder;

  private static CrashServer server;
  private static Race race;

  @BeforeAll
  static void start() throws IOException {
    server = new CrashServer(folder);
    race = new Race(Place.postgres(server.url()), folder.resolve("journals"), 4, 50);
  }

  @AfterAll
  static void stop() {
    race.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void race_ofFourProcesses_grantsWhatThereIsAndTellsTheTruth(Variant variant) {
    for (int i = 0; i < REPETITIONS; i++) {
      assertThat(race.run(variant)).as("%s, repetition %d", variant, i).isEmpty();
    }
  }
}
