package dev.onepool.core.internal.sync;

import dev.onepool.ChannelId;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts what comes in unseen: after each line of a pool, how many further ones there were on all channels, each in its own
 * window.
 *
 * <p>Why the windows are the channels' own. Channel {@code c} shows {@code max(0, K(s) - b)} of a number sent at {@code s}, less
 * what it sold itself since; {@code K(s)} is the stock less every sale that is known at {@code s}, {@code b} the buffer. Sales of
 * {@code c} are known after {@code O(c)} and its numbers shown after {@code W(c)}, both counted with the wait for the next round.
 * Let {@code T} be when {@code K} first comes down to {@code b}. Whatever is sent from {@code T} on is 0, so {@code c} sells
 * nothing after {@code T + W(c)}; and what it sold up to {@code T - O(c)} is in {@code K(T)}. So what is sold beyond {@code K(T)}
 * is at most the sum, over all channels, of what each sells in {@code (T - O(c), T + W(c)]}: a window of its own loop,
 * {@code O(c) + W(c)}, and not of the worst one. The seller of the last line counts like all others (to leave it out is wrong at
 * this moment), and nothing depends on what a channel does to its own number. Where lines come as they like, what is in those
 * windows does not depend on what was known at {@code T}. What oversells is that sum beyond {@code b}; a last known line of many
 * units can bring {@code K(T)} below {@code b}, but only if others sold in its own window before, and lines that large then do
 * not fit any more, which weighs more.
 *
 * <p>Why pairs are told apart. Look back from the very last line, sold at {@code t} on {@code c}: the number it was sold from is no
 * older than {@code t - O(c) - W(c)}, and was at least that line beside {@code b}. So what is oversold is also at most what all
 * others sold since then, beyond {@code b}. Where a sale and one further line stand alone, that is the sale: both must be larger
 * than {@code b}, or nothing is oversold; and where both are the same channel's, nothing is, because it has lowered its own number
 * by the first, and no write is under way that could undo that. Most of what follows in a small shop is of this kind.
 *
 * <p>{@code T} is the moment of a sale, and sales cluster: so the count is taken after sales, and not at any time. It is left
 * out where so little was on show that lines would have been refused and so not seen; this is decided at the sale, because to
 * leave out what sold out later would leave out the rushes.
 *
 * <p>Not thread-safe. Nothing of it is kept over a restart.
 */
final class UnseenLines {

  /** Beyond this nothing more is counted until there is room. */
  private static final int MOST_OPEN = 200_000;

  /** With fewer lines on show than these, and these for each that is expected, lines may be refused. */
  private static final double PLENTY = 3;

  private final Clustering clustering;
  private final Map<PoolKey, History> histories = new HashMap<>();
  private final Deque<Due> open = new ArrayDeque<>();

  /** A line, what was expected after it, and whether that counts. */
  private record Line(ChannelId channel, Instant at, double expected, boolean counts) {}

  /** When all that comes after the next line of a pool is known, and since when lines before it matter. */
  private record Due(PoolKey pool, Instant at, Instant since) {}

  /** The lines of a pool in the order of time, of which the first few were counted. */
  private static final class History {
    private final List<Line> lines = new ArrayList<>();
    private int counted;
  }

  UnseenLines(Clustering clustering) {
    this.clustering = clustering;
  }

  /** Returns whether so much is on show that lines are hardly refused. */
  static boolean plenty(double linesOnShow, double expected) {
    return linesOnShow >= PLENTY * (1 + expected);
  }

  /**
   * Takes note of a line.
   *
   * @param expected lines to be expected in the windows of all channels
   * @param counts whether what comes after it counts: whether there is plenty
   * @param longest the longest window of a channel
   * @param known how long until a sale is known
   */
  void sold(PoolKey pool, ChannelId channel, Instant at, double expected, boolean counts, Duration longest, Duration known) {
    if (open.size() >= MOST_OPEN) {
      return;
    }
    List<Line> lines = histories.computeIfAbsent(pool, any -> new History()).lines;
    int index = lines.size();
    while (index > 0 && lines.get(index - 1).at().isAfter(at)) {
      index--;
    }
    lines.add(index, new Line(channel, at, expected, counts));
    open.add(new Due(pool, at.plus(longest).plus(known), at.minus(longest)));
  }

  /**
   * Counts what came in after the lines of which that is complete.
   *
   * @param windows how long a channel may sell unseen; null where that is not known
   */
  void count(Instant now, Function<ChannelId, @Nullable Duration> windows) {
    for (Due due = open.peek(); due != null && !due.at().isAfter(now); due = open.peek()) {
      open.remove();
      History history = histories.get(due.pool());
      if (history == null) {
        continue;
      }
      count(history.lines, history.counted++, windows);
      while (history.counted > 0 && history.lines.get(0).at().isBefore(due.since())) {
        history.lines.remove(0);
        history.counted--;
      }
      if (history.counted == history.lines.size()) {
        histories.remove(due.pool());
      }
    }
  }

  private void count(List<Line> lines, int index, Function<ChannelId, @Nullable Duration> windows) {
    Line first = lines.get(index);
    if (!first.counts()) {
      return;
    }
    int unseen = 0;
    boolean alone = false;
    boolean ownOnly = false;
    for (int i = index + 1; i < lines.size(); i++) {
      Duration window = windows.apply(lines.get(i).channel());
      if (window != null && !lines.get(i).at().isAfter(first.at().plus(window))) {
        unseen++;
        alone = i == index + 1 && (index == 0 || lines.get(index - 1).at().isBefore(lines.get(i).at().minus(window)));
        ownOnly = alone && lines.get(i).channel().equals(first.channel());
      }
    }
    if (unseen == 1 && ownOnly) {
      clustering.counted(first.expected(), 0, false);
    } else {
      clustering.counted(first.expected(), unseen, unseen == 1 && alone);
    }
  }
}
