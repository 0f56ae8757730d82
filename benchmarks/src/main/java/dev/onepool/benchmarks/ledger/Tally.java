package dev.onepool.benchmarks.ledger;

import java.util.concurrent.atomic.LongAdder;

/** What the callers were told, counted by the referee. */
final class Tally {

  private final LongAdder granted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder fingerprint = new LongAdder();

  void granted(Request request) {
    fingerprint.add(Request.fingerprint(request.id()));
    granted.increment();
  }

  void refused() {
    refused.increment();
  }

  /** Counts requests of which nobody knows whether they took effect. */
  void failed(long requests) {
    failed.add(requests);
  }

  long granted() {
    return granted.sum();
  }

  long failed() {
    return failed.sum();
  }

  /** Returns what did not end as it should; there is stock for everybody, so a refusal is an error too. */
  long errors() {
    return refused.sum() + failed.sum();
  }

  /** Returns the sum of the granted keys' fingerprints. */
  long fingerprint() {
    return fingerprint.sum();
  }
}
