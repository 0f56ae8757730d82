package dev.onepool.core.internal.store;

import dev.onepool.StoreException;
import dev.onepool.core.Onepool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Another process that opens a ledger and keeps it until it is killed. */
final class LedgerHolder implements AutoCloseable {

  private final Process process;

  private LedgerHolder(Process process) {
    this.process = process;
  }

  /** What the other process does: says {@code open}, or the kind of trouble and the message, and waits for its end. */
  public static void main(String[] args) throws IOException {
    try (Onepool engine = Onepool.builder().sqlite(Path.of(args[0])).build()) {
      System.out.println(engine == null ? "nothing" : "open");
      while (System.in.read() >= 0) {
        // The parent writes nothing: the end of its input is the end of the wait.
      }
    } catch (StoreException e) {
      System.out.println(e.kind() + " " + e.getMessage());
    }
  }

  static LedgerHolder start(Path file) throws IOException {
    return new LedgerHolder(new ProcessBuilder(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
        LedgerHolder.class.getName(), file.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start());
  }

  /** Waits for what the process says first; null if it ended without a word. */
  String firstLine() throws IOException {
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    return said.readLine();
  }

  /** Kills the process. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
