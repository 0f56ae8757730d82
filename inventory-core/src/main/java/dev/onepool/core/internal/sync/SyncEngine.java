package dev.onepool.core.internal.sync;

import dev.onepool.AllocationPolicy;
import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.Guarantee;
import dev.onepool.Listing.Component;
import dev.onepool.MassChangeBrake;
import dev.onepool.NotificationAnswer;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.Stop;
import dev.onepool.SyncReport;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.ChannelRow;
import dev.onepool.core.internal.store.Controls;
import dev.onepool.core.internal.store.Dirty;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.spi.PushSource.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One seller's rounds: orders in, writes followed, SKUs planned, quantities out. Everything that is to be done is read from
 * the store, so a round may end anywhere and the next one carries on.
 */
final class SyncEngine {

  private final SellerId seller;
  private final GroupCommit commit;
  private final LedgerStore store;
  private final AllocationPolicy policy;
  private final Guarantee guarantee;
  private final TreeMap<ChannelId, ChannelRuntime> runtimes;
  private final Rules rules;
  private final OrderReader orders;
  private final Incoming incoming;
  private final WriteFollower follower;
  private final DirtyPlans plans;
  private final Sender sender;
  private final Map<ChannelId, ChannelMode> modes = new HashMap<>();
  private final LoopWatch watch;
  private final ControlDesk desk;
  private final Brake brake;

  /** Whether how widely units are shown depends on how long sales stay unknown. */
  private final boolean dependsOnLoops;

  /** The stop that the plans were made under; null for none. */
  private @Nullable Stop obeyed;

  SyncEngine(SellerId seller, GroupCommit commit, LedgerStore store, AllocationPolicy policy, Guarantee guarantee,
      MassChangeBrake settings, Rules rules, TreeMap<ChannelId, ChannelRuntime> runtimes) {
    this.seller = seller;
    this.commit = commit;
    this.store = store;
    this.policy = policy;
    this.guarantee = guarantee;
    this.runtimes = runtimes;
    this.rules = rules;
    this.orders = new OrderReader(seller, commit, store, rules);
    this.incoming = new Incoming(orders, commit);
    this.follower = new WriteFollower(seller, commit, store, rules);
    boolean needsUnseen = policy.needsUnseen() && !(guarantee instanceof Guarantee.Rights);
    this.dependsOnLoops = needsUnseen || guarantee instanceof Guarantee.Buffered || guarantee instanceof Guarantee.Auto;
    this.watch = new LoopWatch(needsUnseen || guarantee instanceof Guarantee.Buffered);
    this.plans = new DirtyPlans(seller, store, new Planner(policy, guarantee), runtimes, modes, watch, rules,
        commit::now);
    this.sender = new Sender(seller, commit, store);
    this.desk = new ControlDesk(seller, commit, store, settings);
    this.brake = new Brake(seller, store, settings);
  }

  /** Does one round; another thread's round waits. */
  synchronized SyncReport round() {
    Round round = new Round();
    List<ChannelRow> rows = new ArrayList<>(runtimes.size());
    for (ChannelRuntime runtime : runtimes.values()) {
      incoming.round(runtime, round);
      List<Message> waiting = incoming.waiting(runtime);
      rows.add(orders.read(runtime, round));
      if (runtime.ordersRead()) {
        incoming.read(runtime, waiting, round);
      }
    }
    List<LedgerCommand> followed = new ArrayList<>();
    for (ChannelRow row : rows) {
      follower.follow(runtime(row.channel()), row, round, followed);
    }
    commit.run(seller, followed);
    if (dependsOnLoops) {
      runtimes.values().forEach(this::planAnewIfTheLoopChanged);
    }
    planAndSend(obeyed(round), round);
    runtimes.values().forEach(runtime -> round.again(runtime.takePutOff()));
    return round.report();
  }

  /** Reads what people decided, in this process or another, and plans everything anew where a stop came or went. */
  private Controls obeyed(Round round) {
    Controls controls = store.controls(seller);
    runtimes.keySet().forEach(channel -> modes.put(channel, controls.inForce(channel)));
    Stop stop = controls.stop();
    if (!Objects.equals(stop, obeyed)) {
      planAnew(store.skus(seller));
      obeyed = stop;
    }
    if (stop != null) {
      round.hold(ControlDesk.text(stop));
    }
    desk.endOverrides();
    return controls;
  }

  private void planAnew(Collection<Sku> skus) {
    store.write(transaction -> {
      transaction.markDirty(seller, skus);
      return true;
    });
  }

  /** How widely units are shown depends on how long sales may stay unknown: that is a reason to plan, as a sale is. */
  private void planAnewIfTheLoopChanged(ChannelRuntime runtime) {
    Instant now = commit.now();
    if (watch.changed(runtime.channel(), OrderSight.of(runtime, rules, now), now)) {
      planAnew(skusOf(runtime.channel()));
    }
  }

  private Set<Sku> skusOf(ChannelId channel) {
    Set<Sku> skus = new LinkedHashSet<>();
    for (ListingAccount account : store.listings(seller, channel)) {
      account.components().forEach(component -> skus.add(component.sku()));
    }
    return skus;
  }

  /** Takes in a notification; waits for no round. */
  NotificationAnswer notification(ChannelId channel, Map<String, List<String>> headers, byte[] body) {
    return incoming.http(require(channel), headers, body);
  }

  /** Answers a channel that asks whether an address is ours; null if it does not ask. */
  @Nullable String challenge(ChannelId channel, String code) {
    return require(channel).connector().challenge(code);
  }

  /** Empties the queues; waits for no round. */
  int receive(Duration wait) {
    return incoming.receive(List.copyOf(runtimes.values()), wait);
  }

  private ChannelRuntime runtime(ChannelId channel) {
    ChannelRuntime runtime = runtimes.get(channel);
    if (runtime == null) {
      throw new IllegalStateException("channel is not configured: " + channel);
    }
    return runtime;
  }

  /**
   * Plans what is dirty, and sends the writes of all plans, the most urgent of each channel first. A SKU stays dirty until its
   * writes were sent, so that a crash in between only plans once more; what is sent makes it dirty again.
   */
  private void planAndSend(Controls controls, Round round) {
    Outbox outbox = new Outbox();
    List<Dirty> planned = plans.gather(outbox, round);
    brake.apply(outbox, controls.brakes(), waiting(), commit.now(), round);
    for (ChannelId channel : outbox.channels()) {
      sender.send(runtime(channel), outbox.of(channel), round).forEach(outbox::leave);
    }
    List<Dirty> done = planned.stream().filter(row -> !outbox.left().contains(row.sku())).toList();
    if (!done.isEmpty() || !plans.changed().isEmpty()) {
      store.write(transaction -> {
        plans.changed().forEach(row -> transaction.save(seller, row));
        transaction.clearDirty(seller, done);
        return true;
      });
    }
  }

  private Set<ChannelId> waiting() {
    Instant now = commit.now();
    return runtimes.values().stream().filter(runtime -> runtime.pausedUntilAfter(now)).map(ChannelRuntime::channel)
        .collect(Collectors.toSet());
  }

  /** Returns what the plan for one SKU would be made from, and the numbers it would aim at; for explaining. */
  synchronized Explained explained(Sku sku) {
    Controls controls = store.controls(seller);
    runtimes.keySet().forEach(channel -> modes.put(channel, controls.inForce(channel)));
    PlanView view = plans.view(Set.of(sku));
    return new Explained(view, new Targets(view, policy, guarantee), controls);
  }

  /** A plan's grounds. */
  record Explained(PlanView view, Targets targets, Controls controls) {}

  /** Returns how many units of a SKU one unit of a listing consumes; 0 if none. */
  static long unitsOf(ListingAccount account, Sku sku) {
    for (Component component : account.components()) {
      if (component.sku().equals(sku)) {
        return component.units();
      }
    }
    return 0;
  }

  /** Changes a channel's mode between two rounds, and has everything listed there planned anew. */
  synchronized void mode(ChannelId channel, ChannelMode mode) {
    ChannelRow row = orders.rowOf(runtime(channel));
    Set<Sku> skus = skusOf(channel);
    store.write(transaction -> {
      transaction.saveMode(seller, channel, mode);
      transaction.markDirty(seller, skus);
      return true;
    });
    runtime(channel).row(row.in(mode));
  }

  /** Returns what is kept of a channel. */
  synchronized ChannelRow row(ChannelId channel) {
    return orders.rowOf(runtime(channel)).in(store.controls(seller).mode(channel));
  }

  /**
   * Returns the configured channel.
   *
   * @throws IllegalArgumentException if there is none, naming those that are
   */
  ChannelRuntime require(ChannelId channel) {
    ChannelRuntime runtime = runtimes.get(channel);
    if (runtime == null) {
      throw new IllegalArgumentException(
          "channel " + channel + " is not configured for " + seller + "; configured are " + runtimes.keySet());
    }
    return runtime;
  }

  /** Returns why nothing is promised of what is listed on a channel; null if something may be, or it is not configured. */
  @Nullable String uncertified(ChannelId channel) {
    ChannelRuntime runtime = runtimes.get(channel);
    return runtime == null ? null : runtime.uncertified();
  }

  /** Returns the configured channels, in order. */
  Set<ChannelId> channels() {
    return runtimes.keySet();
  }

  /** Returns what people decide about sending. */
  ControlDesk desk() {
    return desk;
  }
}
