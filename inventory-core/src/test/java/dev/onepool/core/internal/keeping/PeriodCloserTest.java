package dev.onepool.core.internal.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Archive;
import dev.onepool.EffectKey;
import dev.onepool.EntryCause;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.store.Archiving;
import dev.onepool.core.internal.store.Segment;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeriodCloserTest {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(2));

  private static LedgerEntry entry(long id, Instant recordedAt) {
    return new LedgerEntry(id, Sku.of("A"), LocationId.MAIN, Quantity.of(1), StockState.SUPPLIER, StockState.AVAILABLE,
        EntryCause.RECEIPT, EffectKey.of("receipt", "r" + id), recordedAt, recordedAt, Quantity.of(1), Quantity.ZERO);
  }

  private static LedgerEntry old(long id) {
    return entry(id, BEFORE.minusSeconds(1));
  }

  private static List<Long> leftAfterClosing(Shelf shelf) {
    PeriodCloser.close(shelf, SELLER, BEFORE, new Nowhere(), NOW);
    return shelf.entries.stream().map(LedgerEntry::id).toList();
  }

  @Test
  void close_archivesUpToTheFirstThatIsYounger() {
    assertThat(leftAfterClosing(new Shelf(List.of(old(1), old(2), entry(3, BEFORE), old(4)), List.of()))).containsExactly(3L, 4L);
  }

  @Test
  void close_archivesWhatTurnsUpLateToo() {
    assertThat(leftAfterClosing(new Shelf(List.of(old(1), old(5), entry(6, BEFORE)), List.of(old(3))))).containsExactly(6L);
  }

  /** Entries of which some show only after the first segment was sealed. */
  private static final class Shelf implements Archiving {
    private final List<LedgerEntry> entries;
    private final List<LedgerEntry> late;
    private @Nullable Segment last;

    Shelf(List<LedgerEntry> entries, List<LedgerEntry> late) {
      this.entries = new ArrayList<>(entries);
      this.late = new ArrayList<>(late);
    }

    @Override
    public @Nullable Segment last(SellerId seller) {
      return last;
    }

    @Override
    public List<LedgerEntry> recordedBefore(SellerId seller, Instant before, long afterId) {
      return entries.stream().filter(entry -> entry.id() > afterId)
          .takeWhile(entry -> entry.recordedAt().isBefore(before)).toList();
    }

    @Override
    public boolean seal(SellerId seller, Segment segment, Map<PoolKey, Map<StockState, Long>> sums) {
      entries.removeIf(entry -> entry.id() >= segment.firstEntry() && entry.id() <= segment.lastEntry());
      last = segment;
      entries.addAll(late);
      entries.sort(Comparator.comparing(LedgerEntry::id));
      late.clear();
      return true;
    }

    @Override
    public Archived archived(SellerId seller) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public long forgetKeys(SellerId seller, Instant before) {
      throw new UnsupportedOperationException("nobody asks");
    }
  }

  private static final class Nowhere implements Archive {
    @Override
    public void store(String name, InputStream content) {
      // What is kept there is somebody else's test.
    }

    @Override
    public @Nullable InputStream open(String name) {
      return null;
    }
  }
}
