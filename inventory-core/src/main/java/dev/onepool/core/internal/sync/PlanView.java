package dev.onepool.core.internal.sync;

import dev.onepool.ChannelMode;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is made from: some SKUs, everything listed of them, and everything listed of what those listings consume
 * besides.
 *
 * @param skus the SKUs to plan
 * @param pools their balances and those of the other components
 * @param offers every mapped listing that consumes any of them
 * @param clustering how sales cluster
 * @param overrides what people said that channels show of them
 * @param now when the plan is made
 */
record PlanView(Set<Sku> skus, Map<PoolKey, Pool> pools, List<Offer> offers, Clustering clustering, Overrides overrides,
    Instant now) {

  /**
   * A listing that may be written to.
   *
   * @param account what is known of it
   * @param mode its channel's mode
   * @param mayRaise whether the channel's orders are known well enough to show more
   * @param mustWait whether the channel wants no call for this listing now
   * @param looks whether a doubt about what is shown ends by looking, because another write could not be told from those
   * @param mustLook whether it must be looked at before anything but zero is written, because it did not show what we thought
   * @param earliest the earliest, in channel time, that a write sent now can be applied
   * @param loop how long a sale may stay unknown, or a number unchanged, here; null while that is not known
   * @param hidden for how long beyond that orders are hidden, because they cannot be read; zero where they can
   */
  record Offer(ListingAccount account, ChannelMode mode, boolean mayRaise, boolean mustWait, boolean looks, boolean mustLook,
      Instant earliest, @Nullable Duration loop, Duration hidden) {

    /** Returns whether the listing takes part in dividing the units. */
    boolean planned() {
      return mode == ChannelMode.LIVE || mode == ChannelMode.DRY_RUN;
    }

    /** Returns what was written last, less known sales; -1 where nothing is known. */
    long shown() {
      Attempt newest = account.newest();
      return newest == null ? -1 : newest.remaining();
    }
  }

  Pool pool(PoolKey key) {
    return pools.getOrDefault(key, Pool.empty(key));
  }
}
