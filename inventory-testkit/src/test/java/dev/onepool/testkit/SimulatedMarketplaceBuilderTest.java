package dev.onepool.testkit;

import static dev.onepool.testkit.Fixtures.HOUR;
import static dev.onepool.testkit.Fixtures.MINUTE;
import static dev.onepool.testkit.Fixtures.builder;
import static dev.onepool.testkit.Fixtures.clock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.onepool.ConfigurationException;
import dev.onepool.spi.Capabilities.Proof;
import dev.onepool.spi.Capabilities;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SimulatedMarketplaceBuilderTest {

  @Test
  void build_withoutProperties_declaresTheDefaults() {
    Capabilities card = builder(clock()).build().capabilities();
    assertThat(card).usingRecursiveComparison().isEqualTo(Capabilities.builder()
        .visibilityDelay(Duration.ofMinutes(30))
        .maxWriteDelay(HOUR)
        .proof(Proof.RECEIPT)
        .maxBatch(100)
        .clockSkew(Duration.ZERO)
        .build());
  }

  @Test
  void build_withProperties_declaresThem() {
    Capabilities card = builder(clock())
        .visibilityDelay(HOUR)
        .maxWriteDelay(MINUTE)
        .proof(Proof.READBACK)
        .restoresOnCancel(true)
        .maxBatch(7)
        .clockSkew(MINUTE)
        .build()
        .capabilities();
    assertThat(card).usingRecursiveComparison().isEqualTo(Capabilities.builder()
        .visibilityDelay(HOUR)
        .maxWriteDelay(MINUTE)
        .proof(Proof.READBACK)
        .restoresOnCancel()
        .maxBatch(7)
        .clockSkew(MINUTE)
        .build());
  }

  @Test
  void build_lagsAsLongAsDeclared_areAllowed() {
    assertThat(builder(clock())
        .orderLag(HOUR, HOUR).visibilityDelay(HOUR).writeLag(HOUR, HOUR).maxWriteDelay(HOUR).build()).isNotNull();
  }

  @Test
  void build_severalThingsWrong_namesThemAll() {
    SimulatedMarketplaceBuilder builder = builder(clock())
        .orderLag(Duration.ZERO, HOUR)
        .visibilityDelay(MINUTE)
        .writeLag(MINUTE, Duration.ZERO)
        .maxWriteDelay(MINUTE.negated())
        .maxBatch(0)
        .pageSize(0)
        .faults(Faults.hostile());
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(builder::build)
        .satisfies(refusal -> assertThat(refusal.problems()).containsExactly(
            "writeLag must not end before it begins, was PT1M to PT0S",
            "maxWriteDelay must be zero to 3650 days, was PT-1M",
            "maxBatch must be at least 1, was 0",
            "pageSize must be 1 to 100000, was 0",
            "orderLag must be at most the visibilityDelay of PT1M, was up to PT1H",
            "maxWriteDelay must be at least a millisecond for writes to be late, was PT0S"));
  }

  @Test
  void build_writeLagBeyondTheLongest_isRefused() {
    SimulatedMarketplaceBuilder builder = builder(clock()).writeLag(MINUTE, HOUR.plusMillis(1));
    assertThatExceptionOfType(ConfigurationException.class).isThrownBy(builder::build);
  }

  @Test
  void seed_setTwice_isRefused() {
    SimulatedMarketplaceBuilder builder = builder(clock()).seed(1);
    assertThatIllegalStateException().isThrownBy(() -> builder.seed(1)).withMessageContaining("seed");
  }

  @Test
  void drawOffset_always_isWithinTheSkew() {
    SimulatedMarketplaceBuilder builder = builder(clock()).clockSkew(Duration.ofMillis(2));
    SplittableRandom random = new SplittableRandom(1);
    assertThat(LongStream.generate(() -> builder.drawOffset(random)).limit(1_000).boxed().distinct())
        .containsExactlyInAnyOrder(-2_000_000L, -1_000_000L, 0L, 1_000_000L, 2_000_000L);
  }
}
