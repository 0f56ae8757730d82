package dev.onepool;

import java.util.List;

/** The policies to start from. Compose them with the methods of {@link AllocationPolicy}. */
public final class AllocationPolicies {

  private AllocationPolicies() {}

  /**
   * Returns the policy by which all channels draw on the whole pool: every limit is all there is, and shares follow each
   * listing's demand. Where there is too little for a usual order line on every listing, the busiest are served first,
   * because a share too small for a line sells nothing.
   */
  public static AllocationPolicy sharedPool() {
    return SharedPool.INSTANCE;
  }

  /**
   * Returns a builder of a split by fixed weights: every channel has its part of the pool and no other, so that limits are
   * shares.
   */
  public static WeightedSplit.Builder weightedSplit() {
    return new WeightedSplit.Builder();
  }

  /**
   * Returns the policy that divides the pool so that all listings run out at the same time, counting what they can sell
   * besides. A listing that would last longer without any gets none. Limits are shares. A listing without known demand
   * counts as the slowest that has some.
   */
  public static AllocationPolicy equalRunOut() {
    return EqualRunOut.INSTANCE;
  }

  /**
   * Returns a builder of priority by economics: what a unit earns on each channel decides how many units are kept back for
   * the channels that earn more.
   *
   * @param channels all channels that sell; each needs a margin
   */
  public static EconomicPriority.Builder byEconomics(List<ChannelId> channels) {
    return new EconomicPriority.Builder(channels);
  }
}
