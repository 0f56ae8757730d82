package dev.onepool;

import java.util.List;
import java.util.Objects;

/**
 * Decides how many units of a SKU each listing may offer.
 *
 * <p>A policy is a pure function: no clock, no input or output, the same answer for the same request, and safe to call
 * from any thread. Factories are on {@link AllocationPolicies}; the decorators here compose, and each adds its reason to
 * the numbers it changed. Where two of them disagree, the one that was added later has its way.
 */
@FunctionalInterface
public interface AllocationPolicy {

  /**
   * Returns a limit and a share for every listing of the request, in the order of the request.
   *
   * <p>A limit is nested: what this listing may take at most, whatever the others do. Shares are a partition: they sum to
   * at most {@link AllocationRequest#units()}, and no share exceeds its limit. No limit exceeds the units either, unless
   * {@link #mayOversell()}.
   */
  Allocation allocate(AllocationRequest request);

  /**
   * Returns whether limits may exceed what there is, which only an {@link OversellPermit} allows; false for every policy
   * that is not built with one.
   */
  default boolean mayOversell() {
    return false;
  }

  /**
   * Returns whether the answer depends on {@link AllocationRequest#unseen()}; false unless a buffer is measured or made by cost.
   * It is worked out only for policies that say so, because that costs more than all else in a plan.
   */
  default boolean needsUnseen() {
    return false;
  }

  /**
   * Returns this policy with units set aside for one channel; the others divide the rest. Where there are fewer units,
   * the channel gets all there are.
   *
   * @param units 0 or more
   */
  default AllocationPolicy reserving(ChannelId channel, long units) {
    return new PolicyDecorators.Reserving(this, Reservations.of(channel, Quantity.of(units).units()));
  }

  /**
   * Returns this policy with units set aside for some channels, by number or by percent, for good or for a time; all
   * channels divide the rest.
   */
  default AllocationPolicy reserving(Reservations reservations) {
    return new PolicyDecorators.Reserving(this, Objects.requireNonNull(reservations, "reservations"));
  }

  /**
   * Returns this policy with units that one channel never offers, although the others may.
   *
   * @param units 0 or more
   */
  default AllocationPolicy buffering(ChannelId channel, long units) {
    return buffering(channel, Buffer.units(units));
  }

  /** Returns this policy with a buffer that one channel never offers, although the others may. */
  default AllocationPolicy buffering(ChannelId channel, Buffer buffer) {
    return new PolicyDecorators.Buffering(this, channel, Objects.requireNonNull(buffer, "buffer"));
  }

  /** Returns this policy with a buffer that no channel offers. */
  default AllocationPolicy buffering(Buffer buffer) {
    return new PolicyDecorators.BufferingAll(this, Objects.requireNonNull(buffer, "buffer"));
  }

  /**
   * Returns this policy with a most that one channel may offer; what it does not get is divided among the others.
   *
   * @param units 0 or more
   */
  default AllocationPolicy capping(ChannelId channel, long units) {
    return new PolicyDecorators.Capping(this, channel, Quantity.of(units).units());
  }

  /**
   * Returns this policy with one channel that shows nothing while fewer than this many units are left to offer.
   *
   * @param units 0 or more; up to 1 changes nothing
   */
  default AllocationPolicy endingBelow(ChannelId channel, long units) {
    return new PolicyDecorators.Ending(this, channel, Quantity.of(units).units());
  }

  /**
   * Returns this policy with a least that each listing of one channel is limited to, however few units there are: the
   * limit may exceed what there is, so this oversells, which is why it needs a permit. Shares do not change, so where
   * units are set aside by {@link Guarantee.Rights} a minimum shows nothing that is not there.
   *
   * @param units 0 or more
   */
  default AllocationPolicy showingAtLeast(ChannelId channel, long units, OversellPermit permit) {
    return new PolicyDecorators.ShowingAtLeast(
        this, channel, Quantity.of(units).units(), Objects.requireNonNull(permit, "permit"));
  }

  /**
   * Returns this policy with strict priority when units are short: each channel's need over the horizon is served in
   * this order, then the channels that are not named, then what is left is divided as before.
   *
   * @param order most important first; without repetition
   */
  default AllocationPolicy prioritising(List<ChannelId> order) {
    return new StrictPriority(this, order);
  }

  /**
   * Returns a policy that is this one, and another while fewer than this many units are there to offer.
   *
   * @param units 0 or more; 0 changes nothing
   */
  default AllocationPolicy belowUnits(long units, AllocationPolicy low) {
    return new PolicyDecorators.WhenLow(this, Buffer.units(units), Objects.requireNonNull(low, "low"));
  }

  /**
   * Returns a policy that is this one, and another while there are fewer units than all channels together sell in so many
   * days.
   *
   * @param days greater than 0
   */
  default AllocationPolicy belowDaysOfCover(double days, AllocationPolicy low) {
    return new PolicyDecorators.WhenLow(this, Buffer.daysOfCover(days), Objects.requireNonNull(low, "low"));
  }
}
