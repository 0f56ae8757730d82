package dev.onepool.core.internal.sync;

import dev.onepool.ChannelId;
import dev.onepool.Listing.Component;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.ListingKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The writes of one round by channel, gathered from plan after plan before any of them is sent, so that the most urgent of all
 * go first. It holds a bounded number for each channel; of more, the least urgent are left for a later round, and their SKUs
 * have to be planned again.
 */
final class Outbox {

  /** How many writes of a channel one round sends at most: as many as the largest bulk of any channel takes. */
  static final int MOST = 25_000;

  private final int most;
  private final Map<ChannelId, List<PlannedWrite>> writes = new TreeMap<>();
  private final Map<ChannelId, List<PlannedWrite>> offSale = new TreeMap<>();
  private final Set<ListingKey> written = new HashSet<>();
  private final Set<Sku> left = new HashSet<>();

  Outbox() {
    this(MOST);
  }

  Outbox(int most) {
    this.most = most;
  }

  /** Adds a write. A listing that two plans wrote to, because it is a kit of their SKUs, is written once, as the first said. */
  void add(PlannedWrite write) {
    if (!written.add(write.account().key())) {
      leave(write);
      return;
    }
    List<PlannedWrite> waiting = writes.computeIfAbsent(write.account().key().channel(), any -> new ArrayList<>());
    waiting.add(write);
    if (write.takesOffSale()) {
      // All of them, also those that are too many for this round: how many they are says whether something is wrong.
      offSale.computeIfAbsent(write.account().key().channel(), any -> new ArrayList<>()).add(write);
    }
    // Sorting at every write too many would take for ever; so twice as many may wait for a moment.
    if (waiting.size() >= 2L * most) {
      shorten(waiting);
    }
  }

  private void shorten(List<PlannedWrite> waiting) {
    waiting.sort(WriteOrder.MOST_URGENT_FIRST);
    List<PlannedWrite> rest = waiting.subList(Math.min(most, waiting.size()), waiting.size());
    rest.forEach(this::leave);
    rest.clear();
  }

  /** Leaves a write for a later round. */
  void leave(PlannedWrite write) {
    for (Component component : write.account().components()) {
      left.add(component.sku());
    }
  }

  /** Returns the writes that would take listings of a channel off sale, and that no person asked for. */
  List<PlannedWrite> offSale(ChannelId channel) {
    return offSale.getOrDefault(channel, List.of());
  }

  /** Leaves these zeroes of a channel, and everything that raises there; returns the SKUs of the zeroes. */
  Set<Sku> holdBack(ChannelId channel, Set<ListingKey> zeroes) {
    Set<Sku> held = new HashSet<>();
    leaveThose(channel, write -> !write.lowers() || (write.value() == 0 && zeroes.contains(write.account().key())));
    for (PlannedWrite zero : offSale(channel)) {
      if (zeroes.contains(zero.account().key())) {
        zero.account().components().forEach(component -> held.add(component.sku()));
      }
    }
    return held;
  }

  /** Leaves everything, on any channel, that raises a listing of these SKUs. */
  void raiseNothingOf(Set<Sku> skus) {
    for (ChannelId channel : skus.isEmpty() ? Set.<ChannelId>of() : channels()) {
      leaveThose(channel, write -> !write.lowers()
          && write.account().components().stream().anyMatch(component -> skus.contains(component.sku())));
    }
  }

  private void leaveThose(ChannelId channel, Predicate<PlannedWrite> which) {
    List<PlannedWrite> waiting = writes.getOrDefault(channel, new ArrayList<>());
    waiting.stream().filter(which).forEach(this::leave);
    waiting.removeIf(which);
  }

  /** Returns the channels that are written to, in order. */
  Set<ChannelId> channels() {
    return writes.keySet();
  }

  /** Returns the writes to send to a channel, the most urgent first; leaves what is too many. */
  List<PlannedWrite> of(ChannelId channel) {
    List<PlannedWrite> waiting = writes.getOrDefault(channel, List.of());
    if (!waiting.isEmpty()) {
      shorten(waiting);
    }
    return List.copyOf(waiting);
  }

  /** Returns the SKUs of which something was left. */
  Set<Sku> left() {
    return left;
  }
}
