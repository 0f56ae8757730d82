package dev.onepool;

import java.util.List;

/**
 * Decides how many units of a SKU each listing may offer.
 *
 * <p>A policy is a pure function: no clock, no input or output, the same answer for the same request, and safe to call
 * from any thread. Factories are on {@link AllocationPolicies}; the decorators here compose, and each adds its reason to
 * the numbers it changed.
 */
@FunctionalInterface
public interface AllocationPolicy {

  /**
   * Returns a limit and a share for every listing of the request, in the order of the request.
   *
   * <p>A limit is nested: what this listing may take at most. Shares are a partition: they sum to at most
   * {@link AllocationRequest#units()}, and no share exceeds its limit.
   */
  Allocation allocate(AllocationRequest request);

  /**
   * Returns this policy with units set aside for one channel; the others divide the rest. Where there are fewer units,
   * the channel gets all there are.
   *
   * @param units 0 or more
   */
  default AllocationPolicy reserving(ChannelId channel, long units) {
    return new PolicyDecorators.Reserving(this, channel, Quantity.of(units).units());
  }

  /**
   * Returns this policy with units that one channel never offers, although the others may.
   *
   * @param units 0 or more
   */
  default AllocationPolicy buffering(ChannelId channel, long units) {
    return new PolicyDecorators.Buffering(this, channel, Quantity.of(units).units());
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
   * Returns this policy with strict priority when units are short: each channel's need over the horizon is served in
   * this order, then the channels that are not named, then what is left is divided as before.
   *
   * @param order most important first; without repetition
   */
  default AllocationPolicy prioritising(List<ChannelId> order) {
    return new PolicyDecorators.Prioritising(this, order);
  }
}
