package dev.onepool.core.internal.policy;

import dev.onepool.Allocation;
import dev.onepool.ChannelId;
import dev.onepool.Sku;
import org.jspecify.annotations.Nullable;

/** What came of asking a policy: numbers that keep the rules, or why there are none. */
public sealed interface PolicyAnswer {

  /** Numbers that can be planned with. */
  record Accepted(Allocation allocation) implements PolicyAnswer {}

  /**
   * A policy threw, or what it answered breaks the rules. The SKU keeps the last plan that was safe.
   *
   * @param policy what the policy is called
   * @param sku the SKU that it was asked about
   * @param channel the first channel whose number is wrong; null where it is the whole answer
   * @param problem what is wrong, with the values
   * @param cause what was thrown, if anything was
   */
  record PolicyFault(
      String policy, Sku sku, @Nullable ChannelId channel, String problem, @Nullable Throwable cause)
      implements PolicyAnswer {

    /** Returns one sentence for a person. */
    public String text() {
      return "policy " + policy + " on SKU " + sku + (channel == null ? ", all channels" : ", channel " + channel)
          + ": " + problem + "; the last safe plan stays in force until the policy is corrected";
    }
  }
}
