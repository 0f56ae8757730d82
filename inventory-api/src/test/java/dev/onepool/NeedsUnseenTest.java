package dev.onepool;

import static dev.onepool.PolicyFixtures.AMAZON;
import static dev.onepool.PolicyFixtures.EBAY;
import static dev.onepool.PolicyFixtures.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which policies ask for the demand that comes in unseen: it is worked out for no others. */
class NeedsUnseenTest {

  private static final Buffer MEASURED = Buffer.measured(3);

  static Stream<AllocationPolicy> needing() {
    return Stream.of(
        POOL.buffering(MEASURED),
        POOL.buffering(EBAY, MEASURED),
        POOL.buffering(Buffer.byCost().ofOverselling(25).ofHoldingBack(1).build()),
        POOL.buffering(MEASURED).capping(AMAZON, 5),
        POOL.buffering(EBAY, MEASURED).buffering(AMAZON, 2).prioritising(List.of(EBAY)),
        POOL.belowUnits(10, POOL.buffering(MEASURED)),
        POOL.buffering(MEASURED).belowUnits(10, POOL));
  }

  static Stream<AllocationPolicy> needingNot() {
    return Stream.of(
        POOL,
        POOL.buffering(Buffer.units(3)),
        POOL.buffering(EBAY, Buffer.percent(10)),
        POOL.buffering(Buffer.daysOfCover(1)).capping(AMAZON, 5),
        POOL.belowDaysOfCover(2, POOL.prioritising(List.of(EBAY))));
  }

  @ParameterizedTest
  @MethodSource("needing")
  void bufferThatIsMeasuredOrByCost_isNeededWhateverStandsAroundIt(AllocationPolicy policy) {
    assertThat(policy.needsUnseen()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("needingNot")
  void otherRules_needNothing(AllocationPolicy policy) {
    assertThat(policy.needsUnseen()).isFalse();
  }

  @Test
  void policyOfSomebodyElse_needsNothingUnlessItSaysSo() {
    AllocationPolicy other = POOL::allocate;
    assertThat(other.needsUnseen()).isFalse();
  }
}
