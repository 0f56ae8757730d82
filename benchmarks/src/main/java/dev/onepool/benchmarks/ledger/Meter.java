package dev.onepool.benchmarks.ledger;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The referee's clock and counters for one round. The callers of all contenders report to it in the same way. */
final class Meter {

  private static final long LONGEST_MICROS = 120_000_000L;
  private static final int DIGITS = 3;

  private final Tally tally;
  private final LongAdder answered = new LongAdder();
  private final Histogram latencies = new AtomicHistogram(LONGEST_MICROS, DIGITS);
  private final AtomicLong complaints = new AtomicLong();
  private volatile boolean measuring;
  private volatile boolean over;
  private volatile @Nullable Throwable first;

  Meter(Tally tally) {
    this.tally = tally;
  }

  /** Returns whether callers should stop asking. */
  boolean over() {
    return over;
  }

  void granted(Request request, long askedAt) {
    tally.granted(request);
    answered.increment();
    if (measuring) {
      latencies.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - askedAt) / 1_000));
    }
  }

  void refused() {
    tally.refused();
  }

  /** Counts requests of which nobody knows whether they took effect. */
  void failed(long requests, @Nullable Throwable cause) {
    tally.failed(requests);
    if (cause != null && complaints.getAndIncrement() == 0) {
      first = cause;
    }
  }

  /** Returns what went wrong first; null if nothing did. */
  @Nullable Throwable firstFailure() {
    return first;
  }

  /** Lets callers warm up, measures, and tells them to stop. Only requests answered while measuring count. */
  Round measure(double warmUpSeconds, double seconds) throws InterruptedException {
    sleep(warmUpSeconds);
    measuring = true;
    long start = System.nanoTime();
    long before = answered.sum();
    sleep(seconds);
    long count = answered.sum() - before;
    double took = (System.nanoTime() - start) / 1e9;
    measuring = false;
    over = true;
    return new Round(count / took, latencies.getValueAtPercentile(50) / 1e3, latencies.getValueAtPercentile(99) / 1e3);
  }

  private static void sleep(double seconds) throws InterruptedException {
    Thread.sleep(Math.round(seconds * 1_000));
  }
}
