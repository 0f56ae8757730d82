package dev.onepool.examples.demo;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many rows there were and what became of them.
 *
 * @param read rows below the header
 * @param used rows that became order lines; with {@code skipped}, they make up {@code read}
 * @param skipped the others by reason, in the order of the reasons; reasons that did not occur are left out
 */
record RowCounts(long read, long used, Map<SkipReason, Long> skipped) {

  /** Copies the map. */
  RowCounts {
    Map<SkipReason, Long> copy = new EnumMap<>(SkipReason.class);
    copy.putAll(skipped);
    skipped = Collections.unmodifiableMap(copy);
  }

  /** Returns the counts in words. */
  @Override
  public String toString() {
    String counts = Words.number(read) + " rows read, " + Words.number(used) + " used";
    String reasons = skipped.entrySet().stream()
        .map(entry -> Words.number(entry.getValue()) + " " + entry.getKey().words())
        .collect(Collectors.joining("; "));
    return reasons.isEmpty() ? counts + ", none skipped" : counts + "; skipped: " + reasons;
  }

  /** Returns counts where every row became an order line. */
  static RowCounts allUsed(long rows) {
    return new RowCounts(rows, rows, Map.of());
  }
}
