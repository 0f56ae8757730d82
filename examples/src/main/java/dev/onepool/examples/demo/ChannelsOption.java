package dev.onepool.examples.demo;

import java.util.Locale;

/** How Onepool reaches the shops in this run. */
enum ChannelsOption {
  /** All in memory, without a protocol. */
  SIMULATED,
  /** Through the protocols that exist, spoken with local shops over HTTP; the others in memory. */
  REAL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
