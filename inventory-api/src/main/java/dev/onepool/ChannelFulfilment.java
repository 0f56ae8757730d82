package dev.onepool;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A channel's service that ships the stock it holds for orders of other channels. The address passes through and is kept
 * nowhere. All methods call the channel.
 *
 * <p>How sure such stock is: a preview is an estimate at that moment and keeps nothing aside; units are certain only once {@link
 * #status} says that they are shipped, because an accepted shipment can still come back {@link State#UNFULFILLABLE}.
 */
public interface ChannelFulfilment {

  /** Returns whether the shipment could be made now, and what of it not. */
  Preview preview(Shipment shipment);

  /** Asks for the shipment. Asking twice with one id ships once. */
  ActionResult create(Shipment shipment);

  /** Asks to cancel it; whether it was not too late says {@link #status}. */
  ActionResult cancel(String id);

  /** Returns how it stands; null if the channel knows none of this id. */
  @Nullable Status status(String id);

  /**
   * What to ship.
   *
   * @param id unique for the channel; 1 to 40 characters
   * @param placedAt when the buyer placed the order
   * @param units by listing; each 1 or more
   * @param address where to
   */
  record Shipment(String id, Instant placedAt, Map<ListingId, Long> units, Address address) {

    /** Copies the map, and refuses an id that is too long or a shipment of nothing. */
    public Shipment {
      units = Map.copyOf(units);
      if (id.isBlank() || id.length() > 40) {
        throw new IllegalArgumentException("a shipment's id must have 1 to 40 characters: \"" + id + "\"");
      }
      if (units.isEmpty() || units.values().stream().anyMatch(count -> count < 1)) {
        throw new IllegalArgumentException("shipment " + id + " must have units, 1 or more of each: " + units);
      }
    }
  }

  /** Where a shipment goes. It is personal data: shown by no {@code toString}. */
  record Address(String name, List<String> lines, String city, @Nullable String region, String postalCode, String country,
      @Nullable String phone) {

    /** Copies the list. */
    public Address {
      lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
      return "Address[" + country + "]";
    }
  }

  /**
   * What could be shipped.
   *
   * @param fulfillable whether all of it could be
   * @param missing units that could not, by listing
   * @param arrival the latest estimate; null where there is none
   */
  record Preview(boolean fulfillable, Map<ListingId, Long> missing, @Nullable Instant arrival) {
    /** Copies the map. */
    public Preview {
      missing = Map.copyOf(missing);
    }
  }

  /**
   * How a shipment stands.
   *
   * @param state where it is
   * @param shipped units on their way, by listing
   * @param cancelled units that will not be shipped, by listing
   */
  record Status(State state, Map<ListingId, Long> shipped, Map<ListingId, Long> cancelled) {
    /** Copies the maps. */
    public Status {
      shipped = Map.copyOf(shipped);
      cancelled = Map.copyOf(cancelled);
    }
  }

  /** Where a shipment stands. A value type, so that a new state breaks nobody. */
  record State(String name) {
    /** Asked for, and not promised. */
    public static final State RECEIVED = new State("received");

    /** Being packed; it cannot be cancelled any more. */
    public static final State PROCESSING = new State("processing");

    /** All of it is shipped. */
    public static final State COMPLETE = new State("complete");

    /** Some of it is shipped, and no more will be. */
    public static final State PARTIAL = new State("partial");

    /** It was cancelled. */
    public static final State CANCELLED = new State("cancelled");

    /** It cannot be shipped, or was refused. */
    public static final State UNFULFILLABLE = new State("unfulfillable");
  }
}
