package dev.onepool.planning;

import dev.onepool.ChannelId;
import org.jspecify.annotations.Nullable;

/**
 * What is known, or guessed, of selling a SKU on a channel, whether it is in use or only thought of. Start with {@link #of}. What
 * is null is not known; {@link Planning#advise} names what it cannot do without.
 *
 * @param channel the channel
 * @param unitsPerDay mean demand, units/day
 * @param deviationPerDay standard deviation of a day's demand, units/day; null: taken as Poisson, and said so
 * @param price what a customer pays for a unit, money
 * @param unitCost what a unit costs to buy, money
 * @param feeShare the channel's fees that go by the price, 0 to 1
 * @param feePerUnit the channel's other fees for a unit, money
 * @param fulfilmentPerUnit pick, pack and post, money; null where not known
 * @param otherPerUnit expected returns and advertising, money for a unit
 * @param fixedPerDay what the channel costs whether it sells or not, money/day
 * @param cannibalised the share of its units that would have been sold on a channel in use anyway, 0 to 1; null where not
 *     known, then 0 is assumed, and said so
 * @param loopMinutes from an order placed there until every channel shows it: the sync loop, minutes; null where not measured
 * @param stockReachable units that could serve it as they lie today: own warehouse, a 3PL connected to it, MCF; null for the
 *     whole pool
 */
public record ChannelOutlook(
    ChannelId channel,
    @Nullable Double unitsPerDay,
    @Nullable Double deviationPerDay,
    @Nullable Double price,
    @Nullable Double unitCost,
    double feeShare,
    double feePerUnit,
    @Nullable Double fulfilmentPerUnit,
    double otherPerUnit,
    double fixedPerDay,
    @Nullable Double cannibalised,
    @Nullable Double loopMinutes,
    @Nullable Long stockReachable) {

  /** Returns an outlook of which nothing else is known: demand in units/day, price and purchase cost in money. */
  public static ChannelOutlook of(ChannelId channel, @Nullable Double unitsPerDay, @Nullable Double price,
      @Nullable Double unitCost) {
    return new ChannelOutlook(channel, unitsPerDay, null, price, unitCost, 0, 0, null, 0, 0, null, null, null);
  }

  /** Returns the same with another standard deviation of a day's demand, units/day. */
  public ChannelOutlook withDeviation(double perDay) {
    return new ChannelOutlook(channel, unitsPerDay, perDay, price, unitCost, feeShare, feePerUnit, fulfilmentPerUnit,
        otherPerUnit, fixedPerDay, cannibalised, loopMinutes, stockReachable);
  }

  /** Returns the same with other costs: a share of the price, then money for a unit, for a unit, for a unit, and for a day. */
  public ChannelOutlook withCosts(double feeShareOfPrice, double fee, @Nullable Double fulfilment, double other,
      double fixed) {
    return new ChannelOutlook(channel, unitsPerDay, deviationPerDay, price, unitCost, feeShareOfPrice, fee, fulfilment,
        other, fixed, cannibalised, loopMinutes, stockReachable);
  }

  /** Returns the same where another share of its units, 0 to 1, would have been sold anyway. */
  public ChannelOutlook withCannibalised(double share) {
    return new ChannelOutlook(channel, unitsPerDay, deviationPerDay, price, unitCost, feeShare, feePerUnit,
        fulfilmentPerUnit, otherPerUnit, fixedPerDay, share, loopMinutes, stockReachable);
  }

  /** Returns the same with another sync loop, minutes. */
  public ChannelOutlook withLoop(double minutes) {
    return new ChannelOutlook(channel, unitsPerDay, deviationPerDay, price, unitCost, feeShare, feePerUnit,
        fulfilmentPerUnit, otherPerUnit, fixedPerDay, cannibalised, minutes, stockReachable);
  }

  /** Returns the same where only so many units could serve it. */
  public ChannelOutlook withStockReachable(long units) {
    return new ChannelOutlook(channel, unitsPerDay, deviationPerDay, price, unitCost, feeShare, feePerUnit,
        fulfilmentPerUnit, otherPerUnit, fixedPerDay, cannibalised, loopMinutes, units);
  }
}
