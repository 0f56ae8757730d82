package dev.onepool.planning;

import dev.onepool.ChannelId;
import dev.onepool.Sku;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was asked for of a SKU, day by day and channel by channel, in units of the SKU: kits are taken apart, cancelled units
 * left out, and returns kept apart. Days are UTC days, numbered from 0. Immutable.
 *
 * <p>Every day of a channel has an <em>open share</em>, the part of the day on which the SKU could be bought there, 0 to 1. A day
 * that was not open enough says nothing: it is censored, which is not the same as zero units.
 */
public final class DemandHistory {

  /** The longest history, in days: twenty years. */
  public static final int MAX_DAYS = 7_305;

  private final Sku sku;
  private final LocalDate firstDay;
  private final int days;
  private final SortedMap<ChannelId, Series> channels;
  private final long[] returned;

  private record Series(long[] units, float[] open) {}

  private DemandHistory(Sku sku, LocalDate firstDay, int days, SortedMap<ChannelId, Series> channels, long[] returned) {
    this.sku = sku;
    this.firstDay = firstDay;
    this.days = days;
    this.channels = channels;
    this.returned = returned;
  }

  /**
   * Returns a builder of a history in which nothing was sold.
   *
   * @param days how many days it has, 0 to {@value #MAX_DAYS}
   */
  public static Builder builder(Sku sku, LocalDate firstDay, int days) {
    return new Builder(sku, firstDay, days);
  }

  /** Returns the SKU. */
  public Sku sku() {
    return sku;
  }

  /** Returns the day that has number 0. */
  public LocalDate firstDay() {
    return firstDay;
  }

  /** Returns how many days there are. */
  public int days() {
    return days;
  }

  /** Returns the first day after the history. */
  public LocalDate end() {
    return firstDay.plusDays(days);
  }

  /** Returns the channels that the SKU was offered on, in order. */
  public Set<ChannelId> channels() {
    return Collections.unmodifiableSet(channels.keySet());
  }

  /** Returns units sold on a channel on a day; 0 for a channel that is not in it. */
  public long units(ChannelId channel, int day) {
    Series series = channels.get(channel);
    return series == null ? 0 : series.units[day];
  }

  /** Returns the part of a day, 0 to 1, on which the SKU could be bought on a channel. */
  public double open(ChannelId channel, int day) {
    Series series = channels.get(channel);
    return series == null ? 0 : series.open[day];
  }

  /** Returns units sold on a day on all channels. */
  public long units(int day) {
    long sum = 0;
    for (Series series : channels.values()) {
      sum = Math.addExact(sum, series.units[day]);
    }
    return sum;
  }

  /** Returns units that came back on a day; they are no demand and lower none. */
  public long returned(int day) {
    return returned[day];
  }

  /** Returns units sold on all days and channels. */
  public long total() {
    long sum = 0;
    for (int day = 0; day < days; day++) {
      sum = Math.addExact(sum, units(day));
    }
    return sum;
  }

  /** Returns the history of one channel alone; it may have no sales. */
  public DemandHistory of(ChannelId channel) {
    SortedMap<ChannelId, Series> one = new TreeMap<>();
    Series series = channels.get(channel);
    if (series != null) {
      one.put(channel, series);
    }
    return new DemandHistory(sku, firstDay, days, one, new long[days]);
  }

  /** Returns the same where nothing could be bought on these days anywhere, such as holidays; days outside the history are ignored. */
  public DemandHistory closedOn(Collection<LocalDate> dates) {
    SortedMap<ChannelId, Series> changed = new TreeMap<>();
    channels.forEach((channel, series) -> {
      float[] open = series.open.clone();
      for (LocalDate date : dates) {
        long day = ChronoUnit.DAYS.between(firstDay, date);
        if (day >= 0 && day < days) {
          open[(int) day] = 0;
        }
      }
      changed.put(channel, new Series(series.units, open));
    });
    return new DemandHistory(sku, firstDay, days, changed, returned);
  }

  /** Returns the history up to a day, which is left out; the whole where it ends earlier. */
  public DemandHistory until(LocalDate day) {
    int kept = (int) Math.max(0, Math.min(days, ChronoUnit.DAYS.between(firstDay, day)));
    SortedMap<ChannelId, Series> shorter = new TreeMap<>();
    channels.forEach((channel, series) -> shorter.put(channel,
        new Series(Arrays.copyOf(series.units, kept), Arrays.copyOf(series.open, kept))));
    return new DemandHistory(sku, firstDay, kept, shorter, Arrays.copyOf(returned, kept));
  }

  @Override
  public String toString() {
    return "DemandHistory[" + sku + ", " + days + " days from " + firstDay + ", " + total() + " units on " + channels.keySet() + "]";
  }

  /** Collects a history. Every channel that is named is in it, open all the time unless said otherwise. Not thread-safe. */
  public static final class Builder {

    private final Sku sku;
    private final LocalDate firstDay;
    private final int days;
    private final SortedMap<ChannelId, Series> channels = new TreeMap<>();
    private final long[] returned;

    private Builder(Sku sku, LocalDate firstDay, int days) {
      if (days < 0 || days > MAX_DAYS) {
        throw new IllegalArgumentException("a history must have 0 to " + MAX_DAYS + " days, had " + days);
      }
      this.sku = sku;
      this.firstDay = firstDay;
      this.days = days;
      returned = new long[days];
    }

    /** Adds a channel that the SKU is offered on, although perhaps nothing was sold. */
    public Builder channel(ChannelId channel) {
      series(channel);
      return this;
    }

    /**
     * Adds units sold on a channel on a day; may be repeated.
     *
     * @param units 0 or more
     */
    public Builder sold(ChannelId channel, int day, long units) {
      check("sold units", units, day);
      Series series = series(channel);
      series.units[day] = Math.addExact(series.units[day], units);
      return this;
    }

    /** Adds units that came back on a day; may be repeated. */
    public Builder returned(int day, long units) {
      check("returned units", units, day);
      returned[day] = Math.addExact(returned[day], units);
      return this;
    }

    /**
     * Says for which part of a day the SKU could be bought on a channel. Said twice, the smaller part counts.
     *
     * @param share 0 to 1; 1 unless said otherwise
     */
    public Builder open(ChannelId channel, int day, double share) {
      check("open share", 0, day);
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("an open share must be 0 to 1, was " + share + " on day " + day);
      }
      Series series = series(channel);
      series.open[day] = Math.min(series.open[day], (float) share);
      return this;
    }

    /** Returns the history. */
    public DemandHistory build() {
      SortedMap<ChannelId, Series> copies = new TreeMap<>();
      channels.forEach((channel, series) -> copies.put(channel, new Series(series.units.clone(), series.open.clone())));
      return new DemandHistory(sku, firstDay, days, copies, returned.clone());
    }

    private void check(String what, long units, int day) {
      if (day < 0 || day >= days) {
        throw new IllegalArgumentException("day must be 0 to " + (days - 1) + ", was " + day);
      }
      if (units < 0) {
        throw new IllegalArgumentException(what + " must not be negative: " + units + " on day " + day);
      }
    }

    private Series series(ChannelId channel) {
      return channels.computeIfAbsent(channel, any -> {
        float[] open = new float[days];
        Arrays.fill(open, 1);
        return new Series(new long[days], open);
      });
    }
  }
}
