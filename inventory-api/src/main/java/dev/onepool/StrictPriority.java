package dev.onepool;

import dev.onepool.Allocation.Reason;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Serves each channel's need in a given order when units are short. */
record StrictPriority(AllocationPolicy inner, List<ChannelId> order) implements PolicyRule {

  StrictPriority {
    order = List.copyOf(order);
    if (new HashSet<>(order).size() != order.size()) {
      throw new IllegalArgumentException("a channel stands twice in the order of priority: " + order);
    }
  }

  @Override
  public AllocationPolicy inner(AllocationRequest request) {
    return inner;
  }

  @Override
  public boolean mayOversell() {
    return inner.mayOversell();
  }

  @Override
  public boolean needsUnseen() {
    return inner.needsUnseen();
  }

  @Override
  public Allocation allocate(AllocationRequest request) {
    Allocation before = inner.allocate(request);
    List<Candidate> listings = request.listings();
    long[] limits = PolicyRule.limits(before);
    // What is set aside for a channel is not there to be divided, whoever comes first.
    long[] shares = PolicyRule.allSetAside(inner, request, limits);
    // Nor is what the policy inside holds back, such as a buffer on every channel.
    long left = 0;
    for (int i = 0; i < shares.length; i++) {
      left += before.shares().get(i).share() - shares[i];
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
    Shares.fill(shares, limits, left, PolicyRule.weights(before));
    List<Share> result = new ArrayList<>(shares.length);
    for (int i = 0; i < shares.length; i++) {
      Reason reason = new Reason("priority", rank(listings.get(i).channel()) + 1L);
      result.add(new Share(limits[i], shares[i], PolicyRule.plus(before.shares().get(i).reasons(), reason)));
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
}
