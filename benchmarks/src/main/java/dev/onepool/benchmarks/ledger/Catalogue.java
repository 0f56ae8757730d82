package dev.onepool.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The SKUs of a run; each begins with the same number of units, more than any run can ask for. */
final class Catalogue {

  static final String SELLER = "bench";
  static final String LOCATION = "main";
  static final long UNITS = 1_000_000_000L;

  private final List<String> skus;

  Catalogue(int size) {
    if (size < 6) {
      throw new IllegalArgumentException("a catalogue needs at least 6 SKUs, was " + size);
    }
    List<String> names = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      names.add(String.format(Locale.ROOT, "sku-%07d", i));
    }
    this.skus = List.copyOf(names);
  }

  List<String> skus() {
    return skus;
  }

  int size() {
    return skus.size();
  }

  long units() {
    return Math.multiplyExact(UNITS, (long) skus.size());
  }
}
