package dev.onepool;

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
}
