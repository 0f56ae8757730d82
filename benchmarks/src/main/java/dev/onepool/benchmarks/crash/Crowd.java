package dev.onepool.benchmarks.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Threads that ask at random until they are told to stop. */
final class Crowd {

  private final List<Thread> threads = new ArrayList<>();
  private final AtomicBoolean stopped = new AtomicBoolean();

  /**
   * Starts the threads.
   *
   * @param posted is called after each acknowledged call, by the thread that made it
   */
  Crowd(Caller caller, String name, int size, long seed, Consumer<Deed> posted) {
    for (int i = 0; i < size; i++) {
      RandomLoad load = new RandomLoad(name + "-" + i, seed + i);
      threads.add(new Thread(() -> run(caller, load, posted), name + "-" + i));
    }
    threads.forEach(Thread::start);
  }

  private void run(Caller caller, RandomLoad load, Consumer<Deed> posted) {
    while (!stopped.get()) {
      Deed deed = load.next();
      Told told = caller.call(deed);
      while (told.kind() == Told.Kind.UNKNOWN && !stopped.get() && load.asksOnceMore()) {
        told = caller.call(deed);
      }
      if (told.kind() == Told.Kind.POSTED) {
        load.posted(deed);
        posted.accept(deed);
      }
    }
  }

  /** Lets everybody finish their last call. */
  void stop() {
    stopped.set(true);
    for (Thread thread : threads) {
      Waiting.join(thread);
    }
  }
}
