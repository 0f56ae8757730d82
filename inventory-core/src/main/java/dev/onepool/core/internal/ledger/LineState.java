package dev.onepool.core.internal.ledger;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.Listing.Component;
import dev.onepool.LocationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order line as the ledger has applied it.
 *
 * @param line the channel's identifier
 * @param listing what was sold; null where the host recorded the sale of a SKU itself
 * @param components what one unit of the line consumes; empty while the line is quarantined
 * @param location where the units come from; null while quarantined
 * @param version which snapshot set the channel's counts
 * @param drewFromShown whether the sale lowered what the listing shows
 * @param channel what the channel reports
 * @param host what the host reports on the same line
 */
public record LineState(
    LineId line,
    @Nullable ListingId listing,
    List<Component> components,
    @Nullable LocationId location,
    OrderVersion version,
    boolean drewFromShown,
    LineCounts channel,
    LineCounts host) {

  /** Copies the list. */
  public LineState {
    components = List.copyOf(components);
  }

  /** Returns whether the line waits for its listing to be mapped. */
  public boolean quarantined() {
    return components.isEmpty();
  }

  /** Returns what the ledger holds to be true of the line. */
  public LineCounts counts() {
    return channel.max(host).fitted();
  }

  /** Returns the same line with other components, as stores need it that read them one by one. */
  public LineState withComponents(List<Component> newComponents) {
    return new LineState(line, listing, newComponents, location, version, drewFromShown, channel, host);
  }

  LineState reported(OrderVersion newVersion, boolean drew, LineCounts counts) {
    return new LineState(line, listing, components, location, newVersion, drew, counts, host);
  }

  LineState withHost(LineCounts counts) {
    return new LineState(line, listing, components, location, version, drewFromShown, channel, counts);
  }

  LineState mappedTo(List<Component> newComponents, LocationId newLocation) {
    return new LineState(line, listing, newComponents, newLocation, version, drewFromShown, channel, host);
  }

  /** Returns the line as one of another listing, of which nothing is applied yet. */
  LineState relisted(ListingId other) {
    return new LineState(line, other, List.of(), null, version, drewFromShown, channel, host);
  }

  /** Returns the line with these counts and no others. */
  LineState withCounts(LineCounts counts) {
    return new LineState(line, listing, components, location, version, drewFromShown, counts, LineCounts.NONE);
  }
}
