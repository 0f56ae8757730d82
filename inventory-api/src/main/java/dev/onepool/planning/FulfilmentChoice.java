package dev.onepool.planning;

import dev.onepool.ChannelId;
import java.util.List;

/**
 * From where to ship a channel's orders, best first.
 *
 * @param channel the channel
 * @param ranked the ways that were judged, best first; at least one
 * @param excluded the ways that were not, each with its reason
 */
public record FulfilmentChoice(ChannelId channel, List<Judged> ranked, List<String> excluded) {

  /**
   * A way and what it comes to.
   *
   * @param option the way
   * @param costPerUnit shipping and storage, money for a unit sold
   * @param confidence the probability that what is there, and can be sent there in time, serves the whole demand, 0 to 1
   * @param servedShare the share of demand that is expected to be served, 0 to 1
   * @param expectedMarginPerDay what the channel earns this way, money/day; units not served earn nothing
   * @param why in a sentence
   */
  public record Judged(FulfilmentQuestion.Option option, double costPerUnit, double confidence, double servedShare,
      double expectedMarginPerDay, String why) {}

  /** Copies the lists. */
  public FulfilmentChoice {
    ranked = List.copyOf(ranked);
    excluded = List.copyOf(excluded);
  }

  /** Returns the best way. */
  public Judged best() {
    return ranked.get(0);
  }
}
