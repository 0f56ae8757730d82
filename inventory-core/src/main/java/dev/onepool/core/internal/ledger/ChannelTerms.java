package dev.onepool.core.internal.ledger;

import java.time.Duration;

/**
 * What a channel declares, as far as the ledger's rules depend on it.
 *
 * @param skew the most by which its clock differs from ours
 * @param maxWriteDelay the longest from the end of a call until a write of it can be applied
 * @param receipts whether the channel's own answer that a write is in force can be believed
 * @param acceptedIsApplied whether an accepted write is certainly applied within that time: what a channel without
 *     receipts and read-back declares
 * @param restoresOnCancel whether it puts cancelled units back on display itself
 */
public record ChannelTerms(
    Duration skew,
    Duration maxWriteDelay,
    boolean receipts,
    boolean acceptedIsApplied,
    boolean restoresOnCancel) {}
