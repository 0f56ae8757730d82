package dev.onepool.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.spi.Capabilities.Proof;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

  @Test
  void build_nothingDeclared_isTheWorstCase() {
    Capabilities worst = Capabilities.builder().build();
    assertThat(worst.visibilityDelay()).isEqualTo(Duration.ofHours(24));
    assertThat(worst.maxWriteDelay()).isEqualTo(Duration.ofHours(24));
    assertThat(worst.proof()).isEqualTo(Proof.NONE);
    assertThat(worst.restoresOnCancel()).isFalse();
    assertThat(worst.maxBatch()).isEqualTo(1);
    assertThat(worst.clockSkew()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void build_declared_isKept() {
    Capabilities card = Capabilities.builder()
        .visibilityDelay(Duration.ofSeconds(1))
        .maxWriteDelay(Duration.ofSeconds(2))
        .proof(Proof.RECEIPT)
        .restoresOnCancel()
        .maxBatch(50)
        .clockSkew(Duration.ZERO)
        .build();
    assertThat(card.visibilityDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(card.maxWriteDelay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(card.proof()).isEqualTo(Proof.RECEIPT);
    assertThat(card.restoresOnCancel()).isTrue();
    assertThat(card.maxBatch()).isEqualTo(50);
    assertThat(card.clockSkew()).isEqualTo(Duration.ZERO);
  }

  @Test
  void build_builderUsedAgain_earlierCardStaysAsItWas() {
    Capabilities.Builder builder = Capabilities.builder();
    Capabilities before = builder.build();
    builder.proof(Proof.READBACK).build();
    assertThat(before.proof()).isEqualTo(Proof.NONE);
  }

  @Test
  void bulkFrom_notDeclared_allowsTheWholeBatchAlways() {
    Capabilities card = Capabilities.builder().maxBatch(50).build();
    assertThat(card.bulkFrom()).isEqualTo(1);
    assertThat(card.usualBatch()).isEqualTo(50);
  }

  @Test
  void bulkFrom_declared_isKept() {
    Capabilities card = Capabilities.builder().maxBatch(50).bulkFrom(20, 5).build();
    assertThat(card.bulkFrom()).isEqualTo(20);
    assertThat(card.usualBatch()).isEqualTo(5);
  }

  @Test
  void bulkFrom_usualBatchAboveTheLimit_isTheLimit() {
    assertThat(Capabilities.builder().maxBatch(3).bulkFrom(20, 5).build().usualBatch()).isEqualTo(3);
  }

  @Test
  void bulkFrom_zero_isRefusedWithTheValues() {
    assertRefused(Capabilities.builder().bulkFrom(0, 5), "bulkFrom", "0 and 5");
  }

  @Test
  void bulkFrom_noUsualBatch_isRefusedWithTheValues() {
    assertRefused(Capabilities.builder().bulkFrom(20, 0), "bulkFrom", "20 and 0");
  }

  @Test
  void visibilityDelay_zero_isAccepted() {
    assertThat(Capabilities.builder().visibilityDelay(Duration.ZERO).build().visibilityDelay()).isZero();
  }

  @Test
  void visibilityDelay_negative_isRefusedWithTheValue() {
    assertRefused(Capabilities.builder().visibilityDelay(Duration.ofSeconds(-1)), "visibilityDelay", "PT-1S");
  }

  @Test
  void maxWriteDelay_negative_isRefusedWithTheValue() {
    assertRefused(Capabilities.builder().maxWriteDelay(Duration.ofSeconds(-1)), "maxWriteDelay", "PT-1S");
  }

  @Test
  void clockSkew_negative_isRefusedWithTheValue() {
    assertRefused(Capabilities.builder().clockSkew(Duration.ofSeconds(-1)), "clockSkew", "PT-1S");
  }

  @Test
  void maxBatch_zero_isRefusedWithTheValue() {
    assertRefused(Capabilities.builder().maxBatch(0), "maxBatch", "was 0");
  }

  private static void assertRefused(Capabilities.Builder builder, String property, String value) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(property)
        .hasMessageContaining(value);
  }
}
