package dev.onepool.testkit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The last events of a world in words; ends with the first failure. Words cost time, so a silent one makes none. */
final class Trace {

  static final Trace SILENT = new Trace(0);

  private final int most;
  private final Deque<String> lines = new ArrayDeque<>();
  private final Map<Object, String> last = new HashMap<>();
  private boolean ended;

  Trace(int most) {
    this.most = most;
  }

  boolean silent() {
    return most == 0;
  }

  void note(Instant at, Supplier<String> words) {
    if (silent() || ended) {
      return;
    }
    lines.add(at + "  " + words.get());
    if (lines.size() > most) {
      lines.remove();
    }
  }

  /** Notes the words about a subject unless they are the same as the last about it. */
  void changed(Instant at, Object subject, Supplier<String> words) {
    if (silent()) {
      return;
    }
    String now = words.get();
    if (!now.equals(last.put(subject, now))) {
      note(at, () -> now);
    }
  }

  /** Notes a failure, which is the last thing to be told. */
  void end(Instant at, String failure) {
    note(at, () -> "FAILED: " + failure);
    ended = !silent();
  }

  String text() {
    return String.join(System.lineSeparator(), lines);
  }
}
