package dev.onepool.testkit.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Threads for rules about threads and deadlines. None is waited for longer than {@link #PATIENCE}. */
final class Hands implements AutoCloseable {

  /** Real time: much more than a call that ends at its deadline takes, even on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<Thread> threads = new ArrayList<>();

  /** A call on a thread of its own. */
  static final class Job<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    Job(FutureTask<T> task, Thread thread) {
      this.task = task;
      this.thread = thread;
    }

    void interrupt() {
      thread.interrupt();
    }

    boolean isDone() {
      return task.isDone();
    }
  }

  <T> Job<T> start(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "contract");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return new Job<>(task, thread);
  }

  /** Makes the calls at the same time, and returns their answers. */
  <T> List<T> together(List<Callable<T>> calls) throws Exception {
    CountDownLatch start = new CountDownLatch(calls.size());
    List<Job<T>> jobs = new ArrayList<>();
    for (Callable<T> call : calls) {
      jobs.add(start(() -> {
        start.countDown();
        start.await();
        return call.call();
      }));
    }
    List<T> answers = new ArrayList<>();
    for (Job<T> job : jobs) {
      answers.add(soon("a call beside others", job));
    }
    return answers;
  }

  /** Returns what a job returns, and throws what it throws. */
  <T> T soon(String what, Job<T> job) throws Exception {
    try {
      return job.task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(what + " has not ended " + PATIENCE + " later", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception exception ? exception : e;
    }
  }

  /** Waits for a condition. */
  void until(String what, BooleanSupplier condition) {
    long turns = PATIENCE.toMillis();
    for (long turn = 0; turn < turns; turn++) {
      if (condition.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    throw new AssertionError("not within " + PATIENCE + ": " + what);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
