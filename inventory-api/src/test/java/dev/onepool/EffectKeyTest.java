package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectKeyTest {

  @Test
  void of_namesSourceAndId() {
    assertThat(EffectKey.of("purchase-order", "4711")).hasToString("purchase-order/4711");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " warehouse", "ware\nhouse"})
  void of_malformedSource_isRefused(String source) {
    assertThatThrownBy(() -> EffectKey.of(source, "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("effect source");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void of_blankId_isRefused(String id) {
    assertThatThrownBy(() -> EffectKey.of("warehouse", id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("effect id");
  }

  @Test
  void of_longestId_isAccepted() {
    assertThat(EffectKey.of("warehouse", "x".repeat(2_000)).id()).hasSize(2_000);
  }

  @Test
  void of_oneCharacterMore_isRefused() {
    assertThatThrownBy(() -> EffectKey.of("warehouse", "x".repeat(2_001)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void order_isBySourceThenId() {
    assertThat(Stream.of(EffectKey.of("b", "1"), EffectKey.of("a", "2"), EffectKey.of("a", "1")).sorted())
        .containsExactly(EffectKey.of("a", "1"), EffectKey.of("a", "2"), EffectKey.of("b", "1"));
  }
}
