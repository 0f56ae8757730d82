package dev.onepool.core.internal.sync;

import dev.onepool.Allocation;
import dev.onepool.AllocationPolicy;
import dev.onepool.AllocationRequest;
import dev.onepool.AllocationRequest.Candidate;
import dev.onepool.Guarantee;
import dev.onepool.Listing.Component;
import dev.onepool.core.internal.ledger.Demand;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each listing should be able to take, in listing units. A kit gets what its scarcest component allows.
 */
final class Targets {

  private static final Duration HORIZON = Duration.ofDays(7);

  /** How much of its share a listing is shown at least; the rest stays free to top up whoever sells faster. */
  private static final double SHOWN_OF_SHARE = 0.6;

  /** How many lines must have been seen before their size and rate are believed. */
  private static final int LINES_TO_TRUST = 5;

  /** How much one listing's lines may outweigh another's. */
  private static final int MOST_LINES_COUNTED = 50;

  private final PlanView view;
  private final AllocationPolicy policy;
  private final Guarantee guarantee;
  private final Map<ListingKey, Target> targets = new HashMap<>();

  /**
   * One listing's numbers, in listing units.
   *
   * @param limit the policy's limit
   * @param share the policy's share
   * @param target what it should be able to take
   * @param usualLine units of a usual line
   * @param reasons what set limit and share, of its scarcest component
   */
  record Target(long limit, long share, long target, long usualLine, List<Allocation.Reason> reasons) {}

  Targets(PlanView view, AllocationPolicy policy, Guarantee guarantee) {
    this.view = view;
    this.policy = policy;
    this.guarantee = guarantee;
    Map<PoolKey, List<PlanView.Offer>> byPool = new HashMap<>();
    for (PlanView.Offer offer : view.offers()) {
      for (Component component : offer.account().components()) {
        byPool.computeIfAbsent(offer.account().pool(component), any -> new ArrayList<>()).add(offer);
      }
    }
    byPool.forEach(this::allocate);
  }

  @Nullable Target of(ListingKey key) {
    return targets.get(key);
  }

  private void allocate(PoolKey key, List<PlanView.Offer> offers) {
    List<PlanView.Offer> planned = offers.stream().filter(PlanView.Offer::planned).toList();
    if (planned.isEmpty()) {
      return;
    }
    Pool pool = view.pool(key);
    // Listings that are not planned keep what they may take; the others divide the rest.
    long held = 0;
    for (PlanView.Offer offer : offers) {
      if (!offer.planned()) {
        held += Math.max(0, offer.account().exposure()) * units(offer.account(), key);
      }
    }
    long units = Math.max(0, pool.offerable() - (guarantee instanceof Guarantee.Rights ? held : 0));
    long anywhere = usualLineAnywhere(planned, key);
    List<Candidate> candidates = new ArrayList<>(planned.size());
    for (PlanView.Offer offer : planned) {
      ListingAccount account = offer.account();
      Demand demand = account.demand();
      long each = units(account, key);
      long line = Math.multiplyExact(demand.usualLine(), each);
      // Who buys a SKU on one channel buys it much as on another: boxes of 12 stay boxes of 12.
      candidates.add(new Candidate(account.key().channel(), account.key().listing(),
          demand.unitsPerDayAt(view.now()) * each, demand.lines() < LINES_TO_TRUST ? Math.max(line, anywhere) : line));
    }
    Allocation allocation = policy.allocate(new AllocationRequest(key.sku(), units, candidates, HORIZON, view.now()));
    for (int i = 0; i < planned.size(); i++) {
      merge(planned.get(i).account(), key, allocation.shares().get(i), candidates.get(i).usualLine());
    }
  }

  /** Returns the units of a usual line over all listings together; 1 where none has sold. */
  private static long usualLineAnywhere(List<PlanView.Offer> planned, PoolKey key) {
    double lines = 0;
    double sum = 0;
    double squares = 0;
    for (PlanView.Offer offer : planned) {
      Demand demand = offer.account().demand();
      double weight = Math.min(MOST_LINES_COUNTED, demand.lines());
      double each = units(offer.account(), key);
      lines += weight;
      sum += weight * demand.meanLine() * each;
      squares += weight * demand.meanSquare() * each * each;
    }
    return lines == 0 ? 1 : Demand.usualLine(sum / lines, squares / lines);
  }

  private static long units(ListingAccount account, PoolKey key) {
    for (Component component : account.components()) {
      if (component.sku().equals(key.sku())) {
        return component.units();
      }
    }
    return 0;
  }

  private void merge(ListingAccount account, PoolKey key, Allocation.Share share, long usualUnits) {
    long each = units(account, key);
    long limit = share.limit() / each;
    long part = share.share() / each;
    long line = Math.max(1, usualUnits / each);
    long target = guarantee instanceof Guarantee.Rights rights
        ? Math.min(Math.min(part, limit), display(account.demand(), rights, part, line))
        : Math.max(0, limit - buffer());
    Target next = new Target(limit, part, target, line, share.reasons());
    targets.merge(account.key(), next, (one, other) -> one.target() <= other.target() ? one : other);
  }

  private long buffer() {
    return guarantee instanceof Guarantee.Mirror mirror ? mirror.buffer().units() : 0;
  }

  /**
   * A few days of demand, and never less than a usual line. Nor less than most of its share, and all of it while little is
   * known: what a channel refuses is never seen, so demand alone would shrink with the number shown, and the number with it.
   */
  private long display(Demand demand, Guarantee.Rights rights, long share, long usualLine) {
    long days = (long) Math.ceil(demand.unitsPerDayAt(view.now()) * rights.displayDays());
    double part = demand.lines() < LINES_TO_TRUST ? 1 : SHOWN_OF_SHARE;
    return Math.max(Math.max(days, usualLine), (long) Math.ceil(share * part));
  }
}
