package dev.onepool.core.internal.store;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether guessing pays. After each wrong guess it is left out for a while, twice as long each time, so that a ledger that
 * several processes write to costs little more than it would without guessing. Thread-safe; exact only to a transaction or
 * two.
 */
final class Optimism {

  private static final int LONGEST = 64;

  private final AtomicInteger wait = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger(1);

  boolean worthATry() {
    return wait.get() == 0 || wait.getAndDecrement() <= 0;
  }

  void succeeded() {
    if (next.get() != 1) {
      next.set(1);
      wait.set(0);
    }
  }

  void failed() {
    wait.set(next.getAndUpdate(last -> Math.min(LONGEST, last * 2)));
  }
}
