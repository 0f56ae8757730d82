package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of how far a channel was read. */
class ReadPositionTest {

  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "c1", "1;NEXT;a|b", "null"})
  void text_nothingAside_isTheCursor(String cursor) {
    assertThat(new ReadPosition(cursor, List.of()).text()).isEqualTo(cursor);
    assertThat(ReadPosition.parse(cursor).cursor()).isEqualTo(cursor);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "c1", "a|b;c,d~e", "null", "onepool-aside|x|cursor|y"})
  void parse_textOfAny_isTheSame(String cursor) {
    ReadPosition position = new ReadPosition(cursor, List.of())
        .with(OrderId.of("o 1|;,~+%"), Set.of(ListingId.of("l~,;| +"), ListingId.of("ü")), AT)
        .with(OrderId.of("o2"), Set.of(), null);
    assertThat(ReadPosition.parse(position.text())).isEqualTo(position);
  }

  @Test
  void parse_cursorThatLooksLikeOurs_isTheSame() {
    ReadPosition position = new ReadPosition("onepool-aside|x", List.of());
    assertThat(ReadPosition.parse(position.text())).isEqualTo(position);
  }

  @Test
  void with_moreListingsThanAreKept_concernsAll() {
    Set<ListingId> many = new java.util.HashSet<>();
    for (int i = 0; i <= 100; i++) {
      many.add(ListingId.of("l" + i));
    }
    assertThat(new ReadPosition("c", List.of()).with(OrderId.of("o"), many, AT).holds(ListingId.of("other"))).isTrue();
  }
}
