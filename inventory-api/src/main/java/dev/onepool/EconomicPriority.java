package dev.onepool;

import dev.onepool.Allocation.Reason;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps units back for the channels that earn more (EMSR-b). Made by {@link AllocationPolicies#byEconomics}.
 *
 * <p>Channels are sorted by margin. Those above a margin are taken together: their demand until the next receipt, its
 * spread, and what they earn on average. So many units are protected from the channels below that the last of them is
 * expected to earn what a sale below would. A listing's limit is all units less what is protected from it, hence limits
 * are nested; its share is what is protected for it alone, and then a part of what nobody is expected to need. As the
 * receipt comes near demand until then shrinks, and protection with it.
 *
 * <p>It is a heuristic that supposes cheap demand to come first; online it comes mixed, and a new decision at each change
 * of stock makes up for it. A channel that earns nothing gets nothing.
 */
public final class EconomicPriority implements AllocationPolicy {

  private static final double SECONDS_PER_DAY = 86_400;

  private final Map<ChannelId, Margin> margins;
  private final Map<Sku, Map<ChannelId, Margin>> marginsOfSkus;
  private final @Nullable Instant nextReceipt;

  private EconomicPriority(Builder builder) {
    this.margins = Map.copyOf(builder.margins);
    Map<Sku, Map<ChannelId, Margin>> copy = new HashMap<>();
    builder.marginsOfSkus.forEach((sku, own) -> copy.put(sku, Map.copyOf(own)));
    this.marginsOfSkus = Map.copyOf(copy);
    this.nextReceipt = builder.nextReceipt;
  }

  /**
   * Returns nested limits and the shares that follow from them. The reasons name each listing's margin, the bid price
   * that it has to reach, and the units protected from it.
   *
   * @throws IllegalArgumentException if a channel has no margin
   */
  @Override
  public Allocation allocate(AllocationRequest request) {
    double[] margin = new double[request.listings().size()];
    for (int i = 0; i < margin.length; i++) {
      margin[i] = margin(request.sku(), request.listings().get(i).channel());
    }
    ProtectionLevels levels = new ProtectionLevels(request, margin, days(request));
    List<Share> shares = new ArrayList<>(margin.length);
    for (int i = 0; i < margin.length; i++) {
      String rule = "margin " + Amounts.text(margin[i]) + ", bid price " + Amounts.text(levels.bidPrice[i])
          + ", protected for channels that earn more:";
      shares.add(new Share(levels.limits[i], levels.shares[i],
          List.of(new Reason(rule, request.units() - levels.limits[i]))));
    }
    return perChannel(new Allocation(shares), request, levels.limits);
  }

  /** Several listings of one channel have its limit together. */
  private static Allocation perChannel(Allocation allocation, AllocationRequest request, long[] limits) {
    Allocation result = allocation;
    List<Candidate> listings = request.listings();
    for (int i = 0; i < limits.length; i++) {
      ChannelId channel = listings.get(i).channel();
      for (int before = 0; before < i; before++) {
        if (listings.get(before).channel().equals(channel)) {
          result = PolicyRule.limited(result, request, channel, limits[i], new Reason("limit of the channel", limits[i]));
        }
      }
    }
    return result;
  }

  private double margin(Sku sku, ChannelId channel) {
    Map<ChannelId, Margin> own = marginsOfSkus.get(sku);
    Margin margin = own == null ? null : own.get(channel);
    if (margin == null) {
      margin = margins.get(channel);
    }
    if (margin == null) {
      throw new IllegalArgumentException("no margin is known for " + sku + " on channel " + channel
          + "; declare it where the policy is built");
    }
    return margin.net();
  }

  private double days(AllocationRequest request) {
    boolean known = nextReceipt != null && nextReceipt.isAfter(request.asOf());
    Duration until = known ? Duration.between(request.asOf(), nextReceipt) : request.horizon();
    return Math.max(0, (until.toSeconds() + until.getNano() / 1e9) / SECONDS_PER_DAY);
  }

  @Override
  public String toString() {
    return "EconomicPriority" + margins;
  }

  /** Declares margins; without a next receipt, demand over the request's horizon counts. Not thread-safe. */
  public static final class Builder {
    private final List<ChannelId> channels;
    private final Map<ChannelId, Margin> margins = new HashMap<>();
    private final Map<Sku, Map<ChannelId, Margin>> marginsOfSkus = new HashMap<>();
    private final Problems problems = new Problems("priority by economics");
    private @Nullable Instant nextReceipt;

    Builder(List<ChannelId> channels) {
      this.channels = List.copyOf(channels);
      problems.addIf(channels.isEmpty(), "no channel is named; priority is among channels");
    }

    /** Sets what a unit earns on a channel. Every channel needs one. */
    public Builder margin(ChannelId channel, Margin margin) {
      Margin before = margins.put(channel, margin);
      problems.addIf(before != null, "margin of " + channel + " is set twice: " + before + " and " + margin);
      problems.addIf(!channels.contains(channel), "margin of " + channel + ", which is none of " + channels);
      return this;
    }

    /** Sets what a unit of one SKU earns on a channel, where that differs from the channel's margin. */
    public Builder margin(Sku sku, ChannelId channel, Margin margin) {
      Margin before = marginsOfSkus.computeIfAbsent(sku, any -> new HashMap<>()).put(channel, margin);
      problems.addIf(before != null,
          "margin of " + sku + " on " + channel + " is set twice: " + before + " and " + margin);
      problems.addIf(!channels.contains(channel),
          "margin of " + sku + " on " + channel + ", which is none of " + channels);
      return this;
    }

    /** Sets when units come in next. Once that has passed, the request's horizon counts again. */
    public Builder nextReceipt(Instant at) {
      problems.addIf(nextReceipt != null, "nextReceipt is set twice: " + nextReceipt + " and " + at);
      nextReceipt = at;
      return this;
    }

    /**
     * Returns the policy.
     *
     * @throws ConfigurationException naming everything that is wrong: channels without a margin, margins of other
     *     channels, values set twice
     */
    public AllocationPolicy build() {
      for (ChannelId channel : channels) {
        problems.addIf(!margins.containsKey(channel), "margin of " + channel + " is missing");
      }
      problems.throwIfAny();
      return new EconomicPriority(this);
    }
  }
}
