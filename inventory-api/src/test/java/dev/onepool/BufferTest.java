package dev.onepool;

import static dev.onepool.PolicyFixtures.AMAZON;
import static dev.onepool.PolicyFixtures.EBAY;
import static dev.onepool.PolicyFixtures.POOL;
import static dev.onepool.PolicyFixtures.limits;
import static dev.onepool.PolicyFixtures.listing;
import static dev.onepool.PolicyFixtures.measured;
import static dev.onepool.PolicyFixtures.reasons;
import static dev.onepool.PolicyFixtures.request;
import static dev.onepool.PolicyFixtures.shares;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.AllocationRequest.Unseen;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferTest {

  @Test
  void percent_isRoundedUp() {
    AllocationPolicy policy = POOL.buffering(AMAZON, Buffer.percent(25));
    assertThat(limits(policy, request(10, listing(AMAZON, 1), listing(EBAY, 1)))).containsExactly(7L, 10L);
  }

  @Test
  void daysOfCover_areOfAllChannelsTogether() {
    AllocationPolicy policy = POOL.buffering(AMAZON, Buffer.daysOfCover(0.5));
    assertThat(limits(policy, request(100, listing(AMAZON, 10), listing(EBAY, 31)))).containsExactly(79L, 100L);
  }

  @Test
  void measured_isWhatTheRequestSays() {
    AllocationPolicy policy = POOL.buffering(AMAZON, Buffer.measured(3));
    assertThat(limits(policy, measured(10, new Unseen(2, 2, 6), listing(AMAZON, 1)))).containsExactly(4L);
  }

  @Test
  void measured_nothingMeasuredYet_isWhatWasGiven() {
    assertThat(limits(POOL.buffering(AMAZON, Buffer.measured(3)), request(10, listing(AMAZON, 1)))).containsExactly(7L);
  }

  @Test
  void byCost_independentOrders_isTheNewsvendorsNumber() {
    assertThat(Buffer.byCost().ofOverselling(25).ofHoldingBack(0.40).build()
        .units(measured(100, new Unseen(2.08, 2.08, 0)))).isEqualTo(6);
  }

  @Test
  void byCost_clusteredOrders_isLarger() {
    assertThat(Buffer.byCost().ofOverselling(25).ofHoldingBack(0.40).build()
        .units(measured(100, new Unseen(2.08, 8, 0)))).isEqualTo(11);
  }

  @Test
  void byCost_holdingBackIsDear_isNothing() {
    assertThat(Buffer.byCost().ofOverselling(1).ofHoldingBack(100).build()
        .units(measured(100, new Unseen(2.08, 2.08, 0)))).isZero();
  }

  @Test
  void byCost_nothingMeasuredYet_isWhatWasGiven() {
    assertThat(Buffer.byCost().ofOverselling(2).ofHoldingBack(1).untilMeasured(9).build().units(request(10)))
        .isEqualTo(9);
  }

  @Test
  void byCost_everythingWrong_isSaidAtOnce() {
    assertThatThrownBy(() -> Buffer.byCost().ofOverselling(0).untilMeasured(-2).untilMeasured(-3).build())
        .isInstanceOfSatisfying(ConfigurationException.class, refused -> assertThat(refused.problems()).containsExactly(
            "untilMeasured must not be negative: -2", "untilMeasured is set twice: -2 and -3",
            "untilMeasured must not be negative: -3", "ofOverselling must be more than 0, was 0.0",
            "ofHoldingBack is missing"));
  }

  @Test
  void onEveryChannel_nobodyIsLimitedToMoreThanTheRest() {
    AllocationPolicy policy = POOL.buffering(Buffer.units(4));
    assertThat(limits(policy, request(10, listing(AMAZON, 1), listing(EBAY, 1)))).containsExactly(6L, 6L);
  }

  @Test
  void onEveryChannel_priorityOutside_doesNotHandItOut() {
    AllocationPolicy policy = POOL.buffering(Buffer.units(4)).prioritising(List.of(EBAY));
    assertThat(shares(policy, request(10, listing(AMAZON, 1), listing(EBAY, 1))).stream().mapToLong(Long::longValue).sum())
        .isEqualTo(6);
  }

  @Test
  void reason_saysWhichBuffer() {
    assertThat(reasons(POOL.buffering(AMAZON, Buffer.percent(20)), request(10, listing(AMAZON, 1))))
        .containsExactly("buffer of 20 % 2");
  }

  @Test
  void percent_none_isRefused() {
    assertThatThrownBy(() -> Buffer.percent(0)).hasMessageContaining("from 1 to 100, was 0");
  }

  @Test
  void percent_moreThanAll_isRefused() {
    assertThatThrownBy(() -> Buffer.percent(101)).hasMessageContaining("from 1 to 100, was 101");
  }

  @Test
  void daysOfCover_notANumber_isRefused() {
    assertThatThrownBy(() -> Buffer.daysOfCover(Double.NaN)).hasMessageContaining("was NaN");
  }

  @Test
  void measured_negative_isRefused() {
    assertThatThrownBy(() -> Buffer.measured(-1)).hasMessageContaining("-1");
  }
}
