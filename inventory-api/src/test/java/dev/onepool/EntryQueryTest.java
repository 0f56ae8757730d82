package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryQueryTest {

  @ParameterizedTest
  @ValueSource(ints = {1, EntryQuery.MAX_LIMIT})
  void limit_atAnEndOfItsRange_isAccepted(int limit) {
    assertThat(new EntryQuery(null, null, 0, limit).limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, EntryQuery.MAX_LIMIT + 1, -1})
  void limit_outsideItsRange_isRefusedWithTheValue(int limit) {
    assertThatThrownBy(() -> new EntryQuery(null, null, 0, limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit must be 1 to 10000, was " + limit);
  }

  @Test
  void afterId_negative_isRefusedWithTheValue() {
    assertThatThrownBy(() -> new EntryQuery(null, null, -1, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("afterId must not be negative: -1");
  }

  @Test
  void all_isTheFirstPageOfEverything() {
    assertThat(EntryQuery.all()).isEqualTo(new EntryQuery(null, null, 0, 1_000));
  }

  @Test
  void of_isTheFirstPageOfOneSku() {
    assertThat(EntryQuery.of(Sku.of("mug"))).isEqualTo(new EntryQuery(Sku.of("mug"), null, 0, 1_000));
  }

  @Test
  void after_changesOnlyWhereThePageBegins() {
    EntryQuery query = new EntryQuery(Sku.of("mug"), LocationId.MAIN, 0, 7);
    assertThat(query.after(41)).isEqualTo(new EntryQuery(Sku.of("mug"), LocationId.MAIN, 41, 7));
  }
}
