package dev.onepool.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Calls made by many threads at the same moment. */
public final class Together {

  private static final int PATIENCE_SECONDS = 60;

  private Together() {}

  /** Has as many threads as calls wait for each other, start together, and returns what each was answered, in order. */
  public static <T> List<T> call(int calls, IntFunction<T> call) {
    ExecutorService threads = Executors.newFixedThreadPool(calls);
    try {
      CountDownLatch ready = new CountDownLatch(calls);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        int number = i;
        futures.add(threads.submit(() -> {
          ready.countDown();
          ready.await();
          return call.apply(number);
        }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> future : futures) {
        answers.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return answers;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("a call did not come back", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
