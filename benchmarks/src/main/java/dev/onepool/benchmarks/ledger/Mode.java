package dev.onepool.benchmarks.ledger;

import java.util.Locale;

/** How many requests are asked for at once, and by whom. */
enum Mode {
  /** One caller who waits for each answer. */
  LONE(1),
  /** 64 platform threads that wait for their answers. */
  BLOCKING64(64),
  /** 1,024 requests in flight that nobody waits for. */
  ASYNC1024(1_024);

  private final int inFlight;

  Mode(int inFlight) {
    this.inFlight = inFlight;
  }

  int inFlight() {
    return inFlight;
  }

  /** Returns the name in options and reports. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
