package dev.onepool.spi;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One lock for each name that was ever changed in this process. A seller has a handful of secrets for each channel, so the
 * locks are never cleared away.
 */
final class NameLocks<N> {

  private final Map<N, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** Does something while no other thread does anything under this name. */
  <T> T alone(N name, Supplier<T> action) {
    ReentrantLock lock = locks.computeIfAbsent(name, any -> new ReentrantLock());
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a change of a secret must not change the same secret again");
    }
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for another change of a secret");
    }
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
