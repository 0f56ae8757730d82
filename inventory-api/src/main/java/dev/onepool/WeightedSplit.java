package dev.onepool;

import dev.onepool.Allocation.Reason;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Divides the pool among channels by fixed weights. Made by {@link AllocationPolicies#weightedSplit()}. */
public final class WeightedSplit implements AllocationPolicy {

  private final Map<ChannelId, Double> weights;
  private final double others;

  private WeightedSplit(Builder builder) {
    this.weights = Map.copyOf(builder.weights);
    this.others = Math.max(0, builder.others);
  }

  /** Returns whole units by weight; those that rounding leaves go to the largest remainders. */
  @Override
  public Allocation allocate(AllocationRequest request) {
    List<Candidate> listings = request.listings();
    double[] parts = new double[listings.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = weight(listings.get(i).channel()) * partOfChannel(listings, listings.get(i));
    }
    long[] shares = new long[parts.length];
    Shares.addByWeight(shares, request.units(), parts);
    List<Share> result = new ArrayList<>(shares.length);
    for (long share : shares) {
      result.add(new Share(share, share, List.of(new Reason("weighted split of", request.units()))));
    }
    return new Allocation(result);
  }

  private double weight(ChannelId channel) {
    return weights.getOrDefault(channel, others);
  }

  /** Several listings of one channel divide its weight by demand. */
  private static double partOfChannel(List<Candidate> listings, Candidate one) {
    double all = 0;
    for (Candidate listing : listings) {
      all += listing.channel().equals(one.channel()) ? relative(listing, one) : 0;
    }
    return 1 / all;
  }

  /** One listing's demand in terms of another's, which stays a number however large both are. */
  private static double relative(Candidate listing, Candidate to) {
    return Math.max(listing.unitsPerDay(), 1e-9) / Math.max(to.unitsPerDay(), 1e-9);
  }

  @Override
  public String toString() {
    return "WeightedSplit" + weights + ", others " + others;
  }

  /** Declares weights; those of channels that are not named are 0, so they get nothing. Not thread-safe. */
  public static final class Builder {
    private final Map<ChannelId, Double> weights = new HashMap<>();
    private final Problems problems = new Problems("weighted split");
    private double others = -1;

    Builder() {}

    /** Sets a channel's weight; 0 or more. Only the ratio of weights counts. */
    public Builder weight(ChannelId channel, double weight) {
      problems.addUnlessAmount("weight of " + channel, weight);
      Double before = weights.put(channel, weight);
      problems.addIf(before != null, "weight of " + channel + " is set twice: " + before + " and " + weight);
      return this;
    }

    /** Sets the weight of each channel that is not named; 0 or more, 0 by default. */
    public Builder others(double weight) {
      problems.addUnlessAmount("weight of others", weight);
      problems.addIf(others != -1, "weight of others is set twice: " + others + " and " + weight);
      others = weight;
      return this;
    }

    /**
     * Returns the policy.
     *
     * @throws ConfigurationException naming everything that is wrong: no weight above 0, one out of range or set twice
     */
    public AllocationPolicy build() {
      problems.addIf(others <= 0 && weights.values().stream().noneMatch(weight -> weight > 0),
          "at least one weight must be above 0");
      problems.throwIfAny();
      return new WeightedSplit(this);
    }
  }
}
