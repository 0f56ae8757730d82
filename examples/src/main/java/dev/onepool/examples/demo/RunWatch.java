package dev.onepool.examples.demo;

import dev.onepool.SyncReport;
import java.time.Instant;
import java.util.List;

/** Looks on while the engine sells a workload. It changes nothing. */
interface RunWatch {

  /** Sees nothing. */
  RunWatch NONE = new RunWatch() {};

  /** Is shown the shops, and the tally of what becomes of their sales, before the first round. */
  default void begin(List<Shopfront> shops, Tally tally) {}

  /** Is told of each call for a round. */
  default void synced(SyncReport report) {}

  /** Is told when a round is over: the last one before the first sale, and those between sales. */
  default void afterRound(Instant now) {}
}
