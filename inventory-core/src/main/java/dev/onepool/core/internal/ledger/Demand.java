package dev.onepool.core.internal.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a listing sold lately, as averages that forget: half of what is remembered comes from the last {@link #HALF_LIFE}.
 *
 * @param at when it was last brought up to date
 * @param unitsPerDay units a day
 * @param meanLine mean units of an order line; 0 where none was seen
 * @param lines how many lines were seen, forgotten ones included; tells how far to trust the rest
 * @param recent the units of the latest lines, at most {@link #RECENT}, oldest first
 */
public record Demand(Instant at, double unitsPerDay, double meanLine, long lines, List<Long> recent) {

  /** How long until half of what is remembered is newer. */
  public static final Duration HALF_LIFE = Duration.ofDays(10);

  /** How many lines are remembered one by one. */
  public static final int RECENT = 8;

  /** Lines come in few sizes (1, 12, a box of 24): a number that more than half of them fit into is one of these. */
  private static final double USUAL = 0.6;

  private static final double LN2 = Math.log(2);
  private static final double LINE_WEIGHT = 0.02;

  /** Nothing known. */
  public static final Demand NONE = new Demand(Instant.EPOCH, 0, 0, 0, List.of());

  /** Copies the list. */
  public Demand {
    recent = List.copyOf(recent);
  }

  /** Returns the demand after a line of these units, ordered then. An order from the past counts as of now. */
  public Demand with(long units, Instant placedAt) {
    Instant moment = placedAt.isAfter(at) ? placedAt : at;
    double rate = unitsPerDayAt(moment) + units * LN2 / days(HALF_LIFE);
    double weight = Math.max(LINE_WEIGHT, 1.0 / (lines + 1));
    List<Long> latest = new ArrayList<>(recent.subList(Math.max(0, recent.size() + 1 - RECENT), recent.size()));
    latest.add(units);
    return new Demand(moment, rate, meanLine + weight * (units - meanLine), lines + 1, latest);
  }

  /** Returns units a day as remembered at a later moment. */
  public double unitsPerDayAt(Instant moment) {
    if (lines == 0 || !moment.isAfter(at)) {
      return unitsPerDay;
    }
    return unitsPerDay * Math.exp(-LN2 * days(Duration.between(at, moment)) / days(HALF_LIFE));
  }

  /** Returns order lines a day as remembered at a later moment. */
  public double linesPerDayAt(Instant moment) {
    return meanLine > 0 ? unitsPerDayAt(moment) / meanLine : 0;
  }

  /**
   * Returns order lines a day as long as the listing was watched, as remembered at a later moment. The averages count all that was
   * before the first line as time without sales, so what is young seems slow; here that is made good. How long it was watched
   * follows from how little of its lines is forgotten: of lines that came evenly for a time of {@code s} half-lives, a part of at
   * least {@code 1 - s ln 2 / 2} is still remembered. Less than a day counts as one.
   */
  public double linesPerWatchedDayAt(Instant moment) {
    double remembered = linesPerDayAt(at) * days(HALF_LIFE) / LN2;
    double watched = lines == 0 ? 0 : Math.max(2 * (1 - remembered / lines) / LN2, 1 / days(HALF_LIFE));
    return lines == 0 ? 0 : linesPerDayAt(moment) / (1 - Math.exp(-LN2 * watched));
  }

  /** Returns the units of a usual line among these: six in ten are no larger. 1 where there is none. */
  public static long usualLine(Collection<Long> lines) {
    return quantile(lines, USUAL);
  }

  /**
   * Returns the size that this part of these lines does not exceed; 1 where there is none.
   *
   * @param part from 0 to 1
   */
  public static long quantile(Collection<Long> lines, double part) {
    if (lines.isEmpty()) {
      return 1;
    }
    long[] sorted = lines.stream().mapToLong(Long::longValue).sorted().toArray();
    return Math.max(1, sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))]);
  }

  private static double days(Duration duration) {
    return duration.toMillis() / 86_400_000.0;
  }
}
