package dev.onepool.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ListingId;
import org.junit.jupiter.api.Test;

class QuantityWriteTest {

  @Test
  void quantity_zero_isAccepted() {
    assertThat(new QuantityWrite(ListingId.of("mug"), 0, "ebay/mug/1").quantity()).isZero();
  }

  @Test
  void quantity_negative_isRefusedWithTheListing() {
    assertThatThrownBy(() -> new QuantityWrite(ListingId.of("mug"), -1, "ebay/mug/1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quantity to write must not be negative: -1 for mug");
  }
}
