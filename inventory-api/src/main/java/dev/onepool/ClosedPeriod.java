package dev.onepool;

import java.time.Instant;

/**
 * What one call archived. Entries are archived in segments, each with a digest that covers its entries and the digest before
 * it: whoever keeps the last digest elsewhere can tell that none of them was changed.
 *
 * @param before every entry archived was recorded before this instant
 * @param segments how many segments were written; 0 if there was nothing to archive
 * @param lastSegment the number of the seller's last segment, counted from 1 over all periods; 0 if there is none
 * @param entries how many entries were archived
 * @param firstEntry the smallest id among them; 0 without entries
 * @param lastEntry the greatest id among them; 0 without entries
 * @param previousDigest the digest before this call, 64 hexadecimal digits; zeros before the first segment
 * @param digest the digest of the last segment; the previous one if there was nothing to archive
 */
public record ClosedPeriod(Instant before, long segments, long lastSegment, long entries, long firstEntry, long lastEntry,
    String previousDigest, String digest) {}
