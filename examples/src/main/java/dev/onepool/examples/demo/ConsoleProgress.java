package dev.onepool.examples.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far the demo has come: on a terminal one line that is written over, otherwise a plain line when a step is
 * done, and one every ten seconds while it is not.
 */
final class ConsoleProgress {

  private static final long TERMINAL_PAUSE_NANOS = 100_000_000L;
  private static final long PLAIN_PAUSE_NANOS = 10_000_000_000L;
  private static final int TERMINAL_WIDTH = 79;
  private static final String ERASE_LINE = "\r" + " ".repeat(TERMINAL_WIDTH) + "\r";

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanoClock;

  /**
   * Makes a progress display.
   *
   * @param terminal whether a carriage return goes back to the beginning of the line
   * @param nanoClock the time, in nanoseconds since any moment
   */
  ConsoleProgress(PrintWriter out, boolean terminal, LongSupplier nanoClock) {
    this.out = out;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
  }

  /** Begins a step. */
  Step begin(String title) {
    return new Step(title, nanoClock.getAsLong());
  }

  /** One step of the work. */
  final class Step implements Progress, AutoCloseable {

    private final String title;
    private final long startedAt;
    private long shownAt;
    private boolean finished;

    private Step(String title, long startedAt) {
      this.title = title;
      this.startedAt = startedAt;
      shownAt = startedAt;
    }

    @Override
    public void at(long done, long total) {
      long now = nanoClock.getAsLong();
      if (now - shownAt < (terminal ? TERMINAL_PAUSE_NANOS : PLAIN_PAUSE_NANOS)) {
        return;
      }
      shownAt = now;
      String far = total > 0 ? done * 100 / total + " %" : Words.number(done) + " rows";
      String text = title + ": " + far + ", " + seconds(now);
      if (terminal) {
        out.print(ERASE_LINE + text.substring(0, Math.min(text.length(), TERMINAL_WIDTH)));
      } else {
        out.println(text);
      }
      out.flush();
    }

    /** Says that the work was done; without it, the step has failed and closes without a word. */
    void finish() {
      finished = true;
    }

    @Override
    public void close() {
      if (terminal) {
        out.print(ERASE_LINE);
      } else if (finished) {
        out.println(title + ": done, " + seconds(nanoClock.getAsLong()));
      }
      out.flush();
    }

    private String seconds(long now) {
      return String.format(Locale.ROOT, "%.1f s", (now - startedAt) / 1e9);
    }
  }
}
