package dev.onepool;

import static dev.onepool.PolicyFixtures.AMAZON;
import static dev.onepool.PolicyFixtures.EBAY;
import static dev.onepool.PolicyFixtures.SHOP;
import static dev.onepool.PolicyFixtures.limits;
import static dev.onepool.PolicyFixtures.listing;
import static dev.onepool.PolicyFixtures.request;
import static dev.onepool.PolicyFixtures.shares;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.AllocationRequest.Candidate;
import org.junit.jupiter.api.Test;

/** Weighted split and equal run-out. */
class SplitsTest {

  private static final AllocationPolicy RUN_OUT = AllocationPolicies.equalRunOut();

  @Test
  void weightedSplit_remainders_goToTheLargest() {
    AllocationPolicy policy = AllocationPolicies.weightedSplit().weight(AMAZON, 60).weight(EBAY, 40).build();
    assertThat(shares(policy, request(11, listing(AMAZON, 1), listing(EBAY, 9)))).containsExactly(7L, 4L);
  }

  @Test
  void weightedSplit_limitsAreShares() {
    AllocationPolicy policy = AllocationPolicies.weightedSplit().weight(AMAZON, 60).weight(EBAY, 40).build();
    assertThat(limits(policy, request(10, listing(AMAZON, 1), listing(EBAY, 9)))).containsExactly(6L, 4L);
  }

  @Test
  void weightedSplit_channelNotNamed_getsNothing() {
    AllocationPolicy policy = AllocationPolicies.weightedSplit().weight(AMAZON, 1).build();
    assertThat(shares(policy, request(10, listing(AMAZON, 1), listing(EBAY, 9)))).containsExactly(10L, 0L);
  }

  @Test
  void weightedSplit_others_eachHaveTheirWeight() {
    AllocationPolicy policy = AllocationPolicies.weightedSplit().weight(AMAZON, 2).others(1).build();
    assertThat(shares(policy, request(8, listing(AMAZON, 1), listing(EBAY, 9), listing(SHOP, 0))))
        .containsExactly(4L, 2L, 2L);
  }

  @Test
  void weightedSplit_twoListingsOfAChannel_divideItsWeightByDemand() {
    AllocationPolicy policy = AllocationPolicies.weightedSplit().weight(AMAZON, 1).weight(EBAY, 1).build();
    assertThat(shares(policy, request(20, listing(AMAZON, 1), listing(AMAZON, 4), listing(EBAY, 1))))
        .containsExactly(2L, 8L, 10L);
  }

  @Test
  void weightedSplit_everythingWrong_isSaidAtOnce() {
    assertThatThrownBy(() -> AllocationPolicies.weightedSplit().weight(AMAZON, -1).weight(AMAZON, 0).others(Double.NaN)
        .build())
        .isInstanceOfSatisfying(ConfigurationException.class,
            refused -> assertThat(refused.problems()).containsExactly("weight of amazon must be 0 or more, was -1.0",
                "weight of amazon is set twice: -1.0 and 0.0", "weight of others must be 0 or more, was NaN"));
  }

  @Test
  void weightedSplit_noWeight_isRefused() {
    assertThatThrownBy(() -> AllocationPolicies.weightedSplit().weight(AMAZON, 0).build())
        .hasMessageContaining("at least one weight must be above 0");
  }

  @Test
  void equalRunOut_nothingHeld_sharesFollowDemand() {
    assertThat(shares(RUN_OUT, request(30, listing(AMAZON, 2), listing(EBAY, 1)))).containsExactly(20L, 10L);
  }

  @Test
  void equalRunOut_heldElsewhere_isCounted() {
    assertThat(shares(RUN_OUT, request(30, held(AMAZON, 2, 30), listing(EBAY, 1)))).containsExactly(10L, 20L);
  }

  @Test
  void equalRunOut_lastsLongerWithoutAny_getsNone() {
    assertThat(shares(RUN_OUT, request(30, held(AMAZON, 1, 100), listing(EBAY, 1), listing(SHOP, 2))))
        .containsExactly(0L, 10L, 20L);
  }

  @Test
  void equalRunOut_demandUnknown_countsAsTheSlowest() {
    assertThat(shares(RUN_OUT, request(50, listing(AMAZON, 3), listing(EBAY, 0), listing(SHOP, 1))))
        .containsExactly(30L, 10L, 10L);
  }

  @Test
  void equalRunOut_noDemandAnywhere_isDividedEqually() {
    assertThat(shares(RUN_OUT, request(9, listing(AMAZON, 0), listing(EBAY, 0), listing(SHOP, 0))))
        .containsExactly(3L, 3L, 3L);
  }

  @Test
  void equalRunOut_noListings_answersNothing() {
    assertThat(shares(RUN_OUT, request(9))).isEmpty();
  }

  private static Candidate held(ChannelId channel, double unitsPerDay, long held) {
    return new Candidate(channel, ListingId.of("of-" + channel), unitsPerDay, 1, unitsPerDay, held);
  }
}
