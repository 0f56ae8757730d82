package dev.onepool.testkit;

import dev.onepool.ListingId;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One offer: what it shows, what it lately showed, and what it sold. Moments are nanoseconds by our clock. */
final class SimulatedListing {

  /** How many numbers a listing remembers for stale reads, the present one included. */
  private static final int REMEMBERED = 8;

  /** What a listing showed at a moment. */
  record Reading(long quantity, long asOf) {}

  final ListingId id;
  @Nullable String sellerCode;
  boolean listed;
  long sold;
  long cancelled;

  private final long[] values = new long[REMEMBERED];
  private final long[] since = new long[REMEMBERED];
  private int newest = -1;
  private int remembered;

  SimulatedListing(ListingId id) {
    this.id = id;
  }

  long shown() {
    return values[newest];
  }

  void show(long quantity, long now) {
    if (remembered > 0 && since[newest] == now) {
      // What was shown for no time at all could not have been read.
      values[newest] = quantity;
      return;
    }
    newest = (newest + 1) % REMEMBERED;
    remembered = Math.min(remembered + 1, REMEMBERED);
    values[newest] = quantity;
    since[newest] = now;
  }

  /** Draws an earlier number with a moment at which it was shown; null if none is remembered. */
  @Nullable Reading earlier(SplittableRandom random) {
    if (remembered < 2) {
      return null;
    }
    int back = 1 + random.nextInt(remembered - 1);
    int index = Math.floorMod(newest - back, REMEMBERED);
    long until = since[(index + 1) % REMEMBERED];
    long asOf = since[index] + Delay.draw(random, until - since[index] - 1);
    return new Reading(values[index], asOf);
  }
}
