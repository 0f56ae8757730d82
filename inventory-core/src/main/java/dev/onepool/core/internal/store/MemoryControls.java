package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.QuantityOverride;
import dev.onepool.Sku;
import dev.onepool.Stop;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One seller's controls in memory. */
final class MemoryControls {

  private final Map<ChannelId, ControlRow.Braked> brakes = new HashMap<>();

  private final TreeMap<Sku, TreeMap<ChannelId, QuantityOverride>> overrides = new TreeMap<>();
  private final Map<Sku, ControlRow.Promised> promises = new HashMap<>();
  private @Nullable Stop stop;

  void save(ControlRow row) {
    if (row instanceof ControlRow.Braked braked) {
      brakes.merge(braked.channel(), braked, (before, now) -> now.by(before.releasedBy()));
    } else if (row instanceof ControlRow.Released released) {
      brakes.computeIfPresent(released.channel(), (channel, before) -> before.by(released.by()));
    } else if (row instanceof ControlRow.Overridden overridden) {
      QuantityOverride one = overridden.override();
      overrides.computeIfAbsent(one.sku(), any -> new TreeMap<>()).put(one.channel(), one);
    } else if (row instanceof ControlRow.Promised promised) {
      promises.put(promised.sku(), promised);
    } else if (row instanceof ControlRow.Stopped stopped) {
      stop = stopped.stop();
    }
  }

  void remove(ControlRow row) {
    if (row instanceof ControlRow.Braked braked) {
      brakes.remove(braked.channel());
    } else if (row instanceof ControlRow.Overridden overridden) {
      overrides.getOrDefault(overridden.override().sku(), new TreeMap<>())
          .remove(overridden.override().channel(), overridden.override());
    } else if (row instanceof ControlRow.Stopped) {
      stop = null;
    }
  }

  Controls of(Collection<ChannelRow> channels) {
    Map<ChannelId, ChannelMode> modes = new HashMap<>();
    channels.forEach(row -> modes.put(row.channel(), row.mode()));
    return new Controls(stop, modes, brakes);
  }

  List<QuantityOverride> overrides() {
    return overrides.values().stream().flatMap(bySku -> bySku.values().stream()).toList();
  }

  List<QuantityOverride> overrides(Collection<Sku> skus) {
    return skus.stream().filter(overrides::containsKey).flatMap(sku -> overrides.get(sku).values().stream()).toList();
  }

  List<ControlRow.Promised> promises(Collection<Sku> skus) {
    return skus.stream().filter(promises::containsKey).map(promises::get).toList();
  }

  /** Returns how many rows of each kind there are. */
  Map<String, Long> rows() {
    return Map.of("brake", (long) brakes.size(), "override", (long) overrides().size(), "promise", (long) promises.size(),
        "stop", stop == null ? 0L : 1L);
  }
}
