package dev.onepool.core.internal.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * What a listing sold lately, as averages that forget: half of what is remembered comes from the last {@link #HALF_LIFE}.
 *
 * @param at when it was last brought up to date
 * @param unitsPerDay units a day
 * @param meanLine mean units of an order line
 * @param meanSquare mean of the squared units of an order line
 * @param lines how many lines were seen, forgotten ones included; tells how far to trust the rest
 */
public record Demand(Instant at, double unitsPerDay, double meanLine, double meanSquare, long lines) {

  /** How long until half of what is remembered is newer. */
  public static final Duration HALF_LIFE = Duration.ofDays(10);

  private static final double LN2 = Math.log(2);
  private static final double LINE_WEIGHT = 0.02;
  private static final double DEVIATIONS = 2;

  /** Nothing known. */
  public static final Demand NONE = new Demand(Instant.EPOCH, 0, 0, 0, 0);

  /** Returns the demand after a line of these units, ordered then. An order from the past counts as of now. */
  public Demand with(long units, Instant placedAt) {
    Instant moment = placedAt.isAfter(at) ? placedAt : at;
    double rate = unitsPerDayAt(moment) + units * LN2 / days(HALF_LIFE);
    double weight = Math.max(LINE_WEIGHT, 1.0 / (lines + 1));
    return new Demand(
        moment,
        rate,
        meanLine + weight * (units - meanLine),
        meanSquare + weight * ((double) units * units - meanSquare),
        lines + 1);
  }

  /** Returns units a day as remembered at a later moment. */
  public double unitsPerDayAt(Instant moment) {
    if (lines == 0 || !moment.isAfter(at)) {
      return unitsPerDay;
    }
    return unitsPerDay * Math.exp(-LN2 * days(Duration.between(at, moment)) / days(HALF_LIFE));
  }

  /** Returns the units of a usual line, large ones included: mean plus two standard deviations; at least 1. */
  public long usualLine() {
    return usualLine(meanLine, meanSquare);
  }

  /** Returns the units of a usual line where lines have this mean and this mean square. */
  public static long usualLine(double mean, double square) {
    return Math.max(1, (long) Math.ceil(mean + DEVIATIONS * Math.sqrt(Math.max(0, square - mean * mean))));
  }

  private static double days(Duration duration) {
    return duration.toMillis() / 86_400_000.0;
  }
}
