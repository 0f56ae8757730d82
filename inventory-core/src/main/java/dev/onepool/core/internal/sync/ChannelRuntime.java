package dev.onepool.core.internal.sync;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.onepool.ChannelId;
import dev.onepool.core.internal.ledger.ChannelTerms;
import dev.onepool.core.internal.store.ChannelRow;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel while the engine runs: its connector, what it can do, and what it asked us to wait for. Nothing here must
 * survive a crash. Used by one round at a time; what notifications touch may be used by any thread.
 */
final class ChannelRuntime {

  private static final Logger log = LoggerFactory.getLogger(ChannelRuntime.class);
  private static final Duration CAPABILITIES_LAST = Duration.ofMinutes(15);
  private static final int MAX_CARDS = 100_000;
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 6;
  private static final Duration REFUSALS_FORGOTTEN_AFTER = Duration.ofDays(1);

  private final ChannelId channel;
  private final ChannelConnector connector;
  private final @Nullable String uncertified;
  private final LoadingCache<ChannelId, Capabilities> capabilities;
  private final LoadingCache<dev.onepool.ListingId, Capabilities> cards;
  private final Map<dev.onepool.ListingId, Refusal> refusals = new HashMap<>();
  private final Map<dev.onepool.ListingId, Instant> changes = new ConcurrentHashMap<>();
  private final StaleListings stale = new StaleListings();
  private @Nullable Instant firstReadThrough;
  private @Nullable Instant throttledUntil;
  private @Nullable Instant again;
  private volatile @Nullable ChannelRow row;
  private volatile ReadPosition position = ReadPosition.parse(null);
  private volatile @Nullable Capabilities lastCard;
  private OrderFreshness.Reading lastReading = OrderFreshness.Reading.NONE;
  private boolean readThisRound;

  /** How often in a row a listing's write was refused, and when it may be tried again. */
  private record Refusal(int times, Instant notBefore) {}

  ChannelRuntime(ChannelId channel, Connection connection, Clock clock) {
    this.channel = channel;
    this.connector = connection.connector();
    this.uncertified = connection.uncertified();
    this.capabilities = lasting(1, clock).build(any -> connector.capabilities());
    this.cards = lasting(MAX_CARDS, clock).build(connector::capabilities);
  }

  private static Caffeine<Object, Object> lasting(int most, Clock clock) {
    return Caffeine.newBuilder()
        .maximumSize(most)
        .expireAfterWrite(CAPABILITIES_LAST)
        .executor(Runnable::run)
        .ticker(() -> nanos(clock.instant()));
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  ChannelId channel() {
    return channel;
  }

  ChannelConnector connector() {
    return connector;
  }

  /** Returns why nothing is promised of what is listed here; null if something may be. */
  @Nullable String uncertified() {
    return uncertified;
  }

  /** Returns what the channel can do, asked again from time to time; what was known before, where it cannot be asked. */
  Capabilities capabilities() {
    Capabilities before = lastCard;
    try {
      Capabilities card = capabilities.get(channel);
      lastCard = card;
      return card;
    } catch (RuntimeException e) {
      if (before == null) {
        throw e;
      }
      log.debug("channel {} could not be asked what it can do; it is taken to be as before", channel, e);
      return before;
    }
  }

  /** Returns what the channel can do for one listing. */
  Capabilities capabilities(dev.onepool.ListingId listing) {
    Capabilities account = capabilities();
    try {
      return cards.get(listing);
    } catch (RuntimeException e) {
      log.debug("channel {} could not be asked what it can do for {}", channel, listing, e);
      return account;
    }
  }

  /** Returns the listings that did not show what was expected of them. */
  StaleListings stale() {
    return stale;
  }

  /** Returns whether it is known what the channel can do. */
  boolean usable() {
    return lastCard != null;
  }

  /** Returns how far behind the watermark may be, as the channel said last, and its orders be called known. */
  Duration freshFor() {
    Capabilities card = lastCard;
    return card == null ? OrderFreshness.longest(Duration.ZERO, Duration.ZERO)
        : OrderFreshness.longest(card.visibilityDelay(), card.clockSkew());
  }

  /** Returns the terms of the account, by which its orders are read. */
  ChannelTerms terms() {
    return terms(capabilities());
  }

  /** Returns the terms of one listing, by which it is written. */
  ChannelTerms terms(dev.onepool.ListingId listing) {
    return terms(capabilities(listing));
  }

  private static ChannelTerms terms(Capabilities card) {
    return new ChannelTerms(card.clockSkew(), card.maxWriteDelay(),
        card.proof().equals(Capabilities.Proof.RECEIPT), card.proof().equals(Capabilities.Proof.NONE), card.restoresOnCancel());
  }

  /** Returns what is kept of the channel, as this process last knew it; null before it was read. */
  @Nullable ChannelRow row() {
    return row;
  }

  void row(ChannelRow latest) {
    row = latest;
    position = ReadPosition.parse(latest.cursor());
  }

  /** Returns whether the orders were read to the end in this round. */
  boolean ordersRead() {
    return readThisRound;
  }

  /** Returns how far the orders were read, as this process last knew it. */
  ReadPosition position() {
    return position;
  }

  /** Returns whether the orders are known well enough to show more of this listing. */
  boolean mayRaise(dev.onepool.ListingId listing, Instant now) {
    ChannelRow known = row;
    return known != null && lastCard != null && !position.holds(listing)
        && OrderFreshness.allowsRaising(lastReading, known.watermark(), freshFor(), now);
  }

  /** Returns why {@link #mayRaise} says no, as people read it. */
  String whyNotRaised(dev.onepool.ListingId listing) {
    ChannelRow known = row;
    if (position.holds(listing)) {
      return "an order that cannot be read may have sold it";
    }
    return switch (lastReading) {
      case NONE -> "the channel's orders were not read to their end since this process began";
      case FAILED -> "the channel's orders could not be read";
      case COMPLETE -> "the channel's orders are known only up to " + (known == null ? null : known.watermark());
    };
  }

  /** Another reading of the orders begins. */
  void reading() {
    readThisRound = false;
  }

  /** The orders could not be read, for another reason than that it is too early. */
  void notRead() {
    lastReading = OrderFreshness.Reading.FAILED;
  }

  /** Remembers that an order of this listing changed then, in channel time. */
  void changed(dev.onepool.ListingId listing, Instant at) {
    changes.merge(listing, at, (one, other) -> one.isAfter(other) ? one : other);
  }

  /**
   * Does something to the books while nobody else learns of a change to an order here, or acts on a reading that may be older
   * than such a change.
   */
  <T> T knowing(Supplier<T> action) {
    synchronized (changes) {
      return action.get();
    }
  }

  /** Remembers that the orders were read to the end, with all changes up to then. */
  void readThrough(Instant at) {
    readThisRound = true;
    lastReading = OrderFreshness.Reading.COMPLETE;
    firstReadThrough = firstReadThrough == null ? at : firstReadThrough;
  }

  /**
   * Returns whether what a listing showed then may be taken as a beginning: only if it is newer than every change that the
   * ledger knows of. From an older number, a sale or a cancellation that was applied already would be missing.
   */
  boolean canBeginWith(dev.onepool.ListingId listing, Instant asOf) {
    Instant change = changes.get(listing);
    return firstReadThrough != null && !asOf.isBefore(firstReadThrough) && (change == null || asOf.isAfter(change));
  }

  /** Notes that the channel was to be asked more in this round, and wants to be asked no sooner than then. */
  void putOff(Instant until) {
    again = again == null || until.isBefore(again) ? until : again;
  }

  /** Returns when to ask what the round that ends now could not; null if nothing was put off. */
  @Nullable Instant takePutOff() {
    Instant taken = again;
    again = null;
    return taken;
  }

  void throttled(Instant until) {
    putOff(until);
    if (throttledUntil == null || until.isAfter(throttledUntil)) {
      throttledUntil = until;
    }
  }

  /** Returns whether the channel wants no call now, or it is not known what it can do. */
  boolean pausedUntilAfter(Instant now) {
    return lastCard == null || (throttledUntil != null && now.isBefore(throttledUntil));
  }

  /** Notes that something still waits for the pause that the channel asked for, if that is not over. */
  void waitsForPause(Instant now) {
    if (throttledUntil != null && now.isBefore(throttledUntil)) {
      putOff(throttledUntil);
    }
  }

  /** Returns whether the channel, or this listing's last refusal, asks us to wait, or it is not known what it can do. */
  boolean mustWait(dev.onepool.ListingId listing, Instant now) {
    Refusal refusal = refusals.get(listing);
    return pausedUntilAfter(now) || (refusal != null && now.isBefore(refusal.notBefore()));
  }

  /** Remembers a refused write; each further one doubles the wait, unless the one before is long over. */
  void refused(dev.onepool.ListingId listing, Instant now) {
    Refusal before = refusals.get(listing);
    boolean first = before == null || now.isAfter(before.notBefore().plus(REFUSALS_FORGOTTEN_AFTER));
    int times = first ? 1 : Math.min(MAX_DOUBLINGS, before.times() + 1);
    refusals.put(listing, new Refusal(times, now.plus(FIRST_RETRY.multipliedBy(1L << (times - 1)))));
  }

  /** A write is in force. */
  void applied(dev.onepool.ListingId listing) {
    refusals.remove(listing);
    stale.taken(listing);
  }

  /** A write was taken, and may still be refused: then what was refused before counts. */
  void accepted(dev.onepool.ListingId listing) {
    stale.taken(listing);
  }
}
