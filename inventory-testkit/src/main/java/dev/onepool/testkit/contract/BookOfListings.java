package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The listings of {@link RemoteBooks}, with what they showed when, and the writes that are on their way. Guarded by its lock. */
final class BookOfListings {

  private static final class Entry {
    final String sellerCode;
    final boolean held;
    final NavigableMap<Instant, Long> shown = new TreeMap<>();
    long effects;

    Entry(String sellerCode, boolean held) {
      this.sellerCode = sellerCode;
      this.held = held;
    }

    long last() {
      return shown.lastEntry().getValue();
    }
  }

  private record Pending(Instant due, ListingId listing, long units) {}

  private final ManualClock clock;
  private final Map<ListingId, Entry> entries = new TreeMap<>();
  private final List<Pending> pending = new ArrayList<>();
  private final Set<String> attempts = new HashSet<>();
  private Duration late = Duration.ZERO;
  private Duration stale = Duration.ZERO;

  BookOfListings(ManualClock clock) {
    this.clock = clock;
  }

  ListingId add(String sellerCode, long units, boolean held) {
    ListingId id = ListingId.of("L" + (100 + entries.size()));
    Entry entry = new Entry(sellerCode, held);
    entry.shown.put(clock.instant(), units);
    entries.put(id, entry);
    return id;
  }

  void late(Duration delay) {
    late = delay;
  }

  void stale(Duration age) {
    stale = age;
  }

  boolean has(ListingId listing) {
    return entries.containsKey(listing);
  }

  void set(ListingId listing, long units) {
    known(listing).shown.put(clock.instant(), units);
  }

  long shows(ListingId listing) {
    settle();
    return known(listing).last();
  }

  long effects(ListingId listing) {
    settle();
    return known(listing).effects;
  }

  RemoteBooks.Written write(ListingId listing, long units, @Nullable Long expected, @Nullable String attempt) {
    settle();
    Entry entry = entries.get(listing);
    if (entry == null) {
      return RemoteBooks.Written.UNKNOWN_LISTING;
    }
    if (entry.held) {
      return RemoteBooks.Written.NOT_YOURS;
    }
    if (attempt != null && attempts.contains(attempt)) {
      return RemoteBooks.Written.WRITTEN;
    }
    if (expected != null && entry.last() != expected) {
      return RemoteBooks.Written.STALE;
    }
    if (attempt != null) {
      attempts.add(attempt);
    }
    pending.add(new Pending(clock.instant().plus(late), listing, units));
    settle();
    return late.isZero() ? RemoteBooks.Written.WRITTEN : RemoteBooks.Written.TAKEN;
  }

  RemoteBooks.@Nullable Reading read(ListingId listing) {
    settle();
    Entry entry = entries.get(listing);
    if (entry == null) {
      return null;
    }
    Instant at = clock.instant().minus(stale);
    Map.Entry<Instant, Long> then = entry.shown.floorEntry(at);
    // A listing that is younger than the reading is old shows what it began with.
    Map.Entry<Instant, Long> told = then == null ? entry.shown.firstEntry() : then;
    Instant asOf = at.isBefore(told.getKey()) ? told.getKey() : at;
    return new RemoteBooks.Reading(listing, entry.sellerCode, told.getValue(), asOf, entry.held);
  }

  List<RemoteBooks.Reading> all() {
    return entries.keySet().stream().map(this::read).map(Objects::requireNonNull).toList();
  }

  private void settle() {
    Instant now = clock.instant();
    List<Pending> due = pending.stream().filter(write -> !write.due().isAfter(now)).toList();
    for (Pending write : due) {
      Entry entry = known(write.listing());
      entry.shown.put(write.due(), write.units());
      entry.effects++;
    }
    pending.removeAll(due);
  }

  private Entry known(ListingId listing) {
    Entry entry = entries.get(listing);
    if (entry == null) {
      throw new IllegalArgumentException("no listing " + listing);
    }
    return entry;
  }
}
