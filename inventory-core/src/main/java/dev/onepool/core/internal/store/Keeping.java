package dev.onepool.core.internal.store;

import dev.onepool.SellerId;

/** What keeps the books in order beside the daily writing: proving them, closing periods, erasing. Thread-safe. */
public interface Keeping {

  /**
   * Hands over, at one moment of the ledger, the proof of every pool that anything speaks of, in order, and before them the
   * order lines that contradict themselves. In a database nothing is collected here, whatever the size, and writers go on.
   */
  void prove(SellerId seller, PoolProof.Reader reader);
}
