package dev.onepool.core.internal.sync;

import dev.onepool.ChannelId;
import dev.onepool.Explanation;
import dev.onepool.Guarantee;
import dev.onepool.GuaranteeStatus;
import dev.onepool.Listing.Component;
import dev.onepool.Position;
import dev.onepool.QuantityOverride;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.internal.commit.Positions;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.store.ControlRow;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.spi.Capabilities;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts together why a channel shows what it shows, from what the planner itself would use. */
final class Explainer {

  private final SellerId seller;
  private final LedgerStore store;
  private final SyncEngine engine;
  private final Guarantee guarantee;

  Explainer(SellerId seller, LedgerStore store, SyncEngine engine, Guarantee guarantee) {
    this.seller = seller;
    this.store = store;
    this.engine = engine;
    this.guarantee = guarantee;
  }

  Explanation explain(Sku sku, ChannelId channel) {
    ChannelRuntime runtime = engine.require(channel);
    SyncEngine.Explained grounds = engine.explained(sku);
    List<Pool> pools = store.pools(seller, sku);
    Position position = Positions.of(sku, pools, guarantee);
    List<Explanation.Offer> offers = new ArrayList<>();
    Map<ChannelId, Long> others = new TreeMap<>();
    Set<String> doubts = new TreeSet<>();
    Set<ChannelId> channels = new TreeSet<>(Set.of(channel));
    List<String> held = new ArrayList<>();
    for (PlanView.Offer offer : grounds.view().offers()) {
      ListingAccount account = offer.account();
      long units = SyncEngine.unitsOf(account, sku);
      if (units == 0) {
        continue;
      }
      channels.add(account.key().channel());
      for (Component component : account.components()) {
        QuantityOverride permit = grounds.view().overrides().permitFor(component.sku());
        if (permit != null) {
          doubts.add("nothing is promised, because channel " + permit.channel() + " may show more of " + permit.sku()
              + " than there is: " + permit);
        }
      }
      String doubt = engine.uncertified(account.key().channel());
      if (doubt != null) {
        doubts.add("nothing is promised, because channel " + account.key().channel() + " sells it, too: " + doubt);
      }
      if (account.key().channel().equals(channel)) {
        offers.add(offer(account, grounds.targets()));
        for (String why : new String[] {makingRoom(account, grounds), notRaised(runtime, offer, grounds)}) {
          if (why != null) {
            held.add(why);
          }
        }
      } else {
        others.merge(account.key().channel(), account.exposure() * units, Long::sum);
      }
    }
    held.addAll(held(channels));
    return new Explanation(sku, channel, grounds.controls().inForce(channel), position,
        status(sku, runtime, List.copyOf(doubts), grounds), offers,
        others.entrySet().stream().map(other -> new Explanation.Other(other.getKey(), other.getValue())).toList(), held);
  }

  /** Returns why a listing goes through zero on the way to a higher number that a person said; null if it does not. */
  private @Nullable String makingRoom(ListingAccount account, SyncEngine.Explained grounds) {
    Targets.Target target = grounds.targets().of(account.key());
    Attempt newest = account.newest();
    boolean goesThroughZero = guarantee instanceof Guarantee.Rights && target != null && target.least() > 0
        && newest != null && newest.value() == 0 && account.unsettled();
    return !goesThroughZero ? null : "listing " + account.key().listing() + " is off sale until its last number is settled, to show "
        + target.least() + " then: until that both numbers count, and there are not units enough for both";
  }

  /** Returns why a listing shows less than it should; null where it does not, or is not kept from it by orders that are unknown. */
  private static @Nullable String notRaised(ChannelRuntime runtime, PlanView.Offer offer, SyncEngine.Explained grounds) {
    Targets.Target target = grounds.targets().of(offer.account().key());
    boolean lower = target != null && target.target() > offer.account().exposure();
    return !lower || !offer.planned() || offer.mayRaise() ? null : "listing " + offer.account().key().listing()
        + " is not raised: " + runtime.whyNotRaised(offer.account().key().listing());
  }

  /** What holds one channel back may be why the promise is not restored on another. */
  private List<String> held(Set<ChannelId> channels) {
    return channels.stream().filter(engine.channels()::contains)
        .flatMap(one -> engine.desk().held(one).stream()).distinct().toList();
  }

  private static Explanation.Offer offer(ListingAccount account, Targets targets) {
    Targets.Target target = targets.of(account.key());
    List<Explanation.Attempt> attempts = account.attempts().stream().map(Explainer::attempt).toList();
    return target == null
        ? new Explanation.Offer(account.key().listing(), account.exposure(), 0, 0, account.exposure(), List.of(), attempts)
        : new Explanation.Offer(account.key().listing(), account.exposure(), target.limit(), target.share(),
            target.target(), target.reasons(), attempts);
  }

  private static Explanation.Attempt attempt(Attempt attempt) {
    return new Explanation.Attempt(attempt.sequence(), attempt.value(), attempt.seen() ? 0 : attempt.remaining(),
        attempt.state().name().toLowerCase(Locale.ROOT), attempt.sentAt(), attempt.notAfter());
  }

  private GuaranteeStatus status(Sku sku, ChannelRuntime runtime, List<String> doubts, SyncEngine.Explained grounds) {
    Standing standing = Standing.of(sku, grounds.view(), grounds.targets(), guarantee);
    if (guarantee instanceof Guarantee.Mirror) {
      return new GuaranteeStatus(guarantee, standing.state(), standing.deficit(), List.of(), null);
    }
    List<Showing> showings = grounds.view().pools().keySet().stream().filter(key -> key.sku().equals(sku)).sorted()
        .map(grounds.targets()::showing).filter(Objects::nonNull).toList();
    Instant since = store.promises(seller, List.of(sku)).stream()
        .filter(row -> row.state() == standing.state()).map(ControlRow.Promised::since).filter(Objects::nonNull)
        .findFirst().orElse(null);
    // Units are set aside all the same; but a connector that nobody tested may not know what it sold.
    return doubts.isEmpty()
        ? new GuaranteeStatus(guarantee, standing.state(), standing.deficit(), assumptions(runtime, showings), since)
        : new GuaranteeStatus(Guarantee.mirror(0), standing.state(), standing.deficit(), doubts, since);
  }

  private static List<String> assumptions(ChannelRuntime runtime, List<Showing> showings) {
    List<String> assumptions = new ArrayList<>();
    for (Showing showing : showings) {
      assumptions.add(showing.loop() == null
          ? "how long sales stay unknown was not measured yet, so units are divided among all channels"
          : "a sale is known and every number follows within " + showing.loop().truncatedTo(ChronoUnit.SECONDS)
              + ", as 99 of 100 did, and buyers come as they did lately");
      if (showing.hidden().sum() > 0) {
        assumptions.add("of " + showing.hidden().sum() + " units it is not known whether they were sold where orders cannot be read"
            + " now; no more were, by what sold there before");
      }
      if (showing.unseen() > 0) {
        assumptions.add(String.format(Locale.ROOT,
            "%d units are kept back, because more than that come in with a chance of %s until all numbers follow: of %.2g lines"
                + " on average, on each channel in its own time", showing.buffer(), showing.chance(), showing.unseen()));
      }
    }
    assumptions.addAll(declared(runtime.capabilities()));
    return assumptions;
  }

  private static List<String> declared(Capabilities card) {
    return List.of(
        "the channel never sells more than it shows",
        "its orders, and changes to them, are visible within " + card.visibilityDelay(),
        "a write is applied within " + card.maxWriteDelay() + " of its call, or never",
        "its clock and ours differ by at most " + card.clockSkew(),
        "nobody else writes its quantities, and what was counted is there");
  }
}
