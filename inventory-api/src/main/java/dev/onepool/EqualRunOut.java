package dev.onepool;

import dev.onepool.Allocation.Reason;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills listings like connected vessels: demand is how wide each is, and what it can sell besides is already in it.
 */
final class EqualRunOut implements AllocationPolicy {

  static final EqualRunOut INSTANCE = new EqualRunOut();

  private EqualRunOut() {}

  @Override
  public Allocation allocate(AllocationRequest request) {
    double[] demand = demand(request.listings());
    double level = level(request, demand);
    double[] parts = new double[demand.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Math.max(0, level * demand[i] - request.listings().get(i).held());
    }
    long[] shares = new long[parts.length];
    Shares.addByWeight(shares, request.units(), parts);
    List<Share> result = new ArrayList<>(shares.length);
    for (long share : shares) {
      result.add(new Share(share, share, List.of(new Reason("equal run-out of", request.units()))));
    }
    return new Allocation(result);
  }

  /** Returns each listing's demand as a part of the largest; where none is known, all are equal. */
  private static double[] demand(List<Candidate> listings) {
    double largest = 0;
    double slowest = Double.POSITIVE_INFINITY;
    for (Candidate listing : listings) {
      largest = Math.max(largest, listing.unitsPerDay());
      slowest = listing.unitsPerDay() > 0 ? Math.min(slowest, listing.unitsPerDay()) : slowest;
    }
    double[] demand = new double[listings.size()];
    for (int i = 0; i < demand.length; i++) {
      double known = listings.get(i).unitsPerDay();
      demand[i] = largest == 0 ? 1 : Math.max((known > 0 ? known : slowest) / largest, 1e-12);
    }
    return demand;
  }

  /** Returns how high all vessels stand. Those that stand higher by themselves are left out until none is. */
  private static double level(AllocationRequest request, double[] demand) {
    boolean[] out = new boolean[demand.length];
    while (true) {
      double units = request.units();
      double width = 0;
      for (int i = 0; i < demand.length; i++) {
        units += out[i] ? 0 : request.listings().get(i).held();
        width += out[i] ? 0 : demand[i];
      }
      double level = units / width;
      boolean changed = false;
      for (int i = 0; i < demand.length; i++) {
        boolean higher = !out[i] && request.listings().get(i).held() > level * demand[i] * (1 + 1e-12);
        out[i] |= higher;
        changed |= higher;
      }
      if (!changed) {
        return level;
      }
    }
  }
}
