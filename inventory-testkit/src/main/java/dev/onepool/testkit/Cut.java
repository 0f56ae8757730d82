package dev.onepool.testkit;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of a world's events happen.
 *
 * @param kept those that do; null for all of a world that goes on to its end, whatever fails in it
 */
record Cut(@Nullable BitSet kept) {

  static final Cut NONE = new Cut(null);

  /** Returns the world with only these events, until something fails. */
  static Cut to(BitSet kept) {
    return new Cut(kept);
  }

  boolean whole() {
    return kept == null;
  }

  boolean happens(int event) {
    return kept == null || kept.get(event);
  }
}
