package dev.onepool.core.internal.keeping;

import dev.onepool.Archive;
import dev.onepool.ArchiveException;
import dev.onepool.ArchiveReport;
import dev.onepool.AuditReport;
import dev.onepool.LedgerEntry;
import dev.onepool.SellerId;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.store.Archiving;
import dev.onepool.core.internal.store.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads archived segments again, and compares them with what the ledger kept of them. */
public final class ArchiveVerifier {

  private final SellerId seller;
  private final Archive archive;
  private final Map<PoolKey, Map<StockState, Long>> sums = new TreeMap<>();

  private ArchiveVerifier(SellerId seller, Archive archive) {
    this.seller = seller;
    this.archive = archive;
  }

  /** Verifies a seller's archive. */
  public static ArchiveReport verify(Archiving archiving, SellerId seller, Archive archive) {
    return new ArchiveVerifier(seller, archive).verify(archiving.archived(seller));
  }

  private ArchiveReport verify(Archiving.Archived kept) {
    String previous = SegmentFile.NO_DIGEST;
    long read = 0;
    long entries = 0;
    for (Segment segment : kept.segments()) {
      String wrong = segment.number() != read + 1
          ? "the ledger's record of segment " + (read + 1) + " is missing"
          : check(segment, previous);
      if (wrong != null) {
        return new ArchiveReport(read, entries, List.of(wrong));
      }
      previous = segment.digest();
      read++;
      entries += segment.entries();
    }
    return new ArchiveReport(read, entries, compare(kept.checkpoint()));
  }

  /** Returns what is wrong with a segment, or null. */
  private @Nullable String check(Segment segment, String previous) {
    String name = SegmentFile.name(seller, segment.number(), segment.digest());
    String which = "segment " + segment.number() + " (" + name + ")";
    byte[] lines;
    try (InputStream file = archive.open(name)) {
      if (file == null) {
        return which + " is missing";
      }
      lines = SegmentFile.unpack(file);
    } catch (ZipException | java.io.EOFException e) {
      return which + " was changed: it cannot be unpacked";
    } catch (IOException e) {
      throw new ArchiveException("cannot read " + which + " from the archive: " + e.getMessage(), e);
    }
    List<LedgerEntry> entries = parsed(lines);
    if (entries != null && !entries.isEmpty() && (entries.get(0).id() != segment.firstEntry()
        || entries.get(entries.size() - 1).id() != segment.lastEntry() || entries.size() != segment.entries())) {
      return which + " holds other entries than were archived in it: " + entries.size() + " from " + entries.get(0).id()
          + " to " + entries.get(entries.size() - 1).id() + " in place of " + segment.entries() + " from "
          + segment.firstEntry() + " to " + segment.lastEntry();
    }
    if (entries == null || !SegmentFile.digest(seller, segment.number(), previous, lines).equals(segment.digest())) {
      return which + " was changed: its digest is another";
    }
    entries.forEach(entry -> SegmentFile.add(sums, entry));
    return null;
  }

  private static @Nullable List<LedgerEntry> parsed(byte[] lines) {
    try {
      return new String(lines, StandardCharsets.UTF_8).lines().map(EntryLine::parse).toList();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private List<String> compare(Map<PoolKey, Map<StockState, Long>> checkpoint) {
    List<String> findings = new ArrayList<>();
    TreeSet<PoolKey> keys = new TreeSet<>(sums.keySet());
    keys.addAll(checkpoint.keySet());
    for (PoolKey key : keys) {
      for (StockState state : StockState.values()) {
        long archived = sums.getOrDefault(key, Map.of()).getOrDefault(state, 0L);
        long kept = checkpoint.getOrDefault(key, Map.of()).getOrDefault(state, 0L);
        if (archived != kept && findings.size() < AuditReport.MAX_FINDINGS) {
          findings.add(key + ": archived entries say " + archived + " units " + state + ", the checkpoint says " + kept);
        }
      }
    }
    return findings;
  }
}
