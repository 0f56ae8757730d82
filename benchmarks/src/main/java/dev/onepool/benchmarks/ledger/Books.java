package dev.onepool.benchmarks.ledger;

/** Reads what a contender has written, past the contender. */
interface Books {

  Totals read() throws Exception;
}
