package dev.onepool.core.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.core.HandClock;
import dev.onepool.spi.Rate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketPacingTest {

  private static final Rate TWO_A_SECOND = new Rate(2, 3);

  private final HandClock clock = new HandClock();
  private final BucketPacing pacing = new BucketPacing(clock);

  @Test
  void take_withinTheBurst_isGranted() {
    assertThat(take(3)).isNull();
  }

  @Test
  void take_beyondTheBurst_saysWhenToAskAgain() {
    take(3);
    assertThat(take(1)).isEqualTo(clock.instant().plusMillis(500));
  }

  @Test
  void take_whenItSaid_isGranted() {
    take(3);
    Instant again = take(1);
    clock.advance(Duration.between(clock.instant(), again));
    assertThat(take(1)).isNull();
  }

  @Test
  void take_beforeItSaid_isRefused() {
    take(3);
    clock.advance(Duration.ofMillis(499));
    assertThat(take(1)).isNotNull();
  }

  @Test
  void take_ofAnotherBudget_isGranted() {
    take(3);
    assertThat(pacing.take("other", TWO_A_SECOND, 1)).isNull();
  }

  @Test
  void take_moreThanTheBucketHolds_isGrantedWhenItIsFull() {
    assertThat(take(100)).isNull();
    assertThat(take(100)).isEqualTo(clock.instant().plusMillis(1500));
  }

  @Test
  void take_clockSetBack_goesOnRefilling() {
    take(3);
    clock.setBack(Duration.ofHours(1));
    clock.advance(Duration.ofMillis(500));
    take(1);
    clock.advance(Duration.ofMillis(500));
    assertThat(take(1)).isNull();
  }

  @Test
  void take_slowRate_namesTheSecond() {
    Rate oneAMinute = new Rate(1.0 / 60, 1);
    pacing.take("slow", oneAMinute, 1);
    assertThat(pacing.take("slow", oneAMinute, 1))
        .isBetween(clock.instant().plusSeconds(60), clock.instant().plusSeconds(60).plusMillis(1));
  }

  @Test
  void take_nothing_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> take(0)).withMessageContaining("0");
  }

  @Test
  void learn_slowerRate_isInForceAndWhatWasTakenStaysTaken() {
    take(3);
    pacing.learn("calls", new Rate(1, 3));
    assertThat(take(1)).isEqualTo(clock.instant().plusSeconds(1));
  }

  @Test
  void learn_largerBurst_doesNotFillTheBucket() {
    take(3);
    pacing.learn("calls", new Rate(2, 100));
    assertThat(take(1)).isNotNull();
  }

  @Test
  void learn_beforeTheFirstCall_winsOverTheDocumentedRate() {
    pacing.learn("calls", new Rate(1, 1));
    take(1);
    assertThat(take(1)).isEqualTo(clock.instant().plusSeconds(1));
  }

  @Test
  void pause_until_refusesUntilThen() {
    Instant until = clock.instant().plusSeconds(30);
    pacing.pause("calls", until);
    assertThat(take(1)).isEqualTo(until);
    clock.advance(Duration.ofSeconds(30));
    assertThat(take(1)).isNull();
  }

  @Test
  void pause_shorterThanOneBefore_changesNothing() {
    Instant until = clock.instant().plusSeconds(30);
    pacing.pause("calls", until);
    pacing.pause("calls", clock.instant().plusSeconds(1));
    assertThat(take(1)).isEqualTo(until);
  }

  @Test
  void pause_tillAFarYear_endsAfterADay() {
    pacing.pause("calls", Instant.parse("2999-01-01T00:00:00Z"));
    clock.advance(Duration.ofDays(1));
    assertThat(take(1)).isNull();
  }

  private Instant take(long units) {
    return pacing.take("calls", TWO_A_SECOND, units);
  }
}
