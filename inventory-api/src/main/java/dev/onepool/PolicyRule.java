package dev.onepool;

import dev.onepool.Allocation.Reason;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import java.util.ArrayList;
import java.util.List;

/**
 * What all rules that compose around a policy share.
 *
 * <p>A channel may have several listings of one SKU. What a rule says of the channel holds for them together: units set
 * aside are divided among them by demand, and a most is divided into limits that sum to it. Single limits that each
 * allowed the whole would let a rule further out hand the channel more than its most.
 */
interface PolicyRule extends AllocationPolicy {

  /** Returns the policy that this rule stands around, for this request. */
  AllocationPolicy inner(AllocationRequest request);

  /** Returns what the policy inside is asked. */
  default AllocationRequest inside(AllocationRequest request) {
    return request;
  }

  /** Returns how many units this rule sets aside for each listing. */
  default long[] setAside(AllocationRequest request) {
    return new long[request.listings().size()];
  }

  /** Returns what all rules set aside for each listing, the outer ones first, within its limit. */
  static long[] allSetAside(AllocationPolicy policy, AllocationRequest request, long[] limits) {
    long[] sums = new long[limits.length];
    AllocationRequest asked = request;
    AllocationPolicy at = policy;
    while (at instanceof PolicyRule rule) {
      long[] parts = rule.setAside(asked);
      for (int i = 0; i < sums.length; i++) {
        sums[i] = Math.min(limits[i], sums[i] + parts[i]);
      }
      at = rule.inner(asked);
      asked = rule.inside(asked);
    }
    return sums;
  }

  /** Lowers one channel to a most, and hands what it gave up to the others within their limits. */
  static Allocation limited(
      Allocation before, AllocationRequest request, ChannelId channel, long most, Reason reason) {
    int size = before.shares().size();
    long[] limits = limits(before);
    long[] shares = shares(before);
    double[] weights = weights(before);
    boolean[] own = new boolean[size];
    long[] ownLimits = new long[size];
    long[] ownShares = new long[size];
    long held = 0;
    long room = most;
    for (int i = 0; i < size; i++) {
      own[i] = request.listings().get(i).channel().equals(channel);
      ownLimits[i] = own[i] ? limits[i] : 0;
      ownShares[i] = own[i] ? shares[i] : 0;
      held += ownShares[i];
      room = room < ownLimits[i] ? -1 : room - ownLimits[i];
    }
    if (room >= 0) {
      return before;
    }
    long kept = Math.min(held, most);
    long[] keptShares = new long[size];
    Shares.fill(keptShares, ownShares, kept, weights);
    long[] keptLimits = keptShares.clone();
    Shares.fill(keptLimits, ownLimits, most - kept, weights);
    for (int i = 0; i < size; i++) {
      limits[i] = own[i] ? keptLimits[i] : limits[i];
      shares[i] = own[i] ? keptShares[i] : shares[i];
    }
    Shares.fill(shares, limits, held - kept, weights);
    Reason others = new Reason(reason.rule() + " of " + channel, reason.units());
    List<Share> result = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Share was = before.shares().get(i);
      boolean changed = own[i] || shares[i] != was.share();
      result.add(new Share(limits[i], shares[i],
          changed ? plus(was.reasons(), own[i] ? reason : others) : was.reasons()));
    }
    return new Allocation(result);
  }

  /** Returns the same numbers with one reason more for each. */
  static Allocation because(Allocation before, Reason reason) {
    List<Share> result = new ArrayList<>(before.shares().size());
    for (Share share : before.shares()) {
      result.add(new Share(share.limit(), share.share(), plus(share.reasons(), reason)));
    }
    return new Allocation(result);
  }

  /** Adds units to the listings of one channel, by demand; the others get none. */
  static void addByDemand(long[] parts, AllocationRequest request, ChannelId channel, long units) {
    double[] weights = new double[parts.length];
    for (int i = 0; i < weights.length; i++) {
      Candidate listing = request.listings().get(i);
      weights[i] = listing.channel().equals(channel) ? Math.max(listing.unitsPerDay(), 1e-9) : 0;
    }
    Shares.addByWeight(parts, units, weights);
  }

  static List<Reason> plus(List<Reason> reasons, Reason reason) {
    List<Reason> all = new ArrayList<>(reasons.size() + 1);
    all.addAll(reasons);
    all.add(reason);
    return all;
  }

  static long[] limits(Allocation allocation) {
    long[] limits = new long[allocation.shares().size()];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = allocation.shares().get(i).limit();
    }
    return limits;
  }

  static long[] shares(Allocation allocation) {
    long[] shares = new long[allocation.shares().size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = allocation.shares().get(i).share();
    }
    return shares;
  }

  static double[] weights(Allocation allocation) {
    double[] weights = new double[allocation.shares().size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = allocation.shares().get(i).share();
    }
    return weights;
  }
}
