package dev.onepool.core.internal.sync;

import dev.onepool.spi.PushSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A queue that gives each message once, and remembers what was confirmed. */
final class ScriptedQueue implements PushSource {

  final Deque<Message> messages = new ArrayDeque<>();
  final List<String> confirmed = new ArrayList<>();
  final List<Duration> waits = new ArrayList<>();
  RuntimeException fails;
  boolean closed;

  @Override
  public List<Message> receive(int max, Duration wait) {
    waits.add(wait);
    if (fails != null) {
      throw fails;
    }
    List<Message> some = new ArrayList<>();
    while (some.size() < max && !messages.isEmpty()) {
      some.add(messages.poll());
    }
    return some;
  }

  @Override
  public void confirm(List<Message> done) {
    done.forEach(message -> confirmed.add(message.receipt()));
  }

  @Override
  public void close() {
    closed = true;
  }
}
