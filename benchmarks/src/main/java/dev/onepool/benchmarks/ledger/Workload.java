package dev.onepool.benchmarks.ledger;

import java.util.Locale;

/** What is asked for: one unit of each line's SKU. */
enum Workload {
  /** Everybody wants the same SKU. */
  HOT(1),
  /** Everybody wants another SKU. */
  UNIFORM(1),
  /** Everybody wants the same three SKUs. */
  HOT_BASKET3(3),
  /** Everybody wants three SKUs of their own. */
  UNIFORM_BASKET3(3);

  private final int lines;

  Workload(int lines) {
    this.lines = lines;
  }

  int lines() {
    return lines;
  }

  boolean hot() {
    return this == HOT || this == HOT_BASKET3;
  }

  /** Returns the name in options and reports. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
