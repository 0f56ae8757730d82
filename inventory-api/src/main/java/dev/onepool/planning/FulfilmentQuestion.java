package dev.onepool.planning;

import dev.onepool.ChannelId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where to ship a channel's orders.
 *
 * @param channel the channel
 * @param demand its demand
 * @param days how long the choice is for, days; at least 1
 * @param marginBeforeFulfilment what a unit earns after the channel's fees and its purchase, before it is shipped, money
 * @param options where it could be shipped from
 */
public record FulfilmentQuestion(
    ChannelId channel, Forecast demand, int days, @Nullable Double marginBeforeFulfilment, List<Option> options) {

  /** Who ships. */
  public enum Kind {
    /** The seller. */
    OWN_WAREHOUSE,
    /** A third party for the seller. */
    THIRD_PARTY,
    /** The channel, from its own warehouse: FBA, WFS. */
    CHANNEL,
    /** A channel's warehouse for another channel's orders: Amazon's MCF. */
    MULTI_CHANNEL
  }

  /**
   * A way to ship.
   *
   * @param kind who ships
   * @param name what it is called, for people
   * @param costPerUnit pick, pack and post, money; null where not known
   * @param storagePerUnitDay money for a unit and day of storage; 0 where it is paid otherwise
   * @param units that are there for this channel
   * @param supplyDays from sending units there until they can be sold, days; null where nothing can be sent
   * @param allowed whether the channel lets orders be shipped this way
   */
  public record Option(Kind kind, String name, @Nullable Double costPerUnit, double storagePerUnitDay, long units,
      @Nullable Double supplyDays, boolean allowed) {}

  /** Copies the list. */
  public FulfilmentQuestion {
    options = List.copyOf(options);
  }
}
