package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.Allocation.Reason;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policies by example; {@link AllocationPoliciesPropertiesTest} says what holds for all. */
class AllocationPoliciesTest {

  private static final ChannelId AMAZON = ChannelId.of("amazon");
  private static final ChannelId EBAY = ChannelId.of("ebay");
  private static final ChannelId SHOP = ChannelId.of("shop");
  private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
  private static final AllocationPolicy POOL = AllocationPolicies.sharedPool();

  @Test
  void sharedPool_demandKnown_sharesFollowIt() {
    assertThat(shares(POOL, 1_000, listing(AMAZON, 9), listing(EBAY, 1))).containsExactly(785L, 215L);
  }

  @Test
  void sharedPool_nothingKnown_sharesAreEqual() {
    assertThat(shares(POOL, 9, listing(AMAZON, 0), listing(EBAY, 0), listing(SHOP, 0))).containsExactly(3L, 3L, 3L);
  }

  @Test
  void sharedPool_tooFewForAUsualLineEach_busiestIsServedFirst() {
    AllocationRequest request = request(5,
        new Candidate(AMAZON, ListingId.of("a"), 1, 4), new Candidate(EBAY, ListingId.of("e"), 2, 4));
    assertThat(POOL.allocate(request).shares()).extracting(Share::share).containsExactly(1L, 4L);
  }

  @Test
  void sharedPool_noUnits_everyShareIsZero() {
    assertThat(shares(POOL, 0, listing(AMAZON, 9), listing(EBAY, 1))).containsExactly(0L, 0L);
  }

  @Test
  void sharedPool_noListings_answersNothing() {
    assertThat(POOL.allocate(request(5)).shares()).isEmpty();
  }

  @Test
  void sharedPool_everyLimitIsThePool() {
    assertThat(limits(POOL, 10, listing(AMAZON, 9), listing(EBAY, 1))).containsExactly(10L, 10L);
  }

  @Test
  void sharedPool_saysWhy() {
    assertThat(POOL.allocate(request(10, listing(AMAZON, 1))).shares().get(0).reasons())
        .containsExactly(new Reason("shared pool of", 10));
  }

  @Test
  void sharedPool_enormousDemand_isStillDivided() {
    assertThat(shares(POOL, 100, listing(AMAZON, 1e300), listing(EBAY, 1e300))).containsExactly(50L, 50L);
  }

  @Test
  void reserving_enoughUnits_channelGetsThemOnTop() {
    AllocationPolicy policy = POOL.reserving(EBAY, 40);
    assertThat(shares(policy, 100, listing(AMAZON, 1), listing(EBAY, 1))).containsExactly(30L, 70L);
  }

  @Test
  void reserving_others_areLimitedToTheRest() {
    AllocationPolicy policy = POOL.reserving(EBAY, 40);
    assertThat(limits(policy, 100, listing(AMAZON, 1), listing(EBAY, 1))).containsExactly(60L, 100L);
  }

  @Test
  void reserving_tooFewUnits_channelGetsAll() {
    AllocationPolicy policy = POOL.reserving(EBAY, 40);
    assertThat(shares(policy, 30, listing(AMAZON, 1), listing(EBAY, 1))).containsExactly(0L, 30L);
  }

  @Test
  void reserving_channelNotListed_changesNothing() {
    AllocationRequest request = request(30, listing(AMAZON, 1));
    assertThat(POOL.reserving(EBAY, 40).allocate(request)).isEqualTo(POOL.allocate(request));
  }

  @Test
  void reserving_policyWithoutEnd_limitStaysWithinThePool() {
    AllocationPolicy unlimited = request -> new Allocation(request.listings().stream()
        .map(listing -> new Share(Long.MAX_VALUE, 0, List.of()))
        .toList());
    assertThat(limits(unlimited.reserving(EBAY, 4), 10, listing(AMAZON, 1), listing(EBAY, 1)))
        .containsExactly(6L, 10L);
  }

  @Test
  void reserving_twoListingsOfTheChannel_unitsFollowTheirDemand() {
    AllocationPolicy policy = POOL.reserving(EBAY, 40);
    assertThat(shares(policy, 40, listing(EBAY, 0), listing(EBAY, 5), listing(AMAZON, 5))).containsExactly(0L, 40L, 0L);
  }

  @Test
  void buffering_channelNeverOffersTheLastUnits() {
    AllocationPolicy policy = POOL.buffering(AMAZON, 8);
    assertThat(limits(policy, 10, listing(AMAZON, 1), listing(EBAY, 1))).containsExactly(2L, 10L);
  }

  @Test
  void buffering_whatTheChannelDoesNotGet_goesToTheOthers() {
    AllocationPolicy policy = POOL.buffering(AMAZON, 8);
    assertThat(shares(policy, 10, listing(AMAZON, 1), listing(EBAY, 1))).containsExactly(2L, 8L);
  }

  @Test
  void buffering_moreThanThereIs_channelOffersNothing() {
    assertThat(limits(POOL.buffering(AMAZON, 11), 10, listing(AMAZON, 1))).containsExactly(0L);
  }

  @Test
  void capping_shareAbove_isLowered() {
    AllocationPolicy policy = POOL.capping(AMAZON, 3);
    assertThat(shares(policy, 10, listing(AMAZON, 1), listing(EBAY, 1))).containsExactly(3L, 7L);
  }

  @Test
  void capping_nobodyElse_unitsStayInThePool() {
    assertThat(shares(POOL.capping(AMAZON, 3), 10, listing(AMAZON, 1))).containsExactly(3L);
  }

  @Test
  void capping_aboveThePool_changesNothing() {
    AllocationRequest request = request(10, listing(AMAZON, 1), listing(EBAY, 1));
    assertThat(POOL.capping(AMAZON, 10).allocate(request)).isEqualTo(POOL.allocate(request));
  }

  @Test
  void capping_twoListingsOfTheChannel_holdsForBothTogether() {
    AllocationPolicy policy = POOL.capping(AMAZON, 5);
    assertThat(shares(policy, 30, listing(AMAZON, 1), listing(AMAZON, 1), listing(EBAY, 1)))
        .containsExactly(3L, 2L, 25L);
  }

  @Test
  void capping_inside_isNotUndoneByARuleOutside() {
    AllocationPolicy policy = POOL.capping(AMAZON, 5).capping(EBAY, 0);
    assertThat(shares(policy, 30, listing(AMAZON, 1), listing(AMAZON, 1), listing(EBAY, 1)))
        .containsExactly(3L, 2L, 0L);
  }

  @Test
  void capping_everyoneWhoseNumberChanged_isToldWhy() {
    AllocationPolicy policy = POOL.capping(AMAZON, 3);
    assertThat(policy.allocate(request(10, listing(AMAZON, 1), listing(EBAY, 1))).shares())
        .extracting(share -> share.reasons().get(1))
        .containsExactly(new Reason("cap", 3), new Reason("cap of amazon", 3));
  }

  @Test
  void prioritising_unitsShort_firstChannelIsServedFirst() {
    AllocationPolicy policy = POOL.prioritising(List.of(SHOP, EBAY));
    assertThat(shares(policy, 12, listing(AMAZON, 5), listing(EBAY, 5), listing(SHOP, 5))).containsExactly(0L, 2L, 10L);
  }

  @Test
  void prioritising_unitsToSpare_theRestIsDividedAsBefore() {
    AllocationPolicy policy = POOL.prioritising(List.of(EBAY));
    assertThat(shares(policy, 1_020, listing(AMAZON, 5), listing(EBAY, 5))).containsExactly(510L, 510L);
  }

  @Test
  void prioritising_aroundReserving_leavesWhatIsSetAside() {
    AllocationPolicy policy = POOL.reserving(SHOP, 10).prioritising(List.of(EBAY, AMAZON));
    assertThat(shares(policy, 20, listing(AMAZON, 50), listing(EBAY, 50), listing(SHOP, 0)))
        .containsExactly(0L, 10L, 10L);
  }

  @Test
  void prioritising_veryLongHorizon_isCounted() {
    AllocationRequest request = new AllocationRequest(
        Sku.of("mug"), 10, List.of(listing(AMAZON, 1), listing(EBAY, 1)), Duration.ofSeconds(Long.MAX_VALUE), NOW);
    assertThat(POOL.prioritising(List.of(EBAY)).allocate(request).shares())
        .extracting(Share::share)
        .containsExactly(0L, 10L);
  }

  @Test
  void prioritising_channelTwice_isRefused() {
    assertThatThrownBy(() -> POOL.prioritising(List.of(EBAY, SHOP, EBAY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[ebay, shop, ebay]");
  }

  @Test
  void reserving_negativeUnits_isRefused() {
    assertThatThrownBy(() -> POOL.reserving(EBAY, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void buffering_negativeUnits_isRefused() {
    assertThatThrownBy(() -> POOL.buffering(EBAY, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void capping_negativeUnits_isRefused() {
    assertThatThrownBy(() -> POOL.capping(EBAY, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Long> shares(AllocationPolicy policy, long units, Candidate... listings) {
    return policy.allocate(request(units, listings)).shares().stream().map(Share::share).toList();
  }

  private static List<Long> limits(AllocationPolicy policy, long units, Candidate... listings) {
    return policy.allocate(request(units, listings)).shares().stream().map(Share::limit).toList();
  }

  private static AllocationRequest request(long units, Candidate... listings) {
    return new AllocationRequest(Sku.of("mug"), units, List.of(listings), Duration.ofDays(2), NOW);
  }

  private static Candidate listing(ChannelId channel, double unitsPerDay) {
    return new Candidate(channel, ListingId.of("L"), unitsPerDay, 1);
  }
}
