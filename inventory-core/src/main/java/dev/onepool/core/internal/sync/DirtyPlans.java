package dev.onepool.core.internal.sync;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.ListingId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.SyncReport;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.ControlRow;
import dev.onepool.core.internal.store.Dirty;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.spi.Capabilities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Plans every SKU that was dirty when the round came to it, some at a time, and gathers what they say to write. What the writes
 * make dirty is for the next round.
 */
final class DirtyPlans {

  private static final int SKUS_PER_PLAN = 500;

  private final SellerId seller;
  private final LedgerStore store;
  private final Planner planner;
  private final Map<ChannelId, ChannelRuntime> runtimes;
  private final Map<ChannelId, ChannelMode> modes;
  private final LoopWatch watch;
  private final Rules rules;
  private final Supplier<Instant> clock;
  private final List<ControlRow.Promised> changed = new ArrayList<>();

  DirtyPlans(SellerId seller, LedgerStore store, Planner planner, Map<ChannelId, ChannelRuntime> runtimes,
      Map<ChannelId, ChannelMode> modes, LoopWatch watch, Rules rules, Supplier<Instant> clock) {
    this.watch = watch;
    this.rules = rules;
    this.seller = seller;
    this.store = store;
    this.planner = planner;
    this.runtimes = runtimes;
    this.modes = modes;
    this.clock = clock;
  }

  /**
   * Plans, and puts what is to be written into the outbox.
   *
   * @return the SKUs that are planned for good, if nothing of them is left in the outbox
   */
  List<Dirty> gather(Outbox outbox, Round round) {
    changed.clear();
    List<Dirty> dirty = store.dirty(seller, Integer.MAX_VALUE);
    List<Dirty> done = new ArrayList<>(dirty.size());
    for (int from = 0; from < dirty.size(); from += SKUS_PER_PLAN) {
      plan(dirty.subList(from, Math.min(dirty.size(), from + SKUS_PER_PLAN)), done, outbox, round);
    }
    if (done.size() < dirty.size()) {
      runtimes.values().forEach(runtime -> runtime.waitsForPause(clock.get()));
    }
    return done;
  }

  private void plan(List<Dirty> dirty, List<Dirty> done, Outbox outbox, Round round) {
    Set<Sku> skus = new LinkedHashSet<>();
    dirty.forEach(row -> skus.add(row.sku()));
    PlanView view = view(skus);
    watch.observe(view.offers().stream().map(PlanView.Offer::account).toList(), view.now());
    Planner.Plan plan = planner.plan(view);
    plan.faults().forEach(round::fail);
    noteChanges(plan.standings(), view.now());
    dirty.stream().filter(row -> !plan.waiting().contains(row.sku())).forEach(done::add);
    for (PlannedWrite write : plan.writes()) {
      if (modes.get(write.account().key().channel()) == ChannelMode.DRY_RUN) {
        round.propose(new SyncReport.Proposed(write.account().key().channel(), write.account().key().listing(),
            write.account().exposure(), write.value()));
      } else {
        outbox.add(write);
      }
    }
  }

  private void noteChanges(Map<Sku, Standing> standings, Instant now) {
    Map<Sku, ControlRow.Promised> before = new HashMap<>();
    store.promises(seller, standings.keySet()).forEach(row -> before.put(row.sku(), row));
    standings.forEach((sku, standing) -> {
      ControlRow.Promised known = before.get(sku);
      if (known == null || known.state() != standing.state()) {
        // What is so when we first look may have been so for long.
        changed.add(new ControlRow.Promised(sku, standing.state(), known == null ? null : now));
      }
    });
  }

  /** Returns the promises that were found to stand otherwise than before, by the last gathering. */
  List<ControlRow.Promised> changed() {
    return changed;
  }

  /** Reads what a plan for these SKUs needs: their listings, and for kits what those consume besides. */
  PlanView view(Set<Sku> skus) {
    List<ListingAccount> accounts = store.listingsOf(seller, skus);
    Set<Sku> all = new LinkedHashSet<>(skus);
    accounts.forEach(account -> account.components().forEach(component -> all.add(component.sku())));
    if (all.size() > skus.size()) {
      accounts = store.listingsOf(seller, all);
      accounts.forEach(account -> account.components().forEach(component -> all.add(component.sku())));
    }
    Map<PoolKey, Pool> pools = new HashMap<>();
    store.pools(seller, all).forEach(pool -> pools.put(pool.key(), pool));
    Instant now = clock.get();
    Overrides overrides = new Overrides(
        store.overrides(seller, all).stream().filter(one -> one.until().isAfter(now)).toList());
    Map<ChannelId, OrderSight> sights = new HashMap<>();
    runtimes.forEach((channel, runtime) -> sights.put(channel, OrderSight.of(runtime, rules, now)));
    return new PlanView(skus, pools, accounts.stream().map(account -> offer(account, sights, now)).toList(),
        watch.clustering(), overrides, now);
  }

  private PlanView.Offer offer(ListingAccount account, Map<ChannelId, OrderSight> sights, Instant now) {
    ChannelRuntime runtime = runtimes.get(account.key().channel());
    if (runtime == null) {
      // A listing of a channel that is not configured any more keeps what it may take.
      return new PlanView.Offer(account, ChannelMode.OBSERVE, false, true, false, false, now, null, Duration.ZERO);
    }
    ListingId listing = account.key().listing();
    Capabilities card = runtime.usable() ? runtime.capabilities(listing) : null;
    OrderSight sight = Objects.requireNonNull(sights.get(account.key().channel()));
    return new PlanView.Offer(account, modes.getOrDefault(account.key().channel(), ChannelMode.OBSERVE),
        runtime.mayRaise(listing, now) || rules.lacks(Rules.Weakening.STALE_IS_FRESH), runtime.mustWait(listing, now),
        card != null && card.proof().equals(Capabilities.Proof.READBACK),
        runtime.stale().mustLook(listing),
        card != null ? now.minus(card.clockSkew()) : now,
        watch.loop(account, sight.watermark(), now), sight.hidden());
  }
}
