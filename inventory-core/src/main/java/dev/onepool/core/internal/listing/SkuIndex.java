package dev.onepool.core.internal.listing;

import dev.onepool.Sku;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds SKUs by their exact code, and by what a person would take for the same code. */
final class SkuIndex {

  /** No SKU is longer. */
  static final int MAX_CODE = 200;

  private final Map<String, Sku> exact = new HashMap<>();
  private final Map<String, List<Sku>> alike = new HashMap<>();

  SkuIndex(Collection<Sku> skus) {
    for (Sku sku : skus) {
      if (exact.putIfAbsent(sku.value(), sku) == null) {
        alike.computeIfAbsent(folded(sku.value()), folded -> new ArrayList<>(1)).add(sku);
      }
    }
    alike.replaceAll((folded, group) -> group.stream().sorted().toList());
  }

  /** Returns the SKU with exactly this code, or null. */
  @Nullable Sku exact(String code) {
    return exact.get(code);
  }

  /** Returns the SKUs that equal the code but for case and surrounding white space, in order. */
  List<Sku> alike(String code) {
    return alike.getOrDefault(folded(code), List.of());
  }

  /** Returns whether a SKU could have this code, surrounding white space aside. */
  static boolean isPossible(String code) {
    String stripped = stripped(code);
    return !stripped.isEmpty()
        && stripped.length() <= MAX_CODE
        && stripped.chars().noneMatch(Character::isISOControl);
  }

  /**
   * Removes all that looks like white space at both ends: no-break spaces and byte order marks are common in exports.
   */
  static String stripped(String code) {
    int start = 0;
    int end = code.length();
    while (start < end && isSpace(code.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(code.charAt(end - 1))) {
      end--;
    }
    return code.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF';
  }

  private static String folded(String code) {
    // Some letters have one upper case and two lower case forms; there and back makes them equal.
    return stripped(code).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
