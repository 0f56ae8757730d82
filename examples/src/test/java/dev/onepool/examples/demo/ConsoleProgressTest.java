package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

  private static final long SECOND = 1_000_000_000L;

  private final StringWriter shown = new StringWriter();
  private long now;

  @Test
  void plain_quickStep_isOneLine() {
    try (ConsoleProgress.Step step = begin(false)) {
      now += 9 * SECOND;
      step.at(50, 100);
      step.finish();
    }
    assertThat(shown.toString().lines()).containsExactly("selling: done, 9.0 s");
  }

  @Test
  void plain_slowStep_isALineEveryTenSeconds() {
    try (ConsoleProgress.Step step = begin(false)) {
      for (int done = 1; done <= 25; done++) {
        now += SECOND;
        step.at(done, 25);
      }
      step.finish();
    }
    assertThat(shown.toString().lines())
        .containsExactly("selling: 40 %, 10.0 s", "selling: 80 %, 20.0 s", "selling: done, 25.0 s");
  }

  @Test
  void plain_unknownTotal_showsRows() {
    try (ConsoleProgress.Step step = begin(false)) {
      now += 10 * SECOND;
      step.at(120_000, 0);
    }
    assertThat(shown.toString()).startsWith("selling: 120,000 rows, 10.0 s");
  }

  @Test
  void plain_failedStep_doesNotSayDone() {
    try (ConsoleProgress.Step step = begin(false)) {
      step.at(1, 2);
    }
    assertThat(shown.toString()).isEmpty();
  }

  @Test
  void terminal_writesOverItsLineAndLeavesNothing() {
    try (ConsoleProgress.Step step = begin(true)) {
      now += SECOND;
      step.at(1, 4);
    }
    assertThat(shown.toString()).doesNotContain("\n").contains("\rselling: 25 %, 1.0 s\r").endsWith("\r");
  }

  private ConsoleProgress.Step begin(boolean terminal) {
    return new ConsoleProgress(new PrintWriter(shown), terminal, () -> now).begin("selling");
  }
}
