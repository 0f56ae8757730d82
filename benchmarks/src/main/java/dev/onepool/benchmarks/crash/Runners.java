package dev.onepool.benchmarks.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** The callers of one process in one race: threads that wait for the shot, and then ask what their variant says. */
final class Runners implements AutoCloseable {

  private final CountDownLatch shot = new CountDownLatch(1);
  private final AtomicLong moment = new AtomicLong(Long.MAX_VALUE);
  private final List<Thread> threads = new ArrayList<>();

  /** Has them stand at the line. */
  Runners(Caller caller, Variant variant, int process, int size) {
    CountDownLatch standing = new CountDownLatch(size);
    for (int i = 0; i < size; i++) {
      List<Deed> deeds = variant.deeds(process, i);
      threads.add(new Thread(() -> {
        standing.countDown();
        Waiting.await(shot, "the shot");
        while (System.nanoTime() - moment.get() < 0) {
          Thread.onSpinWait();
        }
        deeds.forEach(caller::call);
      }, "runner-" + process + "-" + i));
    }
    threads.forEach(Thread::start);
    Waiting.await(standing, "everybody at the line");
  }

  /** Lets them go at this moment, which all processes share, and returns when all have arrived. */
  void go(long at) {
    moment.set(at);
    shot.countDown();
    threads.forEach(Waiting::join);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
