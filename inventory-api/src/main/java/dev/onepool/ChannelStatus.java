package dev.onepool;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a channel stands.
 *
 * @param channel the channel
 * @param mode how far Onepool goes on it
 * @param watermark every order placed before this instant is known, if orders are visible within the channel's
 *     visibility delay; null before the first complete poll
 * @param listings mapped listings
 * @param unmapped listings seen on the channel and not mapped or ignored
 * @param quarantined order lines that could not be mapped, and orders that could not be read
 * @param blockers what stands between the channel and {@link ChannelMode#LIVE}, one sentence each; empty if nothing does
 * @param uncertified why nothing is promised of what is listed here: its connector has no certificate of the connector kit; null
 *     if it has one
 * @param held what keeps numbers from being sent that would be sent otherwise, one sentence each with its figures; empty if
 *     nothing does
 */
public record ChannelStatus(
    ChannelId channel,
    ChannelMode mode,
    @Nullable Instant watermark,
    int listings,
    int unmapped,
    int quarantined,
    List<String> blockers,
    @Nullable String uncertified,
    List<String> held) {

  /** Copies the lists. */
  public ChannelStatus {
    blockers = List.copyOf(blockers);
    held = List.copyOf(held);
  }
}
