package dev.onepool.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultsTest {

  @ParameterizedTest
  @EnumSource(Fault.class)
  void none_ofEveryFault_isZero(Fault fault) {
    assertThat(Faults.none().probability(fault)).isZero();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE,
      names = {"UNSEEN_RESEND", "ORDER_LAG", "WRITE_LAG", "OWN_DECREMENT", "OWN_RESTORE"})
  void hostile_ofEveryFaultOfAChannel_isPossible(Fault fault) {
    assertThat(Faults.hostile().probability(fault)).isPositive();
  }

  @Test
  void hostile_ofTheMutant_isZero() {
    assertThat(Faults.hostile().probability(Fault.UNSEEN_RESEND)).isZero();
  }

  @Test
  void with_aProbability_leavesTheSourceAlone() {
    Faults source = Faults.none();
    source.with(Fault.REJECTED, 0.5);
    assertThat(source).isEqualTo(Faults.none());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void with_theBounds_isAllowed(double probability) {
    assertThat(Faults.none().with(Fault.REJECTED, probability).probability(Fault.REJECTED)).isEqualTo(probability);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
  void with_beyondTheBounds_isRefused(double probability) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Faults.none().with(Fault.REJECTED, probability))
        .withMessageContaining(Double.toString(probability));
  }

  @Test
  void with_faultsOfWritesBeyondOneTogether_isRefused() {
    Faults most = Faults.none().with(Fault.REJECTED, 0.6).with(Fault.THROTTLED, 0.4);
    assertThatIllegalArgumentException().isThrownBy(() -> most.with(Fault.LATE_APPLICATION, 0.01));
  }

  @ParameterizedTest
  @EnumSource(names = {"ORDER_LAG", "WRITE_LAG", "OWN_DECREMENT", "OWN_RESTORE"})
  void with_whatIsNotDrawn_isRefused(Fault fault) {
    assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().with(fault, 0.1));
  }

  @Test
  void strikesWrite_drawnOften_strikesAsOftenAsItSays() {
    Faults faults = Faults.none().with(Fault.REJECTED, 0.2).with(Fault.THROTTLED, 0.3);
    SplittableRandom random = new SplittableRandom(1);
    int throttled = 0;
    for (int i = 0; i < 10_000; i++) {
      throttled += faults.strikesWrite(random) == Fault.THROTTLED ? 1 : 0;
    }
    assertThat(throttled / 10_000.0).isCloseTo(0.3, within(0.02));
  }

  @Test
  void toString_ofSomeFaults_namesThem() {
    assertThat(Faults.none().with(Fault.STALE_READ, 0.25)).hasToString("faults: stale_read=0.25");
  }
}
