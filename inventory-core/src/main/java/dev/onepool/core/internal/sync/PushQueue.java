package dev.onepool.core.internal.sync;

import dev.onepool.NotificationAnswer;
import dev.onepool.spi.PushSource;
import dev.onepool.spi.PushSource.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Empties one channel's queue. A message is confirmed when what it says is in the ledger; one that says only that something has
 * changed, when the orders have been read since. What is not confirmed comes again.
 */
final class PushQueue {

  private static final int BATCH = 100;
  private static final int MAX_A_ROUND = 1_000;
  private static final int MAX_WAITING = 10_000;

  private final PushSource source;
  private final ReentrantLock receiving = new ReentrantLock();
  private final List<Message> waiting = new ArrayList<>();

  PushQueue(PushSource source) {
    this.source = source;
  }

  /**
   * Takes what has come, up to a limit for a round; nothing while another thread is at it.
   *
   * @param wait how long to wait for the first message
   * @return how many were taken in
   */
  int drain(Duration wait, Function<Message, NotificationAnswer> take) {
    if (!receiving.tryLock()) {
      return 0;
    }
    try {
      int taken = 0;
      List<Message> batch = source.receive(BATCH, wait);
      while (!batch.isEmpty()) {
        taken += take(batch, take);
        batch = taken < MAX_A_ROUND ? source.receive(BATCH, Duration.ZERO) : List.of();
      }
      return taken;
    } finally {
      receiving.unlock();
    }
  }

  private int take(List<Message> batch, Function<Message, NotificationAnswer> take) {
    List<Message> done = new ArrayList<>(batch.size());
    for (Message message : batch) {
      NotificationAnswer answer = take.apply(message);
      // Whoever can write into the queue is not the channel, perhaps; but a forged message must not come for ever.
      if (answer.status() < 500 && !answer.due()) {
        done.add(message);
      } else if (answer.status() < 500) {
        wait(message);
      }
    }
    if (!done.isEmpty()) {
      source.confirm(done);
    }
    return batch.size();
  }

  private void wait(Message message) {
    synchronized (waiting) {
      if (waiting.size() < MAX_WAITING) {
        waiting.add(message);
      }
    }
  }

  /** Returns the messages that wait for the orders to be read, as of now. */
  List<Message> waiting() {
    synchronized (waiting) {
      return List.copyOf(waiting);
    }
  }

  /** Confirms messages that waited, because the orders have been read to the end since. */
  void read(List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    synchronized (waiting) {
      // They were added in this order, and only here are any taken away.
      waiting.subList(0, messages.size()).clear();
    }
    source.confirm(messages);
  }
}
