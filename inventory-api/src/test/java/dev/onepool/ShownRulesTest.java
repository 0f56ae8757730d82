package dev.onepool;

import static dev.onepool.PolicyFixtures.AMAZON;
import static dev.onepool.PolicyFixtures.EBAY;
import static dev.onepool.PolicyFixtures.POOL;
import static dev.onepool.PolicyFixtures.limits;
import static dev.onepool.PolicyFixtures.listing;
import static dev.onepool.PolicyFixtures.reasons;
import static dev.onepool.PolicyFixtures.request;
import static dev.onepool.PolicyFixtures.shares;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a channel ends, the least that it shows, and other rules when stock is low. */
class ShownRulesTest {

  private static final OversellPermit PERMIT = new OversellPermit("owner", "delivered the same day");

  @Test
  void endingBelow_fewerUnits_channelShowsNothing() {
    AllocationPolicy policy = POOL.endingBelow(EBAY, 5);
    assertThat(limits(policy, request(4, listing(AMAZON, 1), listing(EBAY, 1)))).containsExactly(4L, 0L);
  }

  @Test
  void endingBelow_asManyUnits_changesNothing() {
    AllocationRequest request = request(5, listing(AMAZON, 1), listing(EBAY, 1));
    assertThat(POOL.endingBelow(EBAY, 5).allocate(request)).isEqualTo(POOL.allocate(request));
  }

  @Test
  void endingBelow_whatTheChannelDoesNotGet_goesToTheOthers() {
    assertThat(shares(POOL.endingBelow(EBAY, 5), request(4, listing(AMAZON, 1), listing(EBAY, 1))))
        .containsExactly(4L, 0L);
  }

  @Test
  void endingBelow_saysWhy() {
    assertThat(reasons(POOL.endingBelow(EBAY, 5), request(4, listing(AMAZON, 1), listing(EBAY, 1))))
        .containsExactly("ends below of ebay 5", "ends below 5");
  }

  @Test
  void t70_minimumShownWithAPermit_raisesTheLimit() {
    AllocationPolicy policy = POOL.showingAtLeast(EBAY, 3, PERMIT);
    assertThat(limits(policy, request(1, listing(AMAZON, 1), listing(EBAY, 1)))).containsExactly(1L, 3L);
  }

  @Test
  void t70_minimumShownWithAPermit_leavesSharesWhatThereIs() {
    AllocationRequest request = request(1, listing(AMAZON, 1), listing(EBAY, 1));
    assertThat(shares(POOL.showingAtLeast(EBAY, 3, PERMIT), request)).isEqualTo(shares(POOL, request));
  }

  @Test
  void t70_minimumShownWithoutAPermit_isRefused() {
    assertThatThrownBy(() -> POOL.showingAtLeast(EBAY, 3, null)).hasMessage("permit");
  }

  @Test
  void showingAtLeast_enoughUnits_changesNothing() {
    AllocationRequest request = request(3, listing(AMAZON, 1), listing(EBAY, 1));
    assertThat(POOL.showingAtLeast(EBAY, 3, PERMIT).allocate(request)).isEqualTo(POOL.allocate(request));
  }

  @Test
  void showingAtLeast_saysWhoPermittedIt() {
    assertThat(reasons(POOL.showingAtLeast(EBAY, 3, PERMIT), request(0, listing(EBAY, 1))))
        .containsExactly("minimum shown, overselling permitted by owner: 3");
  }

  @Test
  void mayOversell_withAPermitAnywhereInside_isTrue() {
    assertThat(POOL.showingAtLeast(EBAY, 3, PERMIT).capping(AMAZON, 2).belowUnits(4, POOL).mayOversell()).isTrue();
  }

  @Test
  void mayOversell_withoutAPermit_isFalse() {
    assertThat(POOL.capping(AMAZON, 2).belowUnits(4, POOL).mayOversell()).isFalse();
  }

  @Test
  void permit_withoutAReason_isRefused() {
    assertThatThrownBy(() -> new OversellPermit("owner", " ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void belowUnits_fewer_otherRulesHold() {
    AllocationPolicy policy = POOL.belowUnits(10, POOL.capping(EBAY, 0));
    assertThat(limits(policy, request(9, listing(AMAZON, 1), listing(EBAY, 1)))).containsExactly(9L, 0L);
  }

  @Test
  void belowUnits_asMany_changesNothing() {
    AllocationRequest request = request(10, listing(AMAZON, 1), listing(EBAY, 1));
    assertThat(POOL.belowUnits(10, POOL.capping(EBAY, 0)).allocate(request)).isEqualTo(POOL.allocate(request));
  }

  @Test
  void belowUnits_saysWhy() {
    assertThat(reasons(POOL.belowUnits(10, POOL), request(9, listing(EBAY, 1))))
        .containsExactly("rules for low stock, below 10");
  }

  @Test
  void belowDaysOfCover_countsTheDemandOfAllChannels() {
    AllocationPolicy policy = POOL.belowDaysOfCover(2, POOL.capping(EBAY, 0));
    assertThat(limits(policy, request(19, listing(AMAZON, 5), listing(EBAY, 5)))).containsExactly(19L, 0L);
  }

  @Test
  void belowDaysOfCover_enough_changesNothing() {
    AllocationPolicy policy = POOL.belowDaysOfCover(2, POOL.capping(EBAY, 0));
    assertThat(limits(policy, request(20, listing(AMAZON, 5), listing(EBAY, 5)))).containsExactly(20L, 20L);
  }

  @Test
  void belowDaysOfCover_noDays_isRefused() {
    assertThatThrownBy(() -> POOL.belowDaysOfCover(0, POOL)).hasMessageContaining("was 0.0");
  }

  @Test
  void reservationInsideLowRules_priorityAround_isKept() {
    AllocationPolicy policy = POOL.belowUnits(20, POOL.reserving(EBAY, 4)).prioritising(List.of(AMAZON));
    assertThat(shares(policy, request(10, listing(AMAZON, 50), listing(EBAY, 0)))).containsExactly(6L, 4L);
  }
}
