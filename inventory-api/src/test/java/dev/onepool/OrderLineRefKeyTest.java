package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Identifiers may hold slashes, as Shopify's do; the keys made of them must not meet. */
class OrderLineRefKeyTest {

  private static EffectKey key(String channel, String order, String line) {
    return new StockCommand.RecordSale(OrderLineRef.of(channel, order, line), Sku.of("A"), LocationId.MAIN,
        Quantity.of(1), Instant.EPOCH).key();
  }

  @Test
  void recordSale_slashesInDifferentParts_giveDifferentKeys() {
    assertThat(key("a/b", "c", "d")).isNotEqualTo(key("a", "b/c", "d"));
  }

  @Test
  void recordSale_anEscapeWrittenByHand_givesAnotherKeyThanTheSlash() {
    assertThat(key("a%2Fb", "c", "d")).isNotEqualTo(key("a/b", "c", "d"));
  }

  @Test
  void recordSale_sameParts_giveTheSameKey() {
    assertThat(key("a/b", "c", "d")).isEqualTo(key("a/b", "c", "d"));
  }
}
