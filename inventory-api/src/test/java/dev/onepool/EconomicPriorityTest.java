package dev.onepool;

import static dev.onepool.PolicyFixtures.NOW;
import static dev.onepool.PolicyFixtures.limits;
import static dev.onepool.PolicyFixtures.reasons;
import static dev.onepool.PolicyFixtures.shares;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.AllocationRequest.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nested limits by the textbook: five channels, 60 units, one day to the next receipt. */
class EconomicPriorityTest {

  private static final ChannelId SITE = ChannelId.of("site");
  private static final ChannelId TIKTOK = ChannelId.of("tiktok");
  private static final ChannelId WALMART = ChannelId.of("walmart");
  private static final ChannelId AMAZON = ChannelId.of("amazon");
  private static final ChannelId EBAY = ChannelId.of("ebay");
  private static final List<ChannelId> ALL = List.of(SITE, TIKTOK, WALMART, AMAZON, EBAY);
  private static final Instant RECEIPT = NOW.plus(Duration.ofDays(1));
  private static final Sku MUG = Sku.of("mug");

  @Test
  void fiveChannels_sixtyUnits_limitsAreTheTextbooks() {
    assertThat(limits(policy().build(), request(60, NOW))).containsExactly(60L, 44L, 33L, 21L, 0L);
  }

  @Test
  void fiveChannels_sixtyUnits_sharesAreWhatIsProtectedForEach() {
    assertThat(shares(policy().build(), request(60, NOW))).containsExactly(16L, 11L, 12L, 21L, 0L);
  }

  @Test
  void listingsInAnyOrder_limitsAreTheSame() {
    List<Candidate> backwards = new ArrayList<>(listings());
    Collections.reverse(backwards);
    AllocationRequest request = new AllocationRequest(MUG, 60, backwards, Duration.ofDays(7), NOW);
    assertThat(limits(policy().build(), request)).containsExactly(0L, 21L, 33L, 44L, 60L);
  }

  @Test
  void plenty_surplusIsDividedByDemand() {
    assertThat(shares(policy().build(), request(1_000, NOW)).get(3)).isGreaterThan(300L);
  }

  @Test
  void receiptNear_protectionIsGone() {
    assertThat(limits(policy().build(), request(60, RECEIPT.minusSeconds(60)))).allMatch(limit -> limit >= 58);
  }

  @Test
  void receiptPassed_theHorizonCounts() {
    assertThat(limits(policy().build(), request(60, RECEIPT))).containsExactly(60L, 0L, 0L, 0L, 0L);
  }

  @Test
  void reasons_nameMarginBidPriceAndProtectedUnits() {
    assertThat(reasons(policy().build(), request(60, NOW)).get(4))
        .isEqualTo("margin 6.00, bid price 9.53, protected for channels that earn more: 60");
  }

  @Test
  void equalMargins_neitherWaitsForTheOther() {
    AllocationPolicy policy = AllocationPolicies.byEconomics(ALL).margin(SITE, Margin.of(9)).margin(TIKTOK, Margin.of(9))
        .margin(WALMART, Margin.of(9)).margin(AMAZON, Margin.of(9)).margin(EBAY, Margin.of(9)).build();
    assertThat(limits(policy, request(60, NOW))).containsOnly(60L);
  }

  @Test
  void channelThatEarnsNothing_getsNothing() {
    AllocationPolicy policy = AllocationPolicies.byEconomics(List.of(SITE, EBAY))
        .margin(SITE, Margin.of(9)).margin(EBAY, Margin.of(0)).build();
    AllocationRequest request = new AllocationRequest(
        MUG, 60, List.of(candidate(SITE, 0, 0), candidate(EBAY, 10, 3)), Duration.ofDays(7), NOW);
    assertThat(limits(policy, request)).containsExactly(60L, 0L);
  }

  @Test
  void twoListingsOfAChannel_haveItsLimitTogether() {
    List<Candidate> listings = new ArrayList<>(listings());
    listings.set(3, candidate(AMAZON, 20, Math.sqrt(50)));
    listings.add(4, candidate(AMAZON, 20, Math.sqrt(50)));
    AllocationRequest request = new AllocationRequest(MUG, 60, listings, Duration.ofDays(7), NOW);
    List<Long> limits = limits(policy().build(), request);
    assertThat(limits.get(3) + limits.get(4)).isEqualTo(21);
  }

  @Test
  void marginOfASku_isUsedForIt() {
    AllocationPolicy policy = policy().margin(MUG, EBAY, Margin.of(20)).build();
    assertThat(limits(policy, request(60, NOW)).get(4)).isEqualTo(60);
  }

  @Test
  void channelWithoutMargin_isRefusedByName() {
    AllocationPolicy policy = AllocationPolicies.byEconomics(List.of(SITE)).margin(SITE, Margin.of(9)).build();
    assertThatThrownBy(() -> policy.allocate(request(60, NOW)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no margin is known for mug on channel tiktok");
  }

  @Test
  void build_everythingWrong_isSaidAtOnce() {
    assertThatThrownBy(() -> AllocationPolicies.byEconomics(List.of(SITE, EBAY, AMAZON))
        .margin(SITE, Margin.of(1)).margin(SITE, Margin.of(2)).margin(WALMART, Margin.of(1))
        .nextReceipt(NOW).nextReceipt(RECEIPT).build())
        .isInstanceOfSatisfying(ConfigurationException.class,
            refused -> assertThat(refused.problems()).containsExactly(
                "margin of site is set twice: Margin 1.0 and Margin 2.0",
                "margin of walmart, which is none of [site, ebay, amazon]",
                "nextReceipt is set twice: 2026-11-27T08:00:00Z and 2026-11-28T08:00:00Z",
                "margin of ebay is missing", "margin of amazon is missing"));
  }

  @Test
  void margin_isWhatIsLeftOfThePrice() {
    assertThat(Margin.builder().price(40).cost(12).feePercent(15).fees(0.5).shipping(4).returns(1.25).ads(2).risk(0.25)
        .build().net()).isEqualTo(14);
  }

  @Test
  void margin_everythingWrong_isSaidAtOnce() {
    assertThatThrownBy(() -> Margin.builder().feePercent(101).ads(-1).ads(1).build())
        .isInstanceOfSatisfying(ConfigurationException.class,
            refused -> assertThat(refused.problems()).containsExactly("feePercent must be 100 at most, was 101.0",
                "ads must be 0 or more, was -1.0", "ads is set twice: -1.0 and 1.0", "price is missing",
                "cost is missing"));
  }

  @Test
  void margin_notANumber_isRefused() {
    assertThatThrownBy(() -> Margin.of(Double.NaN)).hasMessageContaining("NaN");
  }

  private static EconomicPriority.Builder policy() {
    return AllocationPolicies.byEconomics(ALL)
        .margin(SITE, Margin.of(14)).margin(TIKTOK, Margin.of(11)).margin(WALMART, Margin.of(9))
        .margin(AMAZON, Margin.of(8)).margin(EBAY, Margin.of(6)).nextReceipt(RECEIPT);
  }

  private static AllocationRequest request(long units, Instant asOf) {
    return new AllocationRequest(MUG, units, listings(), Duration.ofDays(7), asOf);
  }

  private static List<Candidate> listings() {
    return List.of(candidate(SITE, 20, 6), candidate(TIKTOK, 10, 4), candidate(WALMART, 12, 4),
        candidate(AMAZON, 40, 10), candidate(EBAY, 18, 6));
  }

  private static Candidate candidate(ChannelId channel, double mean, double deviation) {
    return new Candidate(channel, ListingId.of("of-" + channel), mean, 1, deviation * deviation, 0);
  }
}
