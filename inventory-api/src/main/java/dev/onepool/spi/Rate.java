package dev.onepool.spi;

/**
 * How many calls a channel allows: a bucket that holds some and is refilled all the time.
 *
 * @param perSecond units refilled a second; greater than 0
 * @param burst units the bucket holds; 1 or more
 */
public record Rate(double perSecond, long burst) {

  /** Refuses what allows nothing. */
  public Rate {
    if (!(perSecond > 0 && perSecond <= 1_000_000)) {
      throw new IllegalArgumentException("a rate must be above 0 and at most 1,000,000 a second, was " + perSecond);
    }
    if (burst < 1) {
      throw new IllegalArgumentException("a rate's burst must be at least 1, was " + burst);
    }
  }
}
