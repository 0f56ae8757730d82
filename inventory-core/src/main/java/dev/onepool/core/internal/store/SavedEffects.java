package dev.onepool.core.internal.store;

import java.util.List;

/** Effects that a transaction saved. Where the database numbers their entries, they are known when it is durable. */
public final class SavedEffects {

  /** No effects. */
  public static final SavedEffects NONE = new SavedEffects(List.of());

  private final List<EffectRow> rows;
  private long base;

  SavedEffects(List<EffectRow> rows) {
    this.rows = rows;
  }

  /** Adds to every number that was given out. */
  void numberFrom(long first) {
    base = first;
  }

  /** Returns an effect, in the order in which they were saved; after the transaction only. */
  public EffectRow get(int index) {
    EffectRow row = rows.get(index);
    return base == 0 || row.entries() == 0
        ? row
        : new EffectRow(row.key(), row.hash(), base + row.firstEntry(), row.entries());
  }

  /** Returns all effects; after the transaction only. */
  public List<EffectRow> all() {
    return java.util.stream.IntStream.range(0, rows.size()).mapToObj(this::get).toList();
  }
}
