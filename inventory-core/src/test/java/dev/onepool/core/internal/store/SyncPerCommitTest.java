package dev.onepool.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts the calls that have the disk write, as the operating system sees them: what was acknowledged had been flushed,
 * which killing a process cannot show. Needs {@code strace}; skipped where there is none, or where tracing is forbidden.
 */
@Timeout(120)
class SyncPerCommitTest {

  private static final int COUNT = 40;

  @TempDir
  private Path folder;

  @Test
  void ledger_everyAcknowledgedCommand_wasFlushed() throws IOException, InterruptedException {
    assertThat(flushes("ledger")).isGreaterThanOrEqualTo(COUNT);
  }

  /** Without this, the count above might be high for another reason. */
  @Test
  void control_weakerSync_isSeenInTheCount() throws IOException, InterruptedException {
    assertThat(flushes("NORMAL")).isLessThan(COUNT / 4);
  }

  /** Has another process write one by one, and returns how often it had the write-ahead log flushed. */
  private long flushes(String how) throws IOException, InterruptedException {
    assumeTrue(canTrace(), "strace is not there or may not trace, so flushes cannot be counted");
    Path trace = folder.resolve("trace.txt");
    Process child = new ProcessBuilder(List.of("strace", "-f", "--seccomp-bpf", "-y", "-e", "trace=fsync,fdatasync",
        "-o", trace.toString(), Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), OneByOne.class.getName(),
        folder.resolve("file.db").toString(), how, String.valueOf(COUNT)))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.lines()).as("acknowledged one by one").hasSize(COUNT);
    } finally {
      child.destroyForcibly().waitFor();
    }
    try (Stream<String> calls = Files.lines(trace)) {
      return calls.filter(call -> call.contains("file.db-wal") && call.contains("= 0")).count();
    }
  }

  private static boolean canTrace() throws InterruptedException {
    try {
      Process trial = new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-e", "trace=fsync", "-o", "/dev/null", "true")
          .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
