package dev.onepool.core.internal.commit;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One daemon thread that is started when it first has something to do. Thread-safe. */
final class Worker implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 10;

  private final String name;
  private @Nullable ExecutorService thread;

  Worker(String name) {
    this.name = name;
  }

  synchronized void execute(Runnable task) {
    ExecutorService current = thread;
    if (current == null) {
      current = Executors.newSingleThreadExecutor(work -> {
        Thread daemon = new Thread(work, name);
        daemon.setDaemon(true);
        return daemon;
      });
      thread = current;
    }
    current.execute(task);
  }

  /** Ends the thread when what it was given is done. A task that comes later starts another. */
  @Override
  public void close() {
    ExecutorService current;
    synchronized (this) {
      current = thread;
      thread = null;
    }
    if (current == null) {
      return;
    }
    current.shutdown();
    try {
      current.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
