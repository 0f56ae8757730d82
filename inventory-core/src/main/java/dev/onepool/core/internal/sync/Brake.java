package dev.onepool.core.internal.sync;

import dev.onepool.ChannelId;
import dev.onepool.MassChangeBrake;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.store.ControlRow.Braked;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.StockMove;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what would take too much of a channel off sale at once, unless sales did that.
 *
 * <p>What counts is what goes to zero within an hour, so that a wrong file that is booked bit by bit is found, too. What was found
 * is kept in the store: a restart makes nobody wait longer, and one process obeys what was released in another. The hour before
 * a restart is forgotten, and what was held back then stays so until it is corrected altogether, released or patience ends.
 */
final class Brake {

  static final Duration WINDOW = Duration.ofHours(1);

  private final SellerId seller;
  private final LedgerStore store;
  private final MassChangeBrake settings;
  private final Map<ChannelId, Deque<Gone>> gone = new HashMap<>();

  /** Channels of which this process has seen all that the brake was about; the others it found braked when it started. */
  private final Set<ChannelId> seen = new HashSet<>();

  Brake(SellerId seller, LedgerStore store, MassChangeBrake settings) {
    this.seller = seller;
    this.store = store;
    this.settings = settings;
  }

  /** What would go off sale otherwise than by sales within an hour, and how much could sell before. */
  private record Mass(Set<ListingKey> now, long zeroes, long listings) {}

  /** A zero that counts, and, once that was asked for, whether sales were the reason. */
  private static final class Gone {
    private final OffSale zero;
    private boolean judged;
    private boolean notBySales;

    Gone(OffSale zero) {
      this.zero = zero;
    }
  }

  /** Returns whether zeroes of this change are held back now. */
  static boolean holds(@Nullable Braked found, MassChangeBrake settings, Instant now) {
    return found != null && found.releasedBy() == null && now.isBefore(found.since().plus(settings.patience()));
  }

  /** Returns what is held back and why, as people read it. */
  static String text(Braked found, MassChangeBrake settings) {
    return String.format(Locale.ROOT, "channel %s: %d of %d listings that could sell (%.0f %%) would be taken off sale by counts,"
            + " corrections, transfers or the policy, not by sales. Their zeroes are held back and nothing is raised there until"
            + " %s; releaseBrake sends them at once, a correction cancels them", found.channel(), found.zeroes(),
        found.listings(), 100.0 * found.zeroes() / Math.max(1, found.listings()), found.since().plus(settings.patience()));
  }

  /**
   * Takes out of the outbox what must not be sent now.
   *
   * @param waiting the channels that want no call now, of which therefore nothing can be said
   */
  void apply(Outbox outbox, Map<ChannelId, Braked> known, Set<ChannelId> waiting, Instant now, Round round) {
    if (settings.share() >= 1) {
      return;
    }
    Set<Sku> held = new HashSet<>();
    Set<ChannelId> channels = new LinkedHashSet<>(outbox.channels());
    channels.addAll(known.keySet());
    for (ChannelId channel : channels) {
      List<Gone> zeroes = outbox.offSale(channel).stream().map(write -> new Gone(new OffSale(write, now))).toList();
      Mass mass = mass(channel, zeroes, known.get(channel), now);
      Braked found = found(channel, mass, known.get(channel), waiting.contains(channel), now);
      if (mass != null && found != null && holds(found, settings, now)) {
        held.addAll(outbox.holdBack(channel, mass.now()));
        round.hold(text(found, settings));
        round.again(found.since().plus(settings.patience()));
        zeroes = zeroes.stream().filter(one -> !mass.now().contains(one.zero.write().account().key())).toList();
      }
      gone.computeIfAbsent(channel, any -> new ArrayDeque<>()).addAll(zeroes);
    }
    outbox.raiseNothingOf(held);
  }

  /** What an earlier process found is judged by what it found, not by what is left of it. */
  private @Nullable Mass mass(ChannelId channel, List<Gone> zeroes, @Nullable Braked known, Instant now) {
    Mass mass = mass(channel, zeroes, now);
    if (mass != null) {
      seen.add(channel);
    } else if (known != null && holds(known, settings, now) && !seen.contains(channel)) {
      Set<ListingKey> present = notBySales(zeroes);
      return present.isEmpty() ? null : new Mass(present, known.zeroes(), known.listings());
    }
    return mass;
  }

  private @Nullable Mass mass(ChannelId channel, List<Gone> zeroes, Instant now) {
    Deque<Gone> before = gone.computeIfAbsent(channel, any -> new ArrayDeque<>());
    while (!before.isEmpty() && !before.peekFirst().zero.at().isAfter(now.minus(WINDOW))) {
      before.removeFirst();
    }
    int most = zeroes.size() + before.size();
    if (zeroes.isEmpty() || most < settings.atLeast()) {
      return null;
    }
    long selling = store.selling(seller, channel);
    // Looking for what moved their stock may take long; mostly they are too few whatever did.
    if (most <= settings.share() * selling) {
      return null;
    }
    Set<ListingKey> present = notBySales(zeroes);
    Set<ListingKey> earlier = notBySales(before);
    earlier.removeAll(present);
    long all = earlier.size() + (long) present.size();
    long listings = selling + earlier.size();
    return present.isEmpty() || all < settings.atLeast() || all <= settings.share() * listings
        ? null : new Mass(present, all, listings);
  }

  private Set<ListingKey> notBySales(Collection<Gone> zeroes) {
    judge(zeroes.stream().filter(one -> !one.judged).toList());
    return zeroes.stream().filter(one -> one.notBySales).map(one -> one.zero.write().account().key())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Asks once for each of them what moved its stock before it went off sale: that does not change any more. */
  private void judge(List<Gone> zeroes) {
    if (zeroes.isEmpty()) {
      return;
    }
    Set<Sku> skus = new HashSet<>();
    Instant first = Instant.MAX;
    for (Gone one : zeroes) {
      one.zero.write().account().components().forEach(component -> skus.add(component.sku()));
      first = one.zero.shownSince().isBefore(first) ? one.zero.shownSince() : first;
    }
    Map<PoolKey, List<StockMove>> moves =
        store.moves(seller, skus, first).stream().collect(Collectors.groupingBy(StockMove::pool));
    for (Gone one : zeroes) {
      one.judged = true;
      one.notBySales = one.zero.otherThanBySales(moves);
    }
  }

  /** Returns what is known of a mass change from now on, and keeps it. */
  private @Nullable Braked found(ChannelId channel, @Nullable Mass mass, @Nullable Braked known, boolean waiting, Instant now) {
    boolean over = known != null && !known.seen().plus(WINDOW).isAfter(now);
    boolean corrected = known != null && mass == null && !waiting && holds(known, settings, now);
    Braked before = over || corrected ? null : known;
    Braked after = mass == null ? before : before != null ? before.again(now, mass.zeroes(), mass.listings())
        : new Braked(channel, now, now, mass.zeroes(), mass.listings(), null);
    keep(known, before, after);
    return after;
  }

  private void keep(@Nullable Braked known, @Nullable Braked before, @Nullable Braked after) {
    if (java.util.Objects.equals(known, after)) {
      return;
    }
    store.write(transaction -> {
      if (known != null && before == null) {
        transaction.remove(seller, known);
      }
      if (after != null) {
        transaction.save(seller, after);
      }
      return true;
    });
  }
}
