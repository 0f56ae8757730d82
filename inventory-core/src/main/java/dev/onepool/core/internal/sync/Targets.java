package dev.onepool.core.internal.sync;

import dev.onepool.Allocation;
import dev.onepool.AllocationPolicy;
import dev.onepool.AllocationRequest;
import dev.onepool.AllocationRequest.Candidate;
import dev.onepool.Guarantee;
import dev.onepool.Listing.Component;
import dev.onepool.QuantityOverride;
import dev.onepool.core.internal.ledger.Demand;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.policy.GuardedPolicy;
import dev.onepool.core.internal.policy.PolicyAnswer;
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
  private static final double SHOWN_OF_SHARE = 0.9;

  /** How many lines must have been seen before their rate is believed. */
  private static final int LINES_TO_TRUST = 5;

  private final PlanView view;
  private final AllocationPolicy policy;
  private final Guarantee guarantee;
  private final Map<ListingKey, Target> targets = new HashMap<>();
  private final Map<PoolKey, Showing> showings = new HashMap<>();
  private final Map<PoolKey, Long> kept = new HashMap<>();
  private final Map<PoolKey, Long> overdrawn = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * One listing's numbers, in listing units.
   *
   * @param limit the policy's limit
   * @param share the policy's share
   * @param target what it should be able to take
   * @param usualLine units of a usual line
   * @param least with less than this on show, where listings show the same units, it should be raised
   * @param most with more than this on show, it must be lowered
   * @param reasons what set limit and share, of its scarcest component
   */
  record Target(long limit, long share, long target, long usualLine, long least, long most, List<Allocation.Reason> reasons) {

    private Target scarcer(Target other) {
      Target scarcest = target <= other.target ? this : other;
      return new Target(scarcest.limit, scarcest.share, scarcest.target, scarcest.usualLine,
          Math.min(least, other.least), Math.min(most, other.most), scarcest.reasons);
    }
  }

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

  /** Returns how listings show a pool's units at a time; null where units are set aside, or nothing is planned. */
  @Nullable Showing showing(PoolKey key) {
    return showings.get(key);
  }

  /**
   * Returns units by which what is on offer breaks the promise where listings show the same units: what is planned shows too much
   * now, or what is not planned, because it is paused or not live, may take more than there is.
   */
  long deficit(PoolKey key) {
    Showing showing = showings.get(key);
    return Math.addExact(overdrawn.getOrDefault(key, 0L), showing == null ? 0 : showing.deficit());
  }

  /** Returns the units that the policy gives no listing: where rights are promised they are the own checkout's. */
  Map<PoolKey, Long> kept() {
    return kept;
  }

  private void allocate(PoolKey key, List<PlanView.Offer> offers) {
    List<PlanView.Offer> planned = offers.stream().filter(PlanView.Offer::planned).toList();
    Pool pool = view.pool(key);
    // Listings that are not planned keep what they may take; the others divide the rest.
    long held = 0;
    for (PlanView.Offer offer : offers) {
      if (!offer.planned()) {
        held += Math.max(0, offer.account().exposure()) * units(offer.account(), key);
      }
    }
    overdrawn.put(key, Math.max(0, held - Math.max(0, pool.offerable())));
    if (planned.isEmpty()) {
      return;
    }
    long units = Math.max(0, pool.offerable() - (guarantee instanceof Guarantee.Mirror ? 0 : held));
    List<Long> lines = lines(planned, key);
    long usualLine = Demand.usualLine(lines);
    List<Candidate> candidates = new ArrayList<>(planned.size());
    for (PlanView.Offer offer : planned) {
      ListingAccount account = offer.account();
      // Who buys a SKU on one channel buys it much as on another: boxes of 12 stay boxes of 12.
      candidates.add(new Candidate(account.key().channel(), account.key().listing(),
          account.demand().unitsPerDayAt(view.now()) * units(account, key), usualLine));
    }
    AllocationRequest.Unseen unseen =
        policy.needsUnseen() ? UnseenDemand.of(guarantee, view, units, planned, lines) : null;
    Allocation allocation =
        allocated(new AllocationRequest(key.sku(), units, candidates, HORIZON, view.now(), unseen), planned, key);
    if (guarantee instanceof Guarantee.Rights rights) {
      kept.put(key, Math.max(0, units - allocation.shares().stream().mapToLong(Allocation.Share::share).sum()));
      for (int i = 0; i < planned.size(); i++) {
        setAside(planned.get(i).account(), key, allocation.shares().get(i), usualLine, rights);
      }
    } else {
      Showing showing = Showing.of(guarantee, view, key, units, planned, lines);
      showings.put(key, showing);
      for (int i = 0; i < planned.size(); i++) {
        show(planned.get(i), key, allocation.shares().get(i), usualLine, showing, i);
      }
    }
  }

  /** Returns what the policy says; where that cannot be used, what is on offer now, so that nothing rises and nothing is lost. */
  private Allocation allocated(AllocationRequest request, List<PlanView.Offer> planned, PoolKey key) {
    PolicyAnswer answer = new GuardedPolicy(policy.getClass().getSimpleName(), view.overrides().over(policy, key.sku()))
        .allocate(request);
    if (answer instanceof PolicyAnswer.Accepted accepted) {
      return view.overrides().upon(accepted.allocation(), request);
    }
    faults.add(((PolicyAnswer.PolicyFault) answer).text());
    List<Allocation.Share> kept = new ArrayList<>(planned.size());
    long left = request.units();
    for (PlanView.Offer offer : planned) {
      long shown = Math.min(request.units(), Math.max(0, offer.shown()) * units(offer.account(), key));
      long share = Math.min(shown, left);
      left -= share;
      kept.add(new Allocation.Share(shown, share, List.of(new Allocation.Reason("kept, because the policy is at fault", shown))));
    }
    return view.overrides().upon(new Allocation(kept), request);
  }

  /** Returns what policies did that they may not, one sentence each. */
  List<String> faults() {
    return faults;
  }

  /** Returns the latest lines of all listings together, in units of the pool. */
  private static List<Long> lines(List<PlanView.Offer> planned, PoolKey key) {
    List<Long> lines = new ArrayList<>();
    for (PlanView.Offer offer : planned) {
      long each = units(offer.account(), key);
      offer.account().demand().recent().forEach(line -> lines.add(Math.multiplyExact(line, each)));
    }
    return lines;
  }

  static long units(ListingAccount account, PoolKey key) {
    for (Component component : account.components()) {
      if (component.sku().equals(key.sku())) {
        return component.units();
      }
    }
    return 0;
  }

  private void setAside(
      ListingAccount account, PoolKey key, Allocation.Share share, long usualUnits, Guarantee.Rights rights) {
    long each = units(account, key);
    long limit = share.limit() / each;
    long part = share.share() / each;
    long line = Math.max(1, usualUnits / each);
    QuantityOverride said = view.overrides().of(key.sku(), account.key().channel());
    if (said != null && said.kind() == QuantityOverride.Kind.FIXED) {
      put(account, new Target(limit, part, part, line, part, part, share.reasons()));
      return;
    }
    long target = Math.min(Math.min(part, limit), display(account.demand(), rights, part, line));
    boolean waived = view.overrides().permitFor(key.sku()) != null;
    put(account, new Target(limit, part, target, line, waived ? target : 0,
        said != null ? limit : waived ? target : Long.MAX_VALUE, share.reasons()));
  }

  private void show(
      PlanView.Offer offer, PoolKey key, Allocation.Share share, long usualUnits, Showing showing, int index) {
    long each = units(offer.account(), key);
    long limit = share.limit() / each;
    QuantityOverride said = view.overrides().of(key.sku(), offer.account().key().channel());
    boolean exactly = said != null && said.kind() == QuantityOverride.Kind.FIXED;
    // A limit above what there is comes of a permit; where something is promised, the promise goes before it.
    boolean permitted = (said != null && said.permit() != null)
        || (guarantee instanceof Guarantee.Mirror && share.limit() > Math.max(0, view.pool(key).offerable()));
    long target = permitted ? limit : Math.min(limit, showing.shown(index) / each);
    // While what is shown now does no harm, it stays: no call where it changes nothing.
    long most = showing.safeAsItIs() ? Math.max(target, limit) : target + showing.own(index) / each;
    long worthIt = Math.max(1, showing.raiseInSteps() && !exactly ? target / 8 : 1);
    put(offer.account(), new Target(limit, share.share() / each, target, Math.max(1, usualUnits / each),
        Math.max(Math.min(target, usualUnits / each), target - worthIt + 1), most, reasons(share, showing)));
  }

  private List<Allocation.Reason> reasons(Allocation.Share share, Showing showing) {
    List<Allocation.Reason> reasons = new ArrayList<>(share.reasons());
    if (showing.raiseInSteps()) {
      reasons.add(new Allocation.Reason("channels that may sell at once", showing.buyers()));
    }
    if (showing.buffer() > 0) {
      reasons.add(new Allocation.Reason("kept back for what sells unseen", showing.buffer()));
    }
    if (showing.hidden().sum() > 0) {
      reasons.add(new Allocation.Reason("kept back for what may have sold where orders cannot be read", showing.hidden().sum()));
    }
    return reasons;
  }

  private void put(ListingAccount account, Target next) {
    targets.merge(account.key(), next, Target::scarcer);
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
