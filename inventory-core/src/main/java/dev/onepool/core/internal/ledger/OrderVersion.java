package dev.onepool.core.internal.ledger;

import java.time.Instant;

/**
 * Which of two snapshots of an order is newer: by the channel's time, then its sequence, then the content's hash, so that
 * any two parties agree.
 */
public record OrderVersion(Instant updatedAt, long sequence, long hash) implements Comparable<OrderVersion> {

  /** Older than any snapshot. */
  public static final OrderVersion NONE = new OrderVersion(Instant.EPOCH, Long.MIN_VALUE, Long.MIN_VALUE);

  @Override
  public int compareTo(OrderVersion other) {
    int byTime = updatedAt.compareTo(other.updatedAt);
    if (byTime != 0) {
      return byTime;
    }
    int bySequence = Long.compare(sequence, other.sequence);
    return bySequence != 0 ? bySequence : Long.compare(hash, other.hash);
  }

  boolean newerThan(OrderVersion other) {
    return compareTo(other) > 0;
  }
}
