package dev.onepool;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one round of {@link Inventory#sync()} did.
 *
 * @param orders order snapshots that brought something new
 * @param sent quantity writes sent
 * @param applied of these, known to be applied
 * @param rejected of these, refused by the channel
 * @param unknown of these, without a clear answer
 * @param throttled of these, put off by the channel
 * @param proposed what would have been written on channels in {@link ChannelMode#DRY_RUN}
 * @param failures what went wrong, one sentence each; the rest went on
 * @param again when a channel can be asked what it put off in this round, the earliest; null if nothing was. Rounds that
 *     come at that instant take a large catalogue live sooner; others do, too
 * @param held what kept numbers from being sent that would have been sent otherwise, one sentence each with its figures
 */
public record SyncReport(
    int orders,
    int sent,
    int applied,
    int rejected,
    int unknown,
    int throttled,
    List<Proposed> proposed,
    List<String> failures,
    @Nullable Instant again,
    List<String> held) {

  /** Copies the lists. */
  public SyncReport {
    proposed = List.copyOf(proposed);
    failures = List.copyOf(failures);
    held = List.copyOf(held);
  }

  /**
   * A write that a dry run did not send.
   *
   * @param channel the channel
   * @param listing the listing
   * @param before the most it may still take now
   * @param after the quantity that would have been written
   */
  public record Proposed(ChannelId channel, ListingId listing, long before, long after) {}
}
