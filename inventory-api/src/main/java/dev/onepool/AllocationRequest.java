package dev.onepool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy decides on.
 *
 * @param sku the SKU whose units are divided
 * @param units how many there are to offer: available, less safety stock; 0 or more
 * @param listings who may offer them, in order of channel and listing
 * @param horizon how far ahead a need is counted
 * @param asOf the instant that the answer is for; a policy has no other clock
 * @param unseen what may be sold before every channel shows a new number; null while it is not measured, for a policy that does
 *     not say that it {@linkplain AllocationPolicy#needsUnseen() needs} it, and under {@link Guarantee.Rights}, where nothing is
 *     oversold however much that is
 */
public record AllocationRequest(
    Sku sku, long units, List<Candidate> listings, Duration horizon, Instant asOf, @Nullable Unseen unseen) {

  /** Refuses fewer than no units. */
  public AllocationRequest {
    if (units < 0) {
      throw new IllegalArgumentException("units to allocate must not be negative: " + units + " of " + sku);
    }
    listings = List.copyOf(listings);
  }

  /** Makes a request for which nothing was measured yet. */
  public AllocationRequest(Sku sku, long units, List<Candidate> listings, Duration horizon, Instant asOf) {
    this(sku, units, listings, horizon, asOf, null);
  }

  /**
   * One listing that may offer units.
   *
   * @param channel its channel
   * @param listing its identifier
   * @param unitsPerDay its recent demand in units a day; 0 where nothing is known
   * @param usualLine the units of a usual order line, large ones included; at least 1
   * @param variancePerDay the variance of a day's demand, in units squared; 0 or more
   * @param held units that it can sell besides, such as stock that the channel keeps; 0 or more
   */
  public record Candidate(
      ChannelId channel, ListingId listing, double unitsPerDay, long usualLine, double variancePerDay, long held) {

    /** Refuses demand that is not a number of 0 or more, and a line of less than one unit. */
    public Candidate {
      if (!(unitsPerDay >= 0 && unitsPerDay < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("unitsPerDay of " + listing + " must be 0 or more, was " + unitsPerDay);
      }
      if (usualLine < 1) {
        throw new IllegalArgumentException("usualLine of " + listing + " must be at least 1, was " + usualLine);
      }
      if (!(variancePerDay >= 0 && variancePerDay < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "variancePerDay of " + listing + " must be 0 or more, was " + variancePerDay);
      }
      if (held < 0) {
        throw new IllegalArgumentException("held of " + listing + " must not be negative: " + held);
      }
    }

    /** Makes a candidate whose orders come independently, a usual line each, and who has no other stock. */
    public Candidate(ChannelId channel, ListingId listing, double unitsPerDay, long usualLine) {
      this(channel, listing, unitsPerDay, usualLine, Math.min(Double.MAX_VALUE, unitsPerDay * usualLine), 0);
    }
  }

  /**
   * What may be sold, on all channels together, between a sale and the moment when every channel shows it: the demand of
   * one loop, as measured.
   *
   * @param mean expected units; 0 or more
   * @param variance its variance, in units squared; 0 or more
   * @param buffer the buffer that keeps overselling as rare as the guarantee says, and to one stock-out in a hundred where it says
   *     nothing; 0 or more
   */
  public record Unseen(double mean, double variance, long buffer) {
    /** Refuses what is not a number of 0 or more. */
    public Unseen {
      if (!(mean >= 0 && mean < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("mean of unseen demand must be 0 or more, was " + mean);
      }
      if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("variance of unseen demand must be 0 or more, was " + variance);
      }
      if (buffer < 0) {
        throw new IllegalArgumentException("measured buffer must not be negative: " + buffer);
      }
    }
  }

  /** Returns the same request with another number of units. */
  public AllocationRequest withUnits(long other) {
    return new AllocationRequest(sku, other, listings, horizon, asOf, unseen);
  }

  /** Returns the demand over all listings in units a day; possibly infinite where single ones are enormous. */
  double unitsPerDay() {
    double sum = 0;
    for (Candidate listing : listings) {
      sum += listing.unitsPerDay();
    }
    return sum;
  }

  /** Returns whether the channel has a listing here. */
  boolean lists(ChannelId channel) {
    for (Candidate listing : listings) {
      if (listing.channel().equals(channel)) {
        return true;
      }
    }
    return false;
  }
}
