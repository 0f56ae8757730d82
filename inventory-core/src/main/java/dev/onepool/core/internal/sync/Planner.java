package dev.onepool.core.internal.sync;

import dev.onepool.AllocationPolicy;
import dev.onepool.ChannelMode;
import dev.onepool.Guarantee;
import dev.onepool.Listing.Component;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Decides which listings to write to, from what they may take now and what they should be able to take. Pure.
 *
 * <p>Under RIGHTS a sale needs no write: the others' rights are untouched. A write only moves rights, and while it is under
 * way both the old and the new number are charged. So a listing is topped up when it runs low, not whenever it could have
 * more; and nothing is written to a listing whose last write is not settled, except to lower what is too much.
 */
final class Planner {

  /** A listing has units to spare when it could take this part more than it should. */
  private static final long IDLE = 5;

  private final AllocationPolicy policy;
  private final Guarantee guarantee;

  Planner(AllocationPolicy policy, Guarantee guarantee) {
    this.policy = policy;
    this.guarantee = guarantee;
  }

  /** Returns the writes to send, and the SKUs that must be planned again. */
  Plan plan(PlanView view) {
    return new Run(view).plan();
  }

  /**
   * What to do.
   *
   * @param writes what to send, in no order
   * @param waiting SKUs with a listing that cannot be written to now, but should be; they must be planned again
   * @param faults what policies did that they may not, one sentence each
   * @param standings how the promises of the planned SKUs stand; empty where nothing is promised
   */
  record Plan(List<PlannedWrite> writes, Set<Sku> waiting, List<String> faults, Map<Sku, Standing> standings) {}

  private final class Run {
    private final PlanView view;
    private final Targets targets;
    private final Map<PoolKey, Long> free = new HashMap<>();
    private final List<PlannedWrite> writes = new ArrayList<>();
    private final Set<ListingKey> written = new HashSet<>();
    private final Set<PoolKey> unknown;
    private final Set<Sku> waiting = new HashSet<>();

    Run(PlanView view) {
      this.view = view;
      this.unknown = unknownPools(view);
      this.targets = new Targets(view, policy, guarantee);
    }

    Plan plan() {
      List<Wish> wishes = new ArrayList<>();
      List<PlanView.Offer> overdrawn = new ArrayList<>();
      for (PlanView.Offer offer : view.offers()) {
        if (concerned(offer.account())) {
          consider(offer, wishes, overdrawn);
        }
      }
      restore(overdrawn);
      // What a person said first: later it might not fit beside what the listing may sell now, and go through zero. Then the
      // driest listing, and whoever cannot serve a usual line before whoever could only have more.
      wishes.sort(Comparator.comparing(Wish::farBelowWhatWasSaid).thenComparing(Wish::dry).reversed()
          .thenComparingDouble(Wish::filled));
      List<Wish> starved = new ArrayList<>();
      for (Wish wish : wishes) {
        if (!raise(wish) && (wish.dry() || wish.farBelowWhatWasSaid()) && !makesRoom(wish)) {
          starved.add(wish);
        }
      }
      Map<PoolKey, Long> missing = missing(starved);
      if (!missing.isEmpty()) {
        reclaim(missing);
      }
      return new Plan(writes, waiting, targets.faults(), standings());
    }

    private Map<Sku, Standing> standings() {
      Map<Sku, Standing> standings = new HashMap<>();
      Standing.each(view, targets, guarantee, standings);
      // Of components that are not planned now, not every listing is in view.
      standings.keySet().retainAll(view.skus());
      return standings;
    }

    private boolean concerned(ListingAccount account) {
      return account.components().stream().anyMatch(component -> view.skus().contains(component.sku()));
    }

    private void consider(PlanView.Offer offer, List<Wish> wishes, List<PlanView.Offer> overdrawn) {
      if (offer.mode() == ChannelMode.PAUSED_AT_ZERO) {
        if (offer.account().exposure() > 0 && !onTheWayToZero(offer)) {
          write(offer, 0, true);
        }
        return;
      }
      Targets.Target target = targets.of(offer.account().key());
      if (target == null || !offer.planned()) {
        return;
      }
      if (!(guarantee instanceof Guarantee.Rights) || view.overrides().waive(offer.account())) {
        share(offer, target);
        return;
      }
      ListingAccount account = offer.account();
      if (restoring(account)) {
        overdrawn.add(offer);
      } else if (settled(account)) {
        Wish wish = new Wish(offer, target);
        if (account.exposure() > target.most()) {
          write(offer, free(account) >= target.target() ? target.target() : 0, true);
        } else if (wish.low()) {
          wishes.add(wish);
        }
      } else if (account.doubtful() && !offer.looks() && canEndDoubt(offer)) {
        // Which of several numbers is shown cannot be known any more; writing again ends the doubt.
        reassert(offer, target.target());
      }
    }

    /** Another write ends the doubt only if it is certainly applied after all of those. */
    private boolean canEndDoubt(PlanView.Offer offer) {
      boolean later = offer.account().attempts().stream()
          .allMatch(attempt -> attempt.notAfter() != null && attempt.notAfter().isBefore(offer.earliest()));
      if (!later) {
        mustPlanAgain(offer);
      }
      return later;
    }

    /** Writes a number that several listings show at a time; nothing is set aside for it. */
    private void share(PlanView.Offer offer, Targets.Target target) {
      long shown = offer.shown();
      boolean unanswered =
          offer.account().attempts().stream().anyMatch(attempt -> attempt.state() == Attempt.State.SENT);
      if (!unanswered && (shown > target.most() || (shown < target.least() && mayRaise(offer)))) {
        write(offer, target.target(), false);
      }
    }

    /**
     * Takes rights back where listings could take more than there is. They go to zero, because any other number does harm if
     * it comes after all that was shown before is sold; only as many as needed, those that are most beyond their target first.
     */
    private void restore(List<PlanView.Offer> overdrawn) {
      Map<PoolKey, Long> missing = new HashMap<>();
      for (PlanView.Offer offer : overdrawn) {
        for (Component component : offer.account().components()) {
          PoolKey key = offer.account().pool(component);
          missing.put(key, view.pool(key).deficit());
        }
      }
      List<PlanView.Offer> full = new ArrayList<>();
      for (PlanView.Offer offer : missing.isEmpty() ? List.<PlanView.Offer>of() : view.offers()) {
        if (offer.account().exposure() > 0 && onTheWayToZero(offer)) {
          take(missing, offer.account(), offer.account().exposure());
        } else if (offer.account().exposure() > 0 && overdrawn.contains(offer)) {
          full.add(offer);
        }
      }
      full.sort(Comparator.comparingLong(this::beyondTarget).reversed());
      for (PlanView.Offer offer : full) {
        if (helps(missing, offer.account())) {
          long twice = overdrawn(missing, offer.account());
          take(missing, offer.account(), offer.account().exposure());
          write(offer, 0, true, twice);
        }
      }
    }

    /** Returns whether zero was written last and nothing speaks against it, or what speaks is still to be looked at. */
    private boolean onTheWayToZero(PlanView.Offer offer) {
      ListingAccount account = offer.account();
      Attempt newest = account.newest();
      if (newest == null || newest.value() > 0 || newest.remaining() > 0) {
        return false;
      }
      if (!account.doubtful()) {
        return true;
      }
      return offer.looks()
          ? account.attempts().stream().noneMatch(attempt -> attempt.seen() && attempt.remaining() > 0)
          : !canEndDoubt(offer);
    }

    private void reassert(PlanView.Offer offer, long target) {
      long value = Math.min(target, free(offer.account()));
      if (mayRaise(offer) || value == 0) {
        write(offer, value, true);
      }
    }

    /** Gives a listing that runs low what it should have, as far as units are free. */
    private boolean raise(Wish wish) {
      PlanView.Offer offer = wish.offer();
      if (!mayRaise(offer)) {
        return true;
      }
      long value = Math.min(wish.target().target(), freeToRaise(offer.account()));
      if (value < wish.least()) {
        return false;
      }
      write(offer, value, true);
      return true;
    }

    /**
     * Takes a listing off sale for a moment, to show more than what is free beside what it may sell now: both numbers are charged
     * until the new one is in force. Only for what a person said.
     */
    private boolean makesRoom(Wish wish) {
      ListingAccount account = wish.offer().account();
      boolean room = wish.farBelowWhatWasSaid() && account.exposure() > 0
          && free(account) + account.exposure() >= wish.target().least();
      if (room) {
        write(wish.offer(), 0, true);
      }
      return room;
    }

    /** Returns what the starved miss, and the own checkout where more than half of its units are gone. */
    private Map<PoolKey, Long> missing(List<Wish> starved) {
      Map<PoolKey, Long> missing = new HashMap<>();
      for (Wish wish : starved) {
        ListingAccount account = wish.offer().account();
        for (Component component : account.components()) {
          missing.merge(account.pool(component), wish.missing() * component.units(), Math::max);
        }
      }
      targets.kept().forEach((key, units) -> {
        long gone = units - Math.max(0, free(key));
        if (gone > units / 2) {
          missing.merge(key, gone, Math::addExact);
        }
      });
      return missing;
    }

    /** Takes rights back from where they lie idle, so that they are free for those who miss them when they have settled. */
    private void reclaim(Map<PoolKey, Long> missing) {
      List<PlanView.Offer> idle = view.offers().stream()
          .filter(offer -> offer.planned() && settled(offer.account()) && surplus(offer) > 0)
          .filter(offer -> !written.contains(offer.account().key()))
          .sorted(Comparator.comparingLong(this::surplus).reversed())
          .toList();
      for (PlanView.Offer offer : idle) {
        ListingAccount account = offer.account();
        Targets.Target target = targets.of(account.key());
        if (helps(missing, account) && target != null) {
          long value = free(account) >= target.target() ? target.target() : 0;
          take(missing, account, account.exposure() - value);
          write(offer, value, true);
        }
      }
    }

    private static boolean helps(Map<PoolKey, Long> missing, ListingAccount account) {
      return account.components().stream()
          .anyMatch(component -> missing.getOrDefault(account.pool(component), 0L) > 0);
    }

    /** Returns the units that are missing and that this listing could take. */
    private static long overdrawn(Map<PoolKey, Long> missing, ListingAccount account) {
      return account.components().stream()
          .mapToLong(component -> Math.min(missing.getOrDefault(account.pool(component), 0L),
              account.exposure() * component.units()))
          .max().orElse(0);
    }

    private static void take(Map<PoolKey, Long> missing, ListingAccount account, long freed) {
      account.components().forEach(component ->
          missing.computeIfPresent(account.pool(component), (key, units) -> units - freed * component.units()));
    }

    private long needed(PlanView.Offer offer) {
      Targets.Target target = targets.of(offer.account().key());
      return target == null ? 0 : Math.max(target.target(), 0);
    }

    private long beyondTarget(PlanView.Offer offer) {
      return offer.account().exposure() - needed(offer);
    }

    private long surplus(PlanView.Offer offer) {
      long extra = beyondTarget(offer);
      return extra >= Math.max(1, needed(offer) / IDLE) ? extra : 0;
    }

    private void write(PlanView.Offer offer, long value, boolean promised) {
      write(offer, value, promised, 0);
    }

    private void write(PlanView.Offer offer, long value, boolean promised, long overdrawn) {
      if (offer.mustWait() || (offer.mustLook() && value > 0)) {
        mustPlanAgain(offer);
        return;
      }
      ListingAccount account = offer.account();
      for (Component component : account.components()) {
        PoolKey key = account.pool(component);
        free.put(key, free(key) - value * component.units());
      }
      written.add(account.key());
      writes.add(new PlannedWrite(account, value, promised, overdrawn, ground(offer, value)));
    }

    private PlannedWrite.Ground ground(PlanView.Offer offer, long value) {
      Targets.Target target = targets.of(offer.account().key());
      if (offer.mode() == ChannelMode.PAUSED_AT_ZERO || view.overrides().takeOff(offer.account())) {
        return PlannedWrite.Ground.PERSON;
      }
      boolean stocked = offer.account().components().stream()
          .allMatch(component -> view.pool(offer.account().pool(component)).available() > 0);
      return value == 0 && stocked && target != null && target.limit() == 0
          ? PlannedWrite.Ground.POLICY : PlannedWrite.Ground.STOCK;
    }

    private void mustPlanAgain(PlanView.Offer offer) {
      offer.account().components().forEach(component -> waiting.add(component.sku()));
    }

    private long free(ListingAccount account) {
      return free(account, this::free);
    }

    /** Returns what is free to raise a listing: while the old and the new number are both charged, half of the own checkout's, too. */
    private long freeToRaise(ListingAccount account) {
      return free(account, key -> free(key) - targets.kept().getOrDefault(key, 0L) / 2);
    }

    private static long free(ListingAccount account, ToLongFunction<PoolKey> free) {
      long units = Long.MAX_VALUE;
      for (Component component : account.components()) {
        units = Math.min(units, Math.max(0, free.applyAsLong(account.pool(component))) / component.units());
      }
      return units;
    }

    private long free(PoolKey key) {
      Long known = free.get(key);
      return known != null ? known : view.pool(key).uncommitted();
    }

    private boolean restoring(ListingAccount account) {
      for (Component component : account.components()) {
        if (view.pool(account.pool(component)).deficit() > 0) {
          return true;
        }
      }
      return false;
    }

    /** Nothing is raised while any listing of the same units has not been read, or its orders are not known. */
    private boolean mayRaise(PlanView.Offer offer) {
      if (!offer.mayRaise()) {
        // Nothing will make the SKU dirty when the channel's orders can be read again.
        mustPlanAgain(offer);
        return false;
      }
      for (Component component : offer.account().components()) {
        if (unknown.contains(offer.account().pool(component))) {
          return false;
        }
      }
      return true;
    }
  }

  private static Set<PoolKey> unknownPools(PlanView view) {
    Set<PoolKey> unknown = new HashSet<>();
    for (PlanView.Offer offer : view.offers()) {
      if (!offer.account().known()) {
        offer.account().components().forEach(component -> unknown.add(offer.account().pool(component)));
      }
    }
    return unknown;
  }

  private static boolean settled(ListingAccount account) {
    return account.known() && account.attempts().size() == 1 && !account.attempts().get(0).open();
  }

  /** A settled listing that has less than it should. */
  private record Wish(PlanView.Offer offer, Targets.Target target) {

    double filled() {
      return (double) offer.account().exposure() / Math.max(1, target.target());
    }

    /** Half empty, or dry. */
    boolean low() {
      return dry() || belowWhatWasSaid() || 2 * offer.account().exposure() <= target.target();
    }

    /**
     * Too little for a usual line. Only then units are taken from others: moving units after every large sale leaves more
     * listings without a usual line than it helps.
     */
    boolean dry() {
      return offer.account().exposure() < usual();
    }

    /** Less than a person said. */
    boolean belowWhatWasSaid() {
      return offer.account().exposure() < target.least();
    }

    /** So much less than a person said that it is worth taking rights from others, or being off sale for a moment. */
    boolean farBelowWhatWasSaid() {
      return belowWhatWasSaid() && 4 * offer.account().exposure() <= 3 * target.least();
    }

    /** The least that is worth a write: a usual line, or, where there is one, half of what is missing. */
    long least() {
      long may = offer.account().exposure();
      if (belowWhatWasSaid()) {
        return may + 1;
      }
      return dry() ? Math.max(usual(), may + 1) : may + Math.max(1, (target.target() - may + 1) / 2);
    }

    /** What has to be free for it: where rights must be moved anyway, all that it should have. */
    long missing() {
      return farBelowWhatWasSaid() ? target.least() - offer.account().exposure() : target.target();
    }

    private long usual() {
      return Math.min(target.usualLine(), target.target());
    }
  }
}
