package dev.onepool.core.internal.keeping;

import dev.onepool.Archive;
import dev.onepool.ArchiveException;
import dev.onepool.ClosedPeriod;
import dev.onepool.LedgerEntry;
import dev.onepool.SellerId;
import dev.onepool.StoreException;
import dev.onepool.core.internal.store.Archiving;
import dev.onepool.core.internal.store.Segment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Moves old entries to an archive, segment by segment: read, stored there, and only then put in the place of its entries. A
 * failure between any two of these leaves the ledger as it was or with the segment complete.
 */
public final class PeriodCloser {

  /** Younger entries stay: by then every transaction that could add to the period has long ended, whatever its clock says. */
  private static final Duration MIN_AGE = Duration.ofHours(24);

  /** How often one segment is made again that somebody else changed; more would hide a fault. */
  private static final int MAX_TRIES = 20;

  private final SellerId seller;
  private final Archiving archiving;
  private final Archive archive;
  private final Instant before;

  private long segments;
  private long entries;
  private long firstEntry = Long.MAX_VALUE;
  private long lastEntry;

  private PeriodCloser(SellerId seller, Archiving archiving, Archive archive, Instant before) {
    this.seller = seller;
    this.archiving = archiving;
    this.archive = archive;
    this.before = before;
  }

  /** Archives a seller's entries recorded before an instant; {@code now} is the present. */
  public static ClosedPeriod close(
      Archiving archiving, SellerId seller, Instant before, Archive archive, Instant now) {
    if (before.isAfter(now.minus(MIN_AGE))) {
      throw new IllegalArgumentException("a period can be closed up to " + now.minus(MIN_AGE) + " and no later: " + before);
    }
    return new PeriodCloser(seller, archiving, archive, before.truncatedTo(ChronoUnit.MICROS)).close();
  }

  private ClosedPeriod close() {
    Segment last = archiving.last(seller);
    String previous = digest(last);
    List<LedgerEntry> some = archiving.recordedBefore(seller, before, 0);
    int tries = 0;
    while (!some.isEmpty()) {
      Segment next = store(last, some);
      long after = some.get(0).id() - 1;
      if (archiving.seal(seller, next, SegmentFile.sums(some))) {
        count(next);
        last = next;
        after = next.lastEntry();
        tries = 0;
      } else if (++tries == MAX_TRIES) {
        throw new StoreException(StoreException.Kind.UNAVAILABLE, "segment " + next.number() + " of " + seller
            + " changed " + tries + " times while it was archived; nothing is lost, close the period again");
      } else {
        last = archiving.last(seller);
      }
      some = archiving.recordedBefore(seller, before, after);
      if (some.isEmpty()) {
        // What turned up late stands before what was archived, and would be cut off from its successors.
        some = archiving.recordedBefore(seller, before, 0);
      }
    }
    return new ClosedPeriod(before, segments, last == null ? 0 : last.number(), entries, entries == 0 ? 0 : firstEntry,
        lastEntry, previous, digest(last));
  }

  private static String digest(@org.jspecify.annotations.Nullable Segment last) {
    return last == null ? SegmentFile.NO_DIGEST : last.digest();
  }

  private Segment store(@org.jspecify.annotations.Nullable Segment last, List<LedgerEntry> some) {
    long number = last == null ? 1 : last.number() + 1;
    byte[] lines = SegmentFile.lines(some);
    String digest = SegmentFile.digest(seller, number, digest(last), lines);
    String name = SegmentFile.name(seller, number, digest);
    try (InputStream content = new ByteArrayInputStream(SegmentFile.compress(lines))) {
      archive.store(name, content);
    } catch (IOException e) {
      throw new ArchiveException("the archive did not take " + name + "; its entries stay, close the period again: "
          + e.getMessage(), e);
    }
    return new Segment(number, some.get(0).id(), some.get(some.size() - 1).id(), some.size(), before, digest);
  }

  private void count(Segment sealed) {
    segments++;
    entries += sealed.entries();
    firstEntry = Math.min(firstEntry, sealed.firstEntry());
    lastEntry = Math.max(lastEntry, sealed.lastEntry());
  }
}
