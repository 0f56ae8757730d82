package dev.onepool.core.internal.planning;

import dev.onepool.ChannelId;
import dev.onepool.LocationId;
import dev.onepool.planning.DemandHistory;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the ledger tells of one SKU's sales, while it is being read. */
final class Sold {

  private final Map<ChannelId, Map<LocalDate, Long>> units = new TreeMap<>();
  private final Map<ChannelId, Set<LocationId>> locations = new TreeMap<>();
  private final Map<LocalDate, Long> returned = new TreeMap<>();
  private LocalDate first = LocalDate.MAX;

  void add(ChannelId channel, LocalDate day, long sold) {
    units.computeIfAbsent(channel, any -> new TreeMap<>()).merge(day, sold, Math::addExact);
    since(day);
  }

  void cameBack(LocalDate day, long count) {
    returned.merge(day, count, Math::addExact);
  }

  void drawsOn(ChannelId channel, LocationId location) {
    locations.computeIfAbsent(channel, any -> new TreeSet<>()).add(location);
  }

  /** Notes a day on which the SKU was known. */
  void since(LocalDate day) {
    first = day.isBefore(first) ? day : first;
  }

  /** Returns the first day on which the SKU was known. */
  LocalDate first() {
    return first;
  }

  /** Returns the channels with the locations that they draw on. */
  Map<ChannelId, Set<LocationId>> channels() {
    return locations;
  }

  /** Puts the days from the first on into a history. */
  void into(DemandHistory.Builder builder, LocalDate from, int days) {
    locations.keySet().forEach(builder::channel);
    units.forEach((channel, byDay) -> byDay.forEach((date, sold) -> {
      long day = ChronoUnit.DAYS.between(from, date);
      if (day >= 0 && day < days) {
        builder.sold(channel, (int) day, sold);
      }
    }));
    returned.forEach((date, count) -> {
      long day = ChronoUnit.DAYS.between(from, date);
      if (day >= 0 && day < days) {
        // A report that was taken back on another day leaves less than nothing on that one.
        builder.returned((int) day, Math.max(0, count));
      }
    });
  }
}
