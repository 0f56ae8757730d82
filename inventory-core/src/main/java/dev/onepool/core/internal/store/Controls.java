package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import java.util.Map;

/**
 * What holds for a seller's channels, as every process must obey it.
 *
 * @param modes the channels' modes, as far as any was kept
 * @param brakes what the brake has found, by channel
 */
public record Controls(Map<ChannelId, ChannelMode> modes, Map<ChannelId, ControlRow.Braked> brakes) {

  /** Copies the maps. */
  public Controls {
    modes = Map.copyOf(modes);
    brakes = Map.copyOf(brakes);
  }

  /** Returns how far the engine goes on a channel. */
  public ChannelMode mode(ChannelId channel) {
    return modes.getOrDefault(channel, ChannelMode.OBSERVE);
  }
}
