package dev.onepool;

import dev.onepool.Allocation.Reason;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The rules that compose around a policy. Each changes only what it must, and says so.
 *
 * <p>A channel may have several listings of one SKU. What a rule says of the channel holds for them together: units set
 * aside are divided among them by demand, and a most is divided into limits that sum to it. Single limits that each
 * allowed the whole would let a rule further out hand the channel more than its most.
 */
final class PolicyDecorators {

  private PolicyDecorators() {}

  /** What all rules share: they stand around another policy. */
  private sealed interface Rule extends AllocationPolicy {
    AllocationPolicy inner();
  }

  record Reserving(AllocationPolicy inner, ChannelId channel, long units) implements Rule {
    @Override
    public Allocation allocate(AllocationRequest request) {
      if (!listed(request, channel)) {
        return inner.allocate(request);
      }
      long set = Math.min(units, request.units());
      long rest = request.units() - set;
      long[] own = dividedByDemand(request, channel, set);
      List<Share> shares = new ArrayList<>(inner.allocate(request.withUnits(rest)).shares());
      for (int i = 0; i < shares.size(); i++) {
        Share share = shares.get(i);
        boolean mine = request.listings().get(i).channel().equals(channel);
        Reason reason = new Reason(mine ? "reserved for this channel" : "reserved for " + channel, set);
        long limit = Math.min(share.limit(), rest) + own[i];
        shares.set(i, new Share(limit, share.share() + own[i], plus(share.reasons(), reason)));
      }
      return new Allocation(shares);
    }
  }

  record Buffering(AllocationPolicy inner, ChannelId channel, long units) implements Rule {
    @Override
    public Allocation allocate(AllocationRequest request) {
      long most = Math.max(0, request.units() - units);
      return limited(inner.allocate(request), request, channel, most, new Reason("buffer", units));
    }
  }

  record Capping(AllocationPolicy inner, ChannelId channel, long units) implements Rule {
    @Override
    public Allocation allocate(AllocationRequest request) {
      return limited(inner.allocate(request), request, channel, units, new Reason("cap", units));
    }
  }

  record Prioritising(AllocationPolicy inner, List<ChannelId> order) implements Rule {
    Prioritising {
      order = List.copyOf(order);
      if (new HashSet<>(order).size() != order.size()) {
        throw new IllegalArgumentException("a channel stands twice in the order of priority: " + order);
      }
    }

    @Override
    public Allocation allocate(AllocationRequest request) {
      Allocation before = inner.allocate(request);
      List<Candidate> listings = request.listings();
      long[] limits = before.shares().stream().mapToLong(Share::limit).toArray();
      // What is set aside for a channel is not there to be divided, whoever comes first.
      long[] shares = setAside(inner, request, limits);
      long left = request.units();
      for (long share : shares) {
        left -= share;
      }
      for (int rank = 0; rank <= order.size(); rank++) {
        for (int i = 0; i < shares.length; i++) {
          if (rank(listings.get(i).channel()) == rank) {
            long wanted = Math.min(need(listings.get(i), request), limits[i]);
            long given = Math.max(0, Math.min(wanted - shares[i], left));
            shares[i] += given;
            left -= given;
          }
        }
      }
      double[] weights = before.shares().stream().mapToDouble(Share::share).toArray();
      Shares.fill(shares, limits, left, weights);
      List<Share> result = new ArrayList<>(shares.length);
      for (int i = 0; i < shares.length; i++) {
        Reason reason = new Reason("priority", rank(listings.get(i).channel()) + 1L);
        result.add(new Share(limits[i], shares[i], plus(before.shares().get(i).reasons(), reason)));
      }
      return new Allocation(result);
    }

    private int rank(ChannelId channel) {
      int index = order.indexOf(channel);
      return index < 0 ? order.size() : index;
    }

    private static long need(Candidate listing, AllocationRequest request) {
      double days = request.horizon().toSeconds() / 86_400.0;
      return Math.max(listing.usualLine(), (long) Math.ceil(listing.unitsPerDay() * days));
    }

    /** Returns what the rules inside set aside for each listing, within its limit; the outer rule takes first. */
    private static long[] setAside(AllocationPolicy policy, AllocationRequest request, long[] limits) {
      long[] sums = new long[limits.length];
      long left = request.units();
      for (AllocationPolicy at = policy; at instanceof Rule rule; at = rule.inner()) {
        if (at instanceof Reserving reserving && listed(request, reserving.channel())) {
          long set = Math.min(reserving.units(), left);
          left -= set;
          long[] parts = dividedByDemand(request, reserving.channel(), set);
          for (int i = 0; i < sums.length; i++) {
            sums[i] = Math.min(limits[i], sums[i] + parts[i]);
          }
        }
      }
      return sums;
    }
  }

  /** Lowers one channel to a most, and hands what it gave up to the others within their limits. */
  private static Allocation limited(
      Allocation before, AllocationRequest request, ChannelId channel, long most, Reason reason) {
    int size = before.shares().size();
    long[] limits = before.shares().stream().mapToLong(Share::limit).toArray();
    long[] shares = before.shares().stream().mapToLong(Share::share).toArray();
    double[] weights = before.shares().stream().mapToDouble(Share::share).toArray();
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

  private static boolean listed(AllocationRequest request, ChannelId channel) {
    return request.listings().stream().anyMatch(listing -> listing.channel().equals(channel));
  }

  /** Divides units among the listings of one channel; the others get none. */
  private static long[] dividedByDemand(AllocationRequest request, ChannelId channel, long units) {
    long[] parts = new long[request.listings().size()];
    double[] weights = request.listings().stream()
        .mapToDouble(listing -> listing.channel().equals(channel) ? Math.max(listing.unitsPerDay(), 1e-9) : 0)
        .toArray();
    Shares.addByWeight(parts, units, weights);
    return parts;
  }

  private static List<Reason> plus(List<Reason> reasons, Reason reason) {
    List<Reason> all = new ArrayList<>(reasons);
    all.add(reason);
    return all;
  }
}
