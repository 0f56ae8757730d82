package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityOverrideTest {

  private static final ChannelId SHOP = ChannelId.of("shop");
  private static final Sku A = Sku.of("A");
  private static final Instant UNTIL = Instant.parse("2026-03-01T08:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void author_blank_isRefused(String author) {
    assertThatIllegalArgumentException().isThrownBy(() -> QuantityOverride.cap(SHOP, A, 3, author, UNTIL))
        .withMessageContaining("author");
  }

  @Test
  void author_tooLong_isRefused() {
    assertThat(QuantityOverride.cap(SHOP, A, 3, "a".repeat(200), UNTIL).author()).hasSize(200);
    assertThatIllegalArgumentException().isThrownBy(() -> QuantityOverride.cap(SHOP, A, 3, "a".repeat(201), UNTIL));
  }

  @Test
  void units_negative_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> QuantityOverride.fixed(SHOP, A, -1, "Ada", UNTIL))
        .withMessageContaining("-1");
    assertThat(QuantityOverride.fixed(SHOP, A, 0, "Ada", UNTIL).units()).isEqualTo(Quantity.ZERO);
  }

  @Test
  void permit_forACap_isRefused() {
    OversellPermit permit = new OversellPermit("Bob", "because");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantityOverride.cap(SHOP, A, 3, "Ada", UNTIL).permitting(permit)).withMessageContaining("cap");
    assertThat(QuantityOverride.fixed(SHOP, A, 3, "Ada", UNTIL).permitting(permit).permit()).isEqualTo(permit);
  }

  @Test
  void text_saysWhoWhatAndUntilWhen() {
    assertThat(QuantityOverride.cap(SHOP, A, 3, "Ada", UNTIL))
        .hasToString("override by Ada until 2026-03-01T08:00:00Z: at most 3");
  }
}
