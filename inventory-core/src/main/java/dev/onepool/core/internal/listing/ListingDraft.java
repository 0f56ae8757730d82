package dev.onepool.core.internal.listing;

import dev.onepool.ChannelId;
import dev.onepool.Listing;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.Sku;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of one listing. One bad row spoils them all: a kit with a part missing would sell what is not there. */
final class ListingDraft {

  private final String name;
  private final Map<Sku, Long> rows = new HashMap<>();
  private final List<Listing.Component> components = new ArrayList<>();
  private @Nullable LocationId location;
  private long locationRow;
  private boolean spoiled;

  ListingDraft(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Compares what could be read of a row with the rows before, and adds what does not fit to the faults. */
  void compare(long row, @Nullable Sku sku, @Nullable LocationId at, List<String> faults) {
    Long before = sku == null ? null : rows.putIfAbsent(sku, row);
    if (before != null) {
      faults.add("SKU " + Messages.quoted(sku.value()) + " stands in row " + before
          + " of the listing too; add the units up in one row");
    }
    if (rows.size() > Listing.MAX_COMPONENTS) {
      faults.add("a listing can have at most " + Listing.MAX_COMPONENTS + " SKUs");
    }
    if (at != null && location == null) {
      location = at;
      locationRow = row;
    } else if (at != null && !at.equals(location)) {
      faults.add("location " + Messages.quoted(at.value()) + " differs from " + Messages.quoted(location.value())
          + " of row " + locationRow + "; a listing has one location");
    }
  }

  void add(Sku sku, long units) {
    components.add(new Listing.Component(sku, units));
  }

  void spoil() {
    spoiled = true;
  }

  /** Returns the listing, if no row of it was bad. */
  Optional<Listing> finish(ChannelId channel) {
    if (spoiled || location == null) {
      return Optional.empty();
    }
    return Optional.of(new Listing(channel, ListingId.of(name), components, location));
  }
}
