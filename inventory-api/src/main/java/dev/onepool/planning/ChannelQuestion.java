package dev.onepool.planning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which channels to add to those in use, and which of those to drop, for one SKU or for a group taken as one.
 *
 * @param inUse the channels in use
 * @param candidates the channels thought of
 * @param available units of the pool
 * @param leadTimeDays mean time from ordering until units can be sold, days
 * @param service the target for cycles without a stock-out, strictly between 0 and 1
 * @param holdingPerUnitDay what keeping a unit costs, money for a unit and day; null where not known
 * @param oversellCost what one unit oversold costs: margin, penalty, service, rating; money. Null where not known
 * @param stockOutsPerDay how often the pool runs low, per day: once a lead time where null. Oversells happen then only
 * @param buffered units that are held back from channels against oversells; under RIGHTS nothing is oversold, see {@code rights}
 * @param rights whether channels sell under RIGHTS; then an oversell costs nothing, because there is none
 */
public record ChannelQuestion(
    List<ChannelOutlook> inUse,
    List<ChannelOutlook> candidates,
    long available,
    double leadTimeDays,
    double service,
    @Nullable Double holdingPerUnitDay,
    @Nullable Double oversellCost,
    @Nullable Double stockOutsPerDay,
    int buffered,
    boolean rights) {

  /** Copies the lists. */
  public ChannelQuestion {
    inUse = List.copyOf(inUse);
    candidates = List.copyOf(candidates);
  }
}
