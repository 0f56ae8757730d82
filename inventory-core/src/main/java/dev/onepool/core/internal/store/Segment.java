package dev.onepool.core.internal.store;

import java.time.Instant;

/**
 * Entries that were archived together.
 *
 * @param number counted from 1 for each seller
 * @param firstEntry the smallest id among them
 * @param lastEntry the greatest id among them; others of that range may stand in other segments
 * @param entries how many
 * @param closedBefore all were recorded before this
 * @param digest over these entries and the digest of the segment before
 */
public record Segment(
    long number, long firstEntry, long lastEntry, long entries, Instant closedBefore, String digest) {}
