package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginsTest {

  @Test
  void parse_oneNumber_isForAll() {
    assertThat(Margins.parse("12.5")).hasToString("12.5 % of the price");
  }

  @Test
  void parse_channels_differFromTheOthers() {
    Margins margins = Margins.parse("30, Amazon = -5,ebay=100");
    assertThat(margins).hasToString("amazon -5 %, shopify 30 %, walmart 30 %, ebay 100 %, tiktok 30 % of the price");
    assertThat(margins.earned(0, 200)).isCloseTo(-10, within(1e-9));
    assertThat(margins.areAlike()).isFalse();
  }

  @Test
  void areAlike_ofTheSameNumberWrittenOtherwise_holds() {
    assertThat(Margins.parse("30,ebay=30.0").areAlike()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
    "much              | 'much' is not a percentage from -100 to 100; write it like 30, 12.5 or 30,amazon=15",
    "100.1             | '100.1' is not a percentage",
    "-101              | '-101' is not a percentage",
    "30,               | '' is not a percentage",
    "30,shop=5         | 'shop=5' names no channel; write one of amazon, shopify",
    "30,ebay=          | '' is not a percentage",
    "30,40             | sets the other channels twice",
    "30,ebay=1,ebay=2  | sets ebay twice",
    "ebay=10           | says nothing of amazon; put a number for all others first, such as 30,ebay=10",
  })
  void parse_whatIsNoMargin_saysWhatToWrite(String text, String message) {
    assertThatThrownBy(() -> Margins.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
  }

  @Test
  void priority_ofAGift_stillShowsIt() {
    OrderLine gift = new OrderLine("1", Samples.TEN, "MUG", 4, "buyer", 0);
    Replay.Row row = Replay.of(Samples.orders(gift), ReplayTest.HALF_A_DAY, Margins.parse("10,amazon=20"))
        .run("mirror+economics", done -> {});
    assertThat(row.failures()).isZero();
    assertThat(row.margin()).isZero();
  }
}
