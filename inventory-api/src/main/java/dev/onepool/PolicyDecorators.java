package dev.onepool;

import dev.onepool.Allocation.Reason;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The rules that compose around a policy. Each changes only what it must, and says so. */
final class PolicyDecorators {

  private PolicyDecorators() {}

  record Reserving(AllocationPolicy inner, ChannelId channel, long units) implements AllocationPolicy {
    @Override
    public Allocation allocate(AllocationRequest request) {
      int index = indexOf(request, channel);
      if (index < 0) {
        return inner.allocate(request);
      }
      long set = Math.min(units, request.units());
      List<Share> shares = new ArrayList<>(inner.allocate(request.withUnits(request.units() - set)).shares());
      for (int i = 0; i < shares.size(); i++) {
        long own = i == index ? set : 0;
        Share share = shares.get(i);
        Reason reason = new Reason(own > 0 ? "reserved for this channel" : "reserved for " + channel, set);
        shares.set(i, new Share(share.limit() + own, share.share() + own, plus(share.reasons(), reason)));
      }
      return new Allocation(shares);
    }
  }

  record Buffering(AllocationPolicy inner, ChannelId channel, long units) implements AllocationPolicy {
    @Override
    public Allocation allocate(AllocationRequest request) {
      long most = Math.max(0, request.units() - units);
      return limited(inner.allocate(request), request, channel, most, new Reason("buffer", units));
    }
  }

  record Capping(AllocationPolicy inner, ChannelId channel, long units) implements AllocationPolicy {
    @Override
    public Allocation allocate(AllocationRequest request) {
      return limited(inner.allocate(request), request, channel, units, new Reason("cap", units));
    }
  }

  record Prioritising(AllocationPolicy inner, List<ChannelId> order) implements AllocationPolicy {
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
      long[] shares = new long[limits.length];
      long left = request.units();
      for (int rank = 0; rank <= order.size(); rank++) {
        for (int i = 0; i < shares.length; i++) {
          if (rank(listings.get(i).channel()) == rank) {
            shares[i] = Math.min(Math.min(need(listings.get(i), request), limits[i]), left);
            left -= shares[i];
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
      double days = request.horizon().toMillis() / 86_400_000.0;
      return Math.max(listing.usualLine(), (long) Math.ceil(listing.unitsPerDay() * days));
    }
  }

  /** Lowers one channel to a most, and hands what it gave up to the others within their limits. */
  private static Allocation limited(
      Allocation before, AllocationRequest request, ChannelId channel, long most, Reason reason) {
    int index = indexOf(request, channel);
    if (index < 0 || before.shares().get(index).limit() <= most) {
      return before;
    }
    long[] limits = before.shares().stream().mapToLong(Share::limit).toArray();
    long[] shares = before.shares().stream().mapToLong(Share::share).toArray();
    double[] weights = before.shares().stream().mapToDouble(Share::share).toArray();
    limits[index] = most;
    long freed = Math.max(0, shares[index] - most);
    shares[index] -= freed;
    Shares.fill(shares, limits, freed, weights);
    List<Share> result = new ArrayList<>(shares.length);
    for (int i = 0; i < shares.length; i++) {
      List<Reason> reasons = before.shares().get(i).reasons();
      result.add(new Share(limits[i], shares[i], i == index ? plus(reasons, reason) : reasons));
    }
    return new Allocation(result);
  }

  /** A channel with several listings of one SKU is rare; its first is the one that rules apply to. */
  private static int indexOf(AllocationRequest request, ChannelId channel) {
    for (int i = 0; i < request.listings().size(); i++) {
      if (request.listings().get(i).channel().equals(channel)) {
        return i;
      }
    }
    return -1;
  }

  private static List<Reason> plus(List<Reason> reasons, Reason reason) {
    List<Reason> all = new ArrayList<>(reasons);
    all.add(reason);
    return all;
  }
}
