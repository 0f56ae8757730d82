package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a channel.
 *
 * @param cursor where to read orders from; null for the beginning
 * @param watermark every order placed before it is known, in channel time; null before the first complete poll
 */
public record ChannelRow(
    ChannelId channel, ChannelMode mode, @Nullable String cursor, @Nullable Instant watermark) {

  /** Returns the same channel, read up to here. */
  public ChannelRow readTo(@Nullable String newCursor, @Nullable Instant newWatermark) {
    return new ChannelRow(channel, mode, newCursor, newWatermark);
  }

  /** Returns the same channel in another mode. */
  public ChannelRow in(ChannelMode newMode) {
    return new ChannelRow(channel, newMode, cursor, watermark);
  }
}
