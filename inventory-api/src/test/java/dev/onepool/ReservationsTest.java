package dev.onepool;

import static dev.onepool.PolicyFixtures.AMAZON;
import static dev.onepool.PolicyFixtures.EBAY;
import static dev.onepool.PolicyFixtures.NOW;
import static dev.onepool.PolicyFixtures.POOL;
import static dev.onepool.PolicyFixtures.SHOP;
import static dev.onepool.PolicyFixtures.limits;
import static dev.onepool.PolicyFixtures.listing;
import static dev.onepool.PolicyFixtures.reasons;
import static dev.onepool.PolicyFixtures.request;
import static dev.onepool.PolicyFixtures.shares;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservationsTest {

  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void percent_isOfAllUnits_roundedDown() {
    AllocationPolicy policy = POOL.reserving(Reservations.builder().percent(EBAY, 33).build());
    assertThat(limits(policy, request(10, listing(AMAZON, 1), listing(EBAY, 1)))).containsExactly(7L, 10L);
  }

  @Test
  void percent_ofSeveralChannels_isOfTheSameUnits() {
    AllocationPolicy policy = POOL.reserving(Reservations.builder().percent(EBAY, 50).percent(SHOP, 50).build());
    assertThat(shares(policy, request(100, listing(AMAZON, 9), listing(EBAY, 1), listing(SHOP, 1))))
        .containsExactly(0L, 50L, 50L);
  }

  @Test
  void percent_enormousPool_isCounted() {
    AllocationPolicy policy = POOL.reserving(Reservations.builder().percent(EBAY, 100).build());
    assertThat(shares(policy, request(Long.MAX_VALUE, listing(AMAZON, 1), listing(EBAY, 1))))
        .containsExactly(0L, Long.MAX_VALUE);
  }

  @Test
  void units_tooFewForAll_theFirstDeclaredIsServedFirst() {
    AllocationPolicy policy = POOL.reserving(Reservations.builder().units(SHOP, 8).units(EBAY, 8).build());
    assertThat(shares(policy, request(10, listing(EBAY, 1), listing(SHOP, 1)))).containsExactly(2L, 8L);
  }

  @Test
  void dated_fromItsFirstInstant_isSetAside() {
    AllocationPolicy policy = POOL.reserving(Reservations.builder().units(EBAY, 10, NOW, LATER).build());
    assertThat(shares(policy, request(10, listing(AMAZON, 1), listing(EBAY, 1)))).containsExactly(0L, 10L);
  }

  @Test
  void dated_atItsEnd_isOver() {
    AllocationPolicy policy = POOL.reserving(Reservations.builder().units(EBAY, 10, NOW.minusSeconds(60), NOW).build());
    assertThat(shares(policy, request(10, listing(AMAZON, 1), listing(EBAY, 1)))).containsExactly(5L, 5L);
  }

  @Test
  void dated_beforeItsBeginning_changesNothing() {
    AllocationPolicy policy = POOL.reserving(Reservations.builder().percent(EBAY, 90, LATER, Instant.MAX).build());
    AllocationRequest request = request(10, listing(AMAZON, 1), listing(EBAY, 1));
    assertThat(policy.allocate(request)).isEqualTo(POOL.allocate(request));
  }

  @Test
  void reasons_sayWhoseHowMuchAndUntilWhen() {
    AllocationPolicy policy = POOL.reserving(Reservations.builder().percent(EBAY, 20, NOW, LATER).build());
    assertThat(reasons(policy, request(10, listing(AMAZON, 1), listing(EBAY, 1)))).containsExactly(
        "reserved for ebay, 20 %, until 2026-11-27T08:01:00Z 2",
        "reserved for this channel, 20 %, until 2026-11-27T08:01:00Z 2");
  }

  @Test
  void oneAroundAnother_priorityAroundBoth_keepsThePartOfWhatTheOuterOneLeft() {
    AllocationPolicy policy = POOL.reserving(Reservations.builder().percent(EBAY, 50).build())
        .reserving(Reservations.builder().percent(SHOP, 50).build())
        .prioritising(List.of(AMAZON));
    assertThat(shares(policy, request(20, listing(AMAZON, 90), listing(EBAY, 0), listing(SHOP, 0))))
        .containsExactly(5L, 5L, 10L);
  }

  @Test
  void build_hundredPercentTogether_isAccepted() {
    assertThat(shares(POOL.reserving(Reservations.builder().percent(EBAY, 60).percent(SHOP, 40, NOW, LATER).build()),
        request(10, listing(EBAY, 1), listing(SHOP, 1)))).containsExactly(6L, 4L);
  }

  @Test
  void build_aboveHundredPercentAtOneTime_isRefused() {
    assertThatThrownBy(() -> Reservations.builder().percent(EBAY, 61).percent(SHOP, 40, NOW, LATER).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("percentages must come to 100 at most, were 101 at 2026-11-27T08:00:00Z");
  }

  @Test
  void build_aboveHundredPercentOneAfterTheOther_isAccepted() {
    assertThat(Reservations.builder()
        .percent(EBAY, 80, NOW, LATER).percent(SHOP, 80, LATER, LATER.plusSeconds(1)).build().all()).hasSize(2);
  }

  @Test
  void build_reversedDates_areRefused() {
    assertThatThrownBy(() -> Reservations.builder().units(EBAY, 1, LATER, NOW).build())
        .hasMessageContaining("must end after it begins");
  }

  @Test
  void build_sameInstantForBothDates_isRefused() {
    assertThatThrownBy(() -> Reservations.builder().units(EBAY, 1, NOW, NOW).build())
        .hasMessageContaining("must end after it begins");
  }

  @Test
  void build_everythingWrong_isSaidAtOnce() {
    assertThatThrownBy(() -> Reservations.builder().units(EBAY, -1).units(EBAY, -1).percent(SHOP, 0)
        .percent(SHOP, 101, LATER, NOW).build())
        .isInstanceOfSatisfying(ConfigurationException.class,
            refused -> assertThat(refused.problems()).hasSize(6));
  }

  @Test
  void build_nothing_isRefused() {
    assertThatThrownBy(() -> Reservations.builder().build()).hasMessageContaining("nothing is reserved");
  }
}
