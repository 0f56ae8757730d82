package dev.onepool.core.internal.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.EffectKey;
import dev.onepool.EntryCause;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an archived segment is made of. */
class SegmentFileTest {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final byte[] LINES = {1, 2, 3};

  private static final LedgerEntry ENTRY = new LedgerEntry(7, Sku.of("a \"b\" \\ ä"), LocationId.MAIN, Quantity.of(3),
      StockState.SUPPLIER, StockState.AVAILABLE, EntryCause.RECEIPT, EffectKey.of("receipt", "1"),
      Instant.parse("2026-03-01T08:00:00.000001Z"), Instant.parse("2026-03-01T08:00:00Z"), Quantity.of(3), Quantity.ZERO);

  @Test
  void digest_ofTheSame_isTheSame() {
    assertThat(SegmentFile.digest(SELLER, 2, "before", LINES)).isEqualTo(SegmentFile.digest(SELLER, 2, "before", LINES));
  }

  @Test
  void digest_behindAnotherSegment_isAnother() {
    assertThat(SegmentFile.digest(SELLER, 2, "forged", LINES)).isNotEqualTo(SegmentFile.digest(SELLER, 2, "before", LINES));
  }

  @Test
  void digest_ofAnotherSellerOrNumber_isAnother() {
    assertThat(SegmentFile.digest(SellerId.of("other"), 2, "before", LINES))
        .isNotEqualTo(SegmentFile.digest(SELLER, 2, "before", LINES));
    assertThat(SegmentFile.digest(SELLER, 3, "before", LINES)).isNotEqualTo(SegmentFile.digest(SELLER, 2, "before", LINES));
  }

  @Test
  void line_parsed_isTheEntry() {
    String line = new String(SegmentFile.lines(List.of(ENTRY)), StandardCharsets.UTF_8).strip();

    assertThat(EntryLine.parse(line)).isEqualTo(ENTRY);
  }

  @Test
  void line_withMoreInIt_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> EntryLine.parse("{\"id\":1}")).withMessageContaining("not an");
  }
}
