package dev.onepool;

import java.util.List;

/**
 * How many units each listing may offer, and why.
 *
 * @param shares one for each listing of the request, in its order
 */
public record Allocation(List<Share> shares) {

  /** Copies the list. */
  public Allocation {
    shares = List.copyOf(shares);
  }

  /**
   * What one listing may offer.
   *
   * @param limit the most it may take, whatever the others do; 0 or more
   * @param share its part of the pool; at most {@code limit}
   * @param reasons the rules that set these numbers, in the order they were applied
   */
  public record Share(long limit, long share, List<Reason> reasons) {
    /** Copies the reasons. */
    public Share {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A rule that set a number.
   *
   * @param rule what a merchant would call it, such as {@code "buffer"}
   * @param units the rule's number
   */
  public record Reason(String rule, long units) {
    @Override
    public String toString() {
      return rule + " " + units;
    }
  }
}
