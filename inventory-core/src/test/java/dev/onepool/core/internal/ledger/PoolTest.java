package dev.onepool.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onepool.Guarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a balance leaves to be promised. */
class PoolTest {

  private static Pool pool(long available, long safetyStock, long exposed) {
    return new Pool(PureLedger.key("A"), available, 0, 0, 0, 0, 0, safetyStock, exposed, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({"10, 0, 0, 10", "10, 3, 0, 7", "10, 3, 4, 3", "10, 3, 7, 0", "10, 3, 8, 0", "10, 12, 0, 0", "0, 0, 0, 0"})
  void free_underRights_isWhatNoListingHasARightTo(long available, long safetyStock, long exposed, long free) {
    assertThat(pool(available, safetyStock, exposed).free(Guarantee.rights())).isEqualTo(free);
  }

  @Test
  void free_whileExposureIsNegative_isNotMoreThanThereIs() {
    assertThat(pool(10, 0, -2).free(Guarantee.rights())).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"10, 0, 9, 10", "10, 3, 9, 7", "10, 0, -2, 10"})
  void free_underMirrorWithoutBuffer_doesNotHeedExposure(long available, long safetyStock, long exposed, long free) {
    assertThat(pool(available, safetyStock, exposed).free(Guarantee.mirror(0))).isEqualTo(free);
  }

  @ParameterizedTest
  @CsvSource({"10, 4, 6", "10, 10, 0", "10, 11, 0"})
  void free_underMirror_leavesTheBuffer(long available, long buffer, long free) {
    assertThat(pool(available, 0, 0).free(Guarantee.mirror(buffer))).isEqualTo(free);
  }

  @ParameterizedTest
  @CsvSource({"10, 0, 10, 0", "10, 0, 11, 1", "10, 3, 8, 1", "2, 5, 4, 4", "10, 0, -1, 0"})
  void deficit_isWhatListingsCouldTakeTooMuch(long available, long safetyStock, long exposed, long deficit) {
    assertThat(pool(available, safetyStock, exposed).deficit()).isEqualTo(deficit);
  }

  @Test
  void withUnits_onHandBeyondALong_isRefused() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> pool(0, 0, 0).withUnits(Long.MAX_VALUE, 1, 0));
  }

  @Test
  void withUnits_promisesBeyondALong_isRefused() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> pool(0, 0, 0).withUnits(0, 1, Long.MAX_VALUE));
  }

  @Test
  void withUnits_exactlyALong_isAccepted() {
    assertThat(pool(0, 0, 0).withUnits(Long.MAX_VALUE - 1, 1, 0).available()).isEqualTo(Long.MAX_VALUE - 1);
  }
}
