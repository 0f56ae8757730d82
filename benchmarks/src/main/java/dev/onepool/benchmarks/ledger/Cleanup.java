package dev.onepool.benchmarks.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What has to be stopped and deleted at the end, last come first; also when the process is told to end. */
final class Cleanup implements AutoCloseable {

  private static final int ATTEMPTS = 5;
  private static final long PAUSE_NANOS = 200_000_000;

  private final Deque<AutoCloseable> waiting = new ArrayDeque<>();
  private final Thread hook = new Thread(this::run, "cleanup");

  Cleanup() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  synchronized void add(AutoCloseable closeable) {
    waiting.push(closeable);
  }

  /** Makes a folder that is deleted at the end. */
  Path folder(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, "onepool-bench-");
    add(() -> delete(folder));
    return folder;
  }

  private synchronized void run() {
    while (!waiting.isEmpty()) {
      Quietly.close(waiting.pop());
    }
  }

  @Override
  public void close() {
    run();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending; the hook has nothing left to do.
    }
  }

  /** Tries again where somebody who is being stopped still writes. */
  private static void delete(Path folder) throws IOException {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        deleteOnce(folder);
        return;
      } catch (IOException | UncheckedIOException e) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    deleteOnce(folder);
  }

  private static void deleteOnce(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }
}
