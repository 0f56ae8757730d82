package dev.onepool.testkit;

import dev.onepool.Explanation;
import dev.onepool.Position;
import dev.onepool.Sku;
import dev.onepool.SyncReport;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The last events of a world in words; ends with the first failure. Words cost time, so a silent one makes none. */
final class Trace {

  static final Trace SILENT = new Trace(0);

  private static final SyncReport QUIET = new SyncReport(0, 0, 0, 0, 0, 0, List.of(), List.of(), null, List.of());

  private final int most;
  private final Deque<String> lines = new ArrayDeque<>();
  private final Map<Object, String> last = new HashMap<>();
  private int quiet;
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
    if (quiet > 0) {
      add("                          " + quiet + (quiet == 1 ? " round" : " rounds") + " in which nothing happened");
      quiet = 0;
    }
    add(at + "  " + words.get());
  }

  private void add(String line) {
    lines.add(line);
    if (lines.size() > most) {
      lines.remove();
    }
  }

  /** Notes a round; of those in which nothing happened, how many there were, before what comes next. */
  void round(Instant at, SyncReport report) {
    if (silent() || ended) {
      return;
    }
    if (report.equals(QUIET)) {
      quiet++;
    } else {
      note(at, () -> "round: " + report);
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

  /** Notes what the engine believes of each listing, where that has changed. */
  void beliefs(Instant at, Seller seller, List<Sku> skus, List<Shop> shops) {
    if (silent()) {
      return;
    }
    for (Sku sku : skus) {
      Position position = seller.books().ledger().position(sku);
      changed(at, sku, () -> "  " + sku + ": " + position.locations());
      for (Shop shop : shops) {
        for (Explanation.Offer offer : seller.books().explain(sku, shop.plan().channel()).listings()) {
          changed(at, shop.plan().channel() + "/" + offer.listing(), () -> "  "
              + shop.plan().channel() + " may take " + offer.exposure() + " of " + offer.listing() + ", target "
              + offer.target() + ": " + offer.attempts().stream().map(Trace::words).toList());
        }
      }
    }
  }

  private static String words(Explanation.Attempt attempt) {
    return "#" + attempt.sequence() + " " + attempt.state() + " " + attempt.value() + ", charged " + attempt.charge()
        + ", sent " + attempt.sentAt() + ", by " + attempt.notAfter();
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
