package dev.onepool;

import java.util.List;

/**
 * What reading the archive again found.
 *
 * @param segments how many segments were read and are what they were
 * @param entries how many entries these hold
 * @param findings empty where the archive is right; else the first segment that is missing, changed or out of order, or, where
 *     all segments are right, each sum of the checkpoint that is not theirs; at most {@link AuditReport#MAX_FINDINGS}
 */
public record ArchiveReport(long segments, long entries, List<String> findings) {

  /** Copies the list. */
  public ArchiveReport {
    findings = List.copyOf(findings);
  }

  /** Returns whether nothing was found. */
  public boolean clean() {
    return findings.isEmpty();
  }
}
