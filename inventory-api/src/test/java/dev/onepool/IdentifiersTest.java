package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every identifier keeps the same rule, so the rule is tested once and each identifier for keeping it. */
class IdentifiersTest {

  /** An identifier type: how its messages name it, and how one is made. */
  private record Kind(String name, Function<String, Object> factory) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind("SKU", Sku::of),
        new Kind("location", LocationId::of),
        new Kind("channel", ChannelId::of),
        new Kind("listing", ListingId::of),
        new Kind("order", OrderId::of),
        new Kind("line", LineId::of),
        new Kind("reservation", ReservationId::of),
        new Kind("transfer", TransferId::of),
        new Kind("seller", SellerId::of));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void value_isKeptAsItIs(Kind kind) {
    assertThat(kind.factory().apply("Aß-1/x y")).hasToString("Aß-1/x y");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void blankValue_isRefusedByName(Kind kind) {
    assertThatThrownBy(() -> kind.factory().apply(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(kind + " must not be blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A", "0", "a b", "gid://shop/Item/1", "ключ", "🙂"})
  void check_ordinaryText_isReturned(String value) {
    assertThat(Identifiers.check("thing", value)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
  void check_blankText_isRefused(String value) {
    assertThatThrownBy(() -> Identifiers.check("thing", value)).hasMessage("thing must not be blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {" a", "a ", "\ta", "a\n", "a\u2003"})
  void check_whiteSpaceAtAnEnd_isRefusedWithTheValue(String value) {
    assertThatThrownBy(() -> Identifiers.check("thing", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("white space")
        .hasMessageContaining("\"" + value + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb", "a\nb", "a\u0000b", "\u0001", "a\u0085b"})
  void check_controlCharacter_isRefused(String value) {
    assertThatThrownBy(() -> Identifiers.check("thing", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("control characters");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xD83D, 0xDE42})
  void check_halfASurrogatePair_isRefusedWithWhatAndWhere(int half) {
    assertThatThrownBy(() -> Identifiers.check("thing", "ab" + (char) half + "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(String.format(
            "thing must not hold half a surrogate pair, has U+%04X at index 2 of 4 characters", half));
  }

  @Test
  void check_halvesInTheWrongOrder_areRefused() {
    assertThatThrownBy(() -> Identifiers.check("thing", "a\uDE42\uD83D"))
        .hasMessageContaining("U+DE42 at index 1");
  }

  @Test
  void check_highHalfAtTheEnd_isRefused() {
    assertThatThrownBy(() -> Identifiers.check("thing", "a\uD83D")).hasMessageContaining("U+D83D at index 1");
  }

  @Test
  void check_longestText_isReturned() {
    String longest = "x".repeat(200);
    assertThat(Identifiers.check("thing", longest)).isEqualTo(longest);
  }

  @Test
  void check_oneCharacterMore_isRefusedWithItsLength() {
    assertThatThrownBy(() -> Identifiers.check("thing", "x".repeat(201)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 200 characters, has 201");
  }

  @Test
  void equality_upperAndLowerCaseDiffer() {
    assertThat(Sku.of("85099b")).isNotEqualTo(Sku.of("85099B"));
  }

  @Test
  void order_followsTheValue() {
    assertThat(Stream.of("b", "B", "a", "10", "9").map(Sku::of).sorted())
        .extracting(Sku::value)
        .containsExactly("10", "9", "B", "a", "b");
  }
}
