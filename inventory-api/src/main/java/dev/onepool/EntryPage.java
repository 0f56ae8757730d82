package dev.onepool;

import java.util.List;

/**
 * Some entries, in the order they were written.
 *
 * @param entries at most as many as were asked for
 * @param more whether there may be others; ask with {@link EntryQuery#after} the last id
 */
public record EntryPage(List<LedgerEntry> entries, boolean more) {

  /** Copies the list. */
  public EntryPage {
    entries = List.copyOf(entries);
  }
}
