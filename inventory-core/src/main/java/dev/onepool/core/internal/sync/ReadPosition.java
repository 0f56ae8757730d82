package dev.onepool.core.internal.sync;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a channel's orders were read: the connector's cursor, and the orders that were set aside on the way because they
 * could not be understood. Both are kept as one text, so that no crash can come between them; where nothing was set aside, it
 * is the cursor itself.
 *
 * <p>What an order that was set aside has sold is unknown. So, as far as its listings go, the watermark stays where it was, which
 * keeps their charges; of an order that does not even tell its listings, that is all of the channel.
 */
record ReadPosition(@Nullable String cursor, List<Aside> aside) {

  /** How many orders of a channel can be set aside; with more, something else is wrong. */
  static final int MOST_ASIDE = 100;

  private static final int MOST_LISTINGS = 100;
  private static final String PREFIX = "onepool-aside|";

  /**
   * An order that could not be understood.
   *
   * @param listings what it may have sold; empty where that is unknown
   * @param watermark the last that is sound whatever the order says; null if there was none
   */
  record Aside(OrderId order, Set<ListingId> listings, @Nullable Instant watermark) {

    Aside {
      listings = listings.size() > MOST_LISTINGS ? Set.of() : Set.copyOf(listings);
    }

    boolean concerns(ListingId listing) {
      return listings.isEmpty() || listings.contains(listing);
    }
  }

  ReadPosition {
    aside = List.copyOf(aside);
  }

  static ReadPosition parse(@Nullable String text) {
    if (text == null || !text.startsWith(PREFIX)) {
      return new ReadPosition(text, List.of());
    }
    String[] parts = text.substring(PREFIX.length()).split("\\|", 3);
    List<Aside> aside = Stream.of(parts[0].split(";")).filter(one -> !one.isEmpty()).map(ReadPosition::order).toList();
    return new ReadPosition(parts[1].equals("null") ? null : parts[2], aside);
  }

  private static Aside order(String text) {
    String[] parts = text.split(",", 3);
    return new Aside(OrderId.of(decoded(parts[0])),
        Stream.of(parts[2].split("~")).filter(one -> !one.isEmpty()).map(one -> ListingId.of(decoded(one)))
            .collect(Collectors.toUnmodifiableSet()),
        parts[1].isEmpty() ? null : Instant.parse(parts[1]));
  }

  /** Returns the text to keep; null at the beginning. */
  @Nullable String text() {
    if (aside.isEmpty() && (cursor == null || !cursor.startsWith(PREFIX))) {
      return cursor;
    }
    return PREFIX + aside.stream().map(ReadPosition::text).collect(Collectors.joining(";"))
        + (cursor == null ? "|null|" : "|cursor|" + cursor);
  }

  private static String text(Aside order) {
    return encoded(order.order().value()) + "," + (order.watermark() == null ? "" : order.watermark()) + ","
        + order.listings().stream().map(listing -> encoded(listing.value())).sorted().collect(Collectors.joining("~"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  ReadPosition at(String next) {
    return new ReadPosition(next, aside);
  }

  /** Returns this position without orders that were understood since. */
  ReadPosition without(Set<OrderId> understood) {
    return aside.isEmpty() || understood.isEmpty() ? this
        : new ReadPosition(cursor, aside.stream().filter(one -> !understood.contains(one.order())).toList());
  }

  /** Returns this position with another order set aside; one that is already keeps its older watermark. */
  ReadPosition with(OrderId order, Set<ListingId> listings, @Nullable Instant watermark) {
    Aside before = of(order);
    List<Aside> more = new ArrayList<>(without(Set.of(order)).aside());
    more.add(before == null ? new Aside(order, listings, watermark)
        : new Aside(order, before.listings().isEmpty() || listings.isEmpty() ? Set.of()
            : Stream.concat(before.listings().stream(), listings.stream()).collect(Collectors.toUnmodifiableSet()),
            before.watermark()));
    return new ReadPosition(cursor, more);
  }

  /** Returns the order if it is set aside. */
  @Nullable Aside of(OrderId order) {
    return aside.stream().filter(one -> one.order().equals(order)).findFirst().orElse(null);
  }

  /** Returns whether an order that was set aside may have sold this. */
  boolean holds(ListingId listing) {
    return aside.stream().anyMatch(one -> one.concerns(listing));
  }

  /** Returns whether one of them may have sold anything. */
  boolean holdsAll() {
    return aside.stream().anyMatch(one -> one.listings().isEmpty());
  }

  /** Returns the watermark that is sound for a listing; null if there is none. */
  @Nullable Instant watermark(ListingId listing, @Nullable Instant channels) {
    Instant least = channels;
    for (Aside one : aside) {
      Instant sound = one.watermark();
      if (one.concerns(listing)) {
        least = least == null || sound == null ? null : sound.isBefore(least) ? sound : least;
      }
    }
    return least;
  }
}
