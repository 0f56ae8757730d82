package dev.onepool.core.internal.host;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that was probably meant. */
final class Nearest {

  private static final int MAX_EDITS = 3;

  private Nearest() {}

  /**
   * Returns the known word with the fewest edits to the one given, the first of several; null if all need more than a
   * third of its letters. Upper and lower case, underscores and blanks do not count: settings often come from
   * environment variables.
   */
  static @Nullable String of(String word, Collection<String> known) {
    String wanted = normal(word);
    int best = Math.min(MAX_EDITS, Math.max(1, wanted.length() / 3)) + 1;
    String nearest = null;
    for (String candidate : known) {
      String other = normal(candidate);
      // The difference in length is a lower bound, and keeps long words from costing anything.
      if (Math.abs(other.length() - wanted.length()) < best) {
        int edits = edits(wanted, other);
        if (edits < best) {
          best = edits;
          nearest = candidate;
        }
      }
    }
    return nearest;
  }

  private static String normal(String word) {
    return word.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /** Counts insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
  static int edits(String one, String other) {
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replace = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
    }
    return row[other.length()];
  }
}
