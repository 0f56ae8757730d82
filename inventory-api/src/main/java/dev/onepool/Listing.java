package dev.onepool;

import java.util.HashSet;
import java.util.List;

/**
 * The offer of a SKU, or of a kit, on a channel.
 *
 * @param channel where it is offered
 * @param id the channel's own identifier of the offer
 * @param components what one sold unit of the listing consumes; one component of one unit for a plain listing
 * @param location where the units come from
 */
public record Listing(ChannelId channel, ListingId id, List<Component> components, LocationId location) {

  /** The most components that a kit may have. */
  public static final int MAX_COMPONENTS = 100;

  /**
   * A part of a listing.
   *
   * @param sku what is consumed
   * @param units how many for one sold unit of the listing; at least 1
   */
  public record Component(Sku sku, long units) {
    /** Refuses less than one unit. */
    public Component {
      if (units < 1) {
        throw new IllegalArgumentException("a component must consume at least 1 unit, " + sku + " had " + units);
      }
    }
  }

  /** Refuses a listing without components, with too many, or with one SKU twice. */
  public Listing {
    components = List.copyOf(components);
    checkComponents("listing " + id, components);
  }

  static void checkComponents(String what, List<Component> components) {
    if (components.isEmpty() || components.size() > MAX_COMPONENTS) {
      throw new IllegalArgumentException(
          what + " had " + components.size() + " components, must have 1 to " + MAX_COMPONENTS);
    }
    HashSet<Sku> skus = new HashSet<>();
    for (Component component : components) {
      if (!skus.add(component.sku())) {
        throw new IllegalArgumentException(what + " names " + component.sku() + " twice; add its units up");
      }
    }
  }

  /** Returns the listing of one unit of one SKU, from {@link LocationId#MAIN}. */
  public static Listing of(ChannelId channel, ListingId id, Sku sku) {
    return new Listing(channel, id, List.of(new Component(sku, 1)), LocationId.MAIN);
  }
}
