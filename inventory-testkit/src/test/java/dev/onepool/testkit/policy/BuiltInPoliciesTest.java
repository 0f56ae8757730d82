package dev.onepool.testkit.policy;

import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.Buffer;
import dev.onepool.ChannelId;
import dev.onepool.Margin;
import dev.onepool.OversellPermit;
import dev.onepool.Reservations;
import java.util.List;

/** Tries nearly all built-in policies and rules at once, around each other. */
class BuiltInPoliciesTest extends AllocationPolicyContract {

  private static final ChannelId AMAZON = ChannelId.of("amazon");
  private static final ChannelId EBAY = ChannelId.of("ebay");
  private static final ChannelId SHOP = ChannelId.of("shop");

  private final AllocationPolicy policy = AllocationPolicies.byEconomics(channels())
      .margin(AMAZON, Margin.of(8)).margin(EBAY, Margin.of(6)).margin(SHOP, Margin.of(14))
      .margin(ChannelId.of("tiktok"), Margin.of(11)).margin(ChannelId.of("walmart"), Margin.of(9))
      .build()
      .buffering(Buffer.measured(2))
      .reserving(Reservations.builder().percent(SHOP, 20).units(AMAZON, 2).build())
      .buffering(EBAY, Buffer.byCost().ofOverselling(25).ofHoldingBack(0.4).build())
      .capping(AMAZON, 500)
      .prioritising(List.of(SHOP))
      .endingBelow(EBAY, 3)
      .belowDaysOfCover(1, AllocationPolicies.equalRunOut())
      .belowUnits(2, AllocationPolicies.weightedSplit().weight(SHOP, 1).build())
      .showingAtLeast(SHOP, 1, new OversellPermit("owner", "made to order"));

  @Override
  protected AllocationPolicy policy() {
    return policy;
  }
}
