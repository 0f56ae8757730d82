package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.Stop;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One seller's controls in memory. */
final class MemoryControls {

  private final Map<ChannelId, ControlRow.Braked> brakes = new HashMap<>();

  private @Nullable Stop stop;

  void save(ControlRow row) {
    if (row instanceof ControlRow.Braked braked) {
      brakes.merge(braked.channel(), braked, (before, now) -> now.by(before.releasedBy()));
    } else if (row instanceof ControlRow.Released released) {
      brakes.computeIfPresent(released.channel(), (channel, before) -> before.by(released.by()));
    } else if (row instanceof ControlRow.Stopped stopped) {
      stop = stopped.stop();
    }
  }

  void remove(ControlRow row) {
    if (row instanceof ControlRow.Braked braked) {
      brakes.remove(braked.channel());
    } else if (row instanceof ControlRow.Stopped) {
      stop = null;
    }
  }

  Controls of(Collection<ChannelRow> channels) {
    Map<ChannelId, ChannelMode> modes = new HashMap<>();
    channels.forEach(row -> modes.put(row.channel(), row.mode()));
    return new Controls(stop, modes, brakes);
  }

  /** Returns how many rows of each kind there are. */
  Map<String, Long> rows() {
    return Map.of("brake", (long) brakes.size(), "stop", stop == null ? 0L : 1L);
  }
}
