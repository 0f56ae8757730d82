package dev.onepool.core.internal.sync;

import dev.onepool.ChannelId;
import dev.onepool.MassChangeBrake;
import dev.onepool.QuantityOverride;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.Stop;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.store.ControlRow;
import dev.onepool.core.internal.store.ControlRow.Braked;
import dev.onepool.core.internal.store.Controls;
import dev.onepool.core.internal.store.LedgerStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where people say what may be sent. What they say is a row in the store, which every process reads before its next call; nothing
 * here waits for a round, because a round may be long and a person in a hurry.
 */
final class ControlDesk {

  private final SellerId seller;
  private final GroupCommit commit;
  private final LedgerStore store;
  private final MassChangeBrake settings;

  ControlDesk(SellerId seller, GroupCommit commit, LedgerStore store, MassChangeBrake settings) {
    this.seller = seller;
    this.commit = commit;
    this.store = store;
    this.settings = settings;
  }

  /** Returns what keeps numbers of a channel from being sent, one sentence each. */
  List<String> held(ChannelId channel) {
    Controls controls = store.controls(seller);
    Stop stop = controls.stop();
    Braked found = controls.brakes().get(channel);
    List<String> held = new ArrayList<>();
    if (stop != null) {
      held.add(text(stop));
    }
    if (found != null && Brake.holds(found, settings, commit.now())) {
      held.add(Brake.text(found, settings));
    }
    return held;
  }

  /** Stops everything that is sent; the round that goes on makes no further call. */
  void stop(Stop.Kind kind, String author) {
    Stop stop = new Stop(kind, author, commit.now().truncatedTo(ChronoUnit.MICROS));
    store.write(transaction -> {
      transaction.save(seller, new ControlRow.Stopped(stop));
      return true;
    });
    note("stopped", author + " stopped everything that is sent: " + kind);
  }

  /** Returns what is stopped; null if nothing is. */
  @Nullable Stop stopped() {
    return store.controls(seller).stop();
  }

  /** Ends a stop; returns whether there was one. */
  boolean resume(String author) {
    Stop stop = stopped();
    if (stop == null) {
      return false;
    }
    List<Sku> skus = store.skus(seller);
    store.write(transaction -> {
      transaction.remove(seller, new ControlRow.Stopped(stop));
      // A process that never saw the stop would not know that there is anything to plan.
      transaction.markDirty(seller, skus);
      return true;
    });
    note("resumed", author + " resumed what " + stop.author() + " had stopped at " + stop.since());
    return true;
  }

  private void note(String kind, String message) {
    commit.run(seller, new LedgerCommand.Note(kind, seller.value(), message));
  }

  /** Lets go what the brake holds back on a channel; returns whether there was anything. */
  boolean releaseBrake(ChannelId channel, String author) {
    Instant now = commit.now();
    Braked found = store.controls(seller).brakes().get(channel);
    if (!Brake.holds(found, settings, now)) {
      return false;
    }
    store.write(transaction -> {
      transaction.save(seller, new ControlRow.Released(channel, author));
      return true;
    });
    commit.run(seller, new LedgerCommand.Note("brake-released", channel.value(),
        author + " released what the brake held back on channel " + channel));
    return true;
  }

  /** Ends overrides whose time is over, and has their SKUs planned anew. */
  void endOverrides() {
    endOverrides(one -> !one.until().isAfter(commit.now()));
  }

  private List<QuantityOverride> endOverrides(Predicate<QuantityOverride> which) {
    List<QuantityOverride> ended = store.overrides(seller).stream().filter(which).toList();
    if (!ended.isEmpty()) {
      store.write(transaction -> {
        ended.forEach(one -> transaction.remove(seller, new ControlRow.Overridden(one)));
        transaction.markDirty(seller, ended.stream().map(QuantityOverride::sku).collect(Collectors.toSet()));
        return true;
      });
    }
    return ended;
  }

  /** Sets what a channel shows of a SKU; returns what stands in the way. */
  List<String> override(QuantityOverride override) {
    Instant until = override.until().truncatedTo(ChronoUnit.MICROS);
    if (!until.isAfter(commit.now())) {
      throw new IllegalArgumentException("an override must end in the future, it is " + commit.now() + " and was to end at " + until);
    }
    boolean listed = store.listingsOf(seller, List.of(override.sku())).stream()
        .anyMatch(account -> account.key().channel().equals(override.channel()));
    if (!listed) {
      return List.of("no listing of channel " + override.channel() + " is mapped to SKU " + override.sku());
    }
    QuantityOverride kept = new QuantityOverride(override.channel(), override.sku(), override.kind(), override.units(),
        override.author(), until, override.permit());
    store.write(transaction -> {
      transaction.save(seller, new ControlRow.Overridden(kept));
      transaction.markDirty(seller, List.of(override.sku()));
      return true;
    });
    note("overridden", override.sku() + " on channel " + override.channel() + ": " + kept);
    return List.of();
  }

  /** Ends an override before its time; returns whether there was one. */
  boolean endOverride(ChannelId channel, Sku sku, String author) {
    List<QuantityOverride> ended = endOverrides(one -> one.channel().equals(channel) && one.sku().equals(sku));
    ended.forEach(one -> note("override-ended", author + " ended on channel " + channel + ", for " + sku + ", the " + one));
    return !ended.isEmpty();
  }

  /** Returns the overrides in force. */
  List<QuantityOverride> overrides() {
    return store.overrides(seller).stream().filter(one -> one.until().isAfter(commit.now())).toList();
  }

  /** Returns what is stopped, as people read it. */
  static String text(Stop stop) {
    return switch (stop.kind()) {
      case FREEZE -> "all channels: " + stop.author() + " stopped everything at " + stop.since()
          + "; no quantity is written until resume";
      case TO_ZERO -> "all channels: " + stop.author() + " stopped everything at " + stop.since()
          + "; every listing is written to zero, and nothing else until resume";
    };
  }
}
