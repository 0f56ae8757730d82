package dev.onepool;

import dev.onepool.Allocation.Reason;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shares by demand; with too few units for a usual line everywhere, to the busiest first. */
final class SharedPool implements AllocationPolicy {

  static final SharedPool INSTANCE = new SharedPool();

  /** What every listing gets besides its own demand, as a part of all demand. */
  private static final double FLOOR = 0.2;

  private SharedPool() {}

  @Override
  public Allocation allocate(AllocationRequest request) {
    List<Candidate> listings = request.listings();
    long[] shares = new long[listings.size()];
    long left = request.units();
    // First a usual line for each, busiest first: a share that no usual line fits into sells nothing.
    for (int index : busiestFirst(listings)) {
      long line = Math.min(listings.get(index).usualLine(), left);
      shares[index] = line;
      left -= line;
    }
    if (left > 0) {
      Shares.addByWeight(shares, left, weights(listings));
    }
    Reason reason = new Reason("shared pool of", request.units());
    List<Share> result = new ArrayList<>(shares.length);
    for (long share : shares) {
      result.add(new Share(request.units(), share, List.of(reason)));
    }
    return new Allocation(result);
  }

  private static int[] busiestFirst(List<Candidate> listings) {
    return java.util.stream.IntStream.range(0, listings.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer index) -> -listings.get(index).unitsPerDay()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Demand, with a little for every listing so that one without history is not shut out. */
  private static double[] weights(List<Candidate> listings) {
    double total = listings.stream().mapToDouble(Candidate::unitsPerDay).sum();
    double floor = total > 0 ? total * FLOOR : 1;
    return listings.stream().mapToDouble(listing -> listing.unitsPerDay() + floor).toArray();
  }
}
