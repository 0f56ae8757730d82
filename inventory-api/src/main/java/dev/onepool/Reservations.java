package dev.onepool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Units set aside for channels: a number or a percentage of what there is, for good or from one instant to another.
 *
 * <p>They are served in the order in which they were declared, as long as there are units; those of a channel that has no
 * listing are not set aside. Percentages are of all units there are and are rounded down.
 */
public final class Reservations {

  private final List<Reserved> all;

  private Reservations(List<Reserved> all) {
    this.all = List.copyOf(all);
  }

  /** Returns a builder without reservations. */
  public static Builder builder() {
    return new Builder();
  }

  static Reservations of(ChannelId channel, long units) {
    return new Reservations(List.of(new Reserved(channel, units, 0, Instant.MIN, Instant.MAX)));
  }

  List<Reserved> all() {
    return all;
  }

  /** Returns how many units each reservation gets. */
  long[] unitsFor(AllocationRequest request) {
    long[] set = new long[all.size()];
    long left = request.units();
    for (int i = 0; i < set.length; i++) {
      Reserved reserved = all.get(i);
      set[i] = reserved.isFor(request) ? Math.min(left, reserved.wanted(request.units())) : 0;
      left -= set[i];
    }
    return set;
  }

  @Override
  public String toString() {
    return "Reservations" + all;
  }

  /** One reservation: units, or a percentage where that is not 0. */
  record Reserved(ChannelId channel, long units, int percent, Instant from, Instant until) {
    boolean isFor(AllocationRequest request) {
      return isActive(request.asOf()) && request.lists(channel);
    }

    boolean isActive(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }

    boolean isDated() {
      return !until.equals(Instant.MAX);
    }

    long wanted(long pool) {
      return percent == 0 ? units : Percent.of(pool, percent);
    }

    String ownRule() {
      return rule("this channel");
    }

    String othersRule() {
      return rule(channel.toString());
    }

    private String rule(String whose) {
      return "reserved for " + whose + (percent == 0 ? "" : ", " + percent + " %")
          + (isDated() ? ", until " + until : "");
    }
  }

  /** Declares reservations one by one. Without any, {@link #build()} refuses. Not thread-safe. */
  public static final class Builder {
    private final List<Reserved> all = new ArrayList<>();
    private final Problems problems = new Problems("reservations");

    private Builder() {}

    /** Sets units aside for good. */
    public Builder units(ChannelId channel, long units) {
      return units(channel, units, Instant.MIN, Instant.MAX);
    }

    /**
     * Sets units aside for a time.
     *
     * @param from the first instant
     * @param until the first instant at which they are no longer set aside
     */
    public Builder units(ChannelId channel, long units, Instant from, Instant until) {
      problems.addIf(units < 0, "units for " + channel + " must not be negative: " + units);
      all.add(new Reserved(channel, units, 0, from, until));
      return this;
    }

    /**
     * Sets a part of all units aside for good.
     *
     * @param percent from 1 to 100
     */
    public Builder percent(ChannelId channel, int percent) {
      return percent(channel, percent, Instant.MIN, Instant.MAX);
    }

    /**
     * Sets a part of all units aside for a time.
     *
     * @param percent from 1 to 100
     * @param from the first instant
     * @param until the first instant at which they are no longer set aside
     */
    public Builder percent(ChannelId channel, int percent, Instant from, Instant until) {
      problems.addIf(percent < 1 || percent > 100, "percent for " + channel + " must be from 1 to 100, was " + percent);
      all.add(new Reserved(channel, 0, percent, from, until));
      return this;
    }

    /**
     * Returns the reservations.
     *
     * @throws ConfigurationException naming everything that is wrong: none declared, a number out of range, dates
     *     reversed, the same declared twice, or percentages that come to more than 100 at any time
     */
    public Reservations build() {
      problems.addIf(all.isEmpty(), "nothing is reserved; declare units or percent for a channel");
      Set<List<Object>> seen = new HashSet<>();
      for (Reserved reserved : all) {
        problems.addIf(!reserved.from().isBefore(reserved.until()), "the reservation for " + reserved.channel()
            + " must end after it begins, was from " + reserved.from() + " until " + reserved.until());
        boolean isNew = seen.add(
            List.of(reserved.channel(), reserved.percent() == 0, reserved.from(), reserved.until()));
        problems.addIf(!isNew, reserved.ownRule().replace("this channel", reserved.channel() + " twice"));
        checkTogether(reserved);
      }
      problems.throwIfAny();
      return new Reservations(all);
    }

    /** Percentages come to their most where one begins. */
    private void checkTogether(Reserved begins) {
      long together = all.stream().filter(other -> other.isActive(begins.from())).mapToLong(Reserved::percent).sum();
      problems.addIf(begins.percent() > 0 && together > 100, "percentages must come to 100 at most, were " + together
          + (begins.from().equals(Instant.MIN) ? " from the beginning" : " at " + begins.from()));
    }
  }
}
