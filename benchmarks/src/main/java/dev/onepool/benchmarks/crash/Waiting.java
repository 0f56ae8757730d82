package dev.onepool.benchmarks.crash;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waiting with an end to it. */
final class Waiting {

  private static final int PATIENCE_SECONDS = 120;

  private Waiting() {}

  static void join(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (thread.isAlive()) {
      throw new IllegalStateException(thread.getName() + " does not come to an end");
    }
  }

  static void acquire(Semaphore semaphore, int permits, String what) {
    try {
      if (!semaphore.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nothing happens: " + what);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void await(CountDownLatch latch, String what) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nothing happens: " + what);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
