package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.Stop;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a seller's channels, as every process must obey it.
 *
 * @param stop what stops everything; null if nothing does
 * @param modes the channels' modes, as far as any was kept
 * @param brakes what the brake has found, by channel
 */
public record Controls(@Nullable Stop stop, Map<ChannelId, ChannelMode> modes, Map<ChannelId, ControlRow.Braked> brakes) {

  /** Copies the maps. */
  public Controls {
    modes = Map.copyOf(modes);
    brakes = Map.copyOf(brakes);
  }

  /** Returns how far a person said to go on a channel. */
  public ChannelMode mode(ChannelId channel) {
    return modes.getOrDefault(channel, ChannelMode.OBSERVE);
  }

  /** Returns how far the engine goes on a channel now. A stop takes away what a mode allows, and never adds to it. */
  public ChannelMode inForce(ChannelId channel) {
    ChannelMode mode = mode(channel);
    boolean writes = mode == ChannelMode.LIVE || mode == ChannelMode.PAUSED_AT_ZERO;
    if (stop == null || !writes) {
      return mode;
    }
    return switch (stop.kind()) {
      case FREEZE -> ChannelMode.PAUSED_FROZEN;
      case TO_ZERO -> ChannelMode.PAUSED_AT_ZERO;
    };
  }

  /** Returns whether this number may be written on a channel now. */
  public boolean allows(ChannelId channel, long value) {
    return switch (inForce(channel)) {
      case LIVE -> true;
      case PAUSED_AT_ZERO -> value == 0;
      case OBSERVE, DRY_RUN, PAUSED_FROZEN -> false;
    };
  }
}
