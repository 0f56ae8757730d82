package dev.onepool.core.internal.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onepool.ChannelId;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.Demand;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a guarantee depends on, from what plans are made of: how long until sales are known and numbers are shown, and
 * how sales cluster. Every sale and every write is counted once, when a plan first sees it; a write that is not shown yet
 * counts with its age, so that what never comes is not left out.
 *
 * <p>Nothing is kept over a restart: until enough was seen, the loop is unknown, and whoever plans must take the worst.
 * Used by one round at a time.
 */
final class LoopWatch {

  /** One time in a hundred is longer. */
  private static final double QUANTILE = 0.99;

  private static final double CHANGE = 1.5;

  private static final int MAX_LISTINGS = 200_000;
  private static final Duration DAY = Duration.ofDays(1);

  private final Clustering clustering = new Clustering();
  private final Map<ChannelId, Lag> orders = new HashMap<>();
  private final Map<ChannelId, Lag> writes = new HashMap<>();
  private final Map<ChannelId, Duration> planned = new HashMap<>();
  private final Map<ChannelId, Duration> hiding = new HashMap<>();

  /**
   * Channels that cannot be read, up to the round in which they can: how late their sales are seen is not what is usual, and what
   * follows a sale cannot be counted while some of it is hidden.
   */
  private final Set<ChannelId> behind = new HashSet<>();

  private final @Nullable UnseenLines unseen;
  private final Cache<ListingKey, Seen> seen =
      Caffeine.newBuilder().maximumSize(MAX_LISTINGS).executor(Runnable::run).build();

  /** Up to where a listing was counted. */
  private record Seen(Instant sale, long lines, long sequence) {}

  /**
   * Creates a watch that has seen nothing.
   *
   * @param countsLines whether lines are counted that come in unseen, which needs memory for each until that is known
   */
  LoopWatch(boolean countsLines) {
    unseen = countsLines ? new UnseenLines(clustering) : null;
  }

  Clustering clustering() {
    return clustering;
  }

  /** Counts what is new in these accounts. */
  void observe(List<ListingAccount> accounts, Instant now) {
    Map<PoolKey, List<ListingAccount>> byPool = new HashMap<>();
    for (ListingAccount account : accounts) {
      if (account.mapped()) {
        account.components().forEach(part ->
            byPool.computeIfAbsent(account.pool(part), any -> new ArrayList<>()).add(account));
      }
    }
    for (ListingAccount account : accounts) {
      Seen before = seen.getIfPresent(account.key());
      Instant sale = account.demand().lines() == 0 ? Instant.MIN : account.demand().at();
      long sequence = before == null ? 0 : before.sequence();
      if (before != null && sale.isAfter(before.sale())) {
        if (!behind.contains(account.key().channel())) {
          lag(orders, account).took(Duration.between(sale, now));
        }
        long lines = account.demand().lines() - before.lines();
        account.components().forEach(part -> {
          List<ListingAccount> pool = byPool.getOrDefault(account.pool(part), List.of());
          if (pool.stream().noneMatch(other -> behind.contains(other.key().channel()))) {
            clustered(account, pool);
            follow(account, account.pool(part), pool, lines);
          }
        });
      }
      for (Attempt attempt : account.attempts()) {
        if (attempt.sequence() > sequence && attempt.certain()) {
          sequence = attempt.sequence();
          Instant inForce = attempt.notAfter();
          // What was read at the beginning was in force before it was noted: that is no write.
          if (inForce != null && !inForce.isBefore(attempt.sentAt())) {
            lag(writes, account).took(Duration.between(attempt.sentAt(), inForce));
          }
        }
      }
      if (before == null || !before.sale().equals(sale) || before.sequence() != sequence) {
        seen.put(account.key(), new Seen(sale, account.demand().lines(), sequence));
      }
    }
    if (unseen != null) {
      unseen.count(now, this::loop);
    }
  }

  /** Has counted what comes in after these lines of a listing, which were placed when its last one was. */
  private void follow(ListingAccount sold, PoolKey key, List<ListingAccount> pool, long lines) {
    Duration longest = worst(pool.stream().map(account -> loop(account.key().channel())).toList());
    if (unseen == null || longest == null) {
      return;
    }
    Instant at = sold.demand().at();
    double expected = 0;
    double onShow = 0;
    Duration known = Duration.ZERO;
    for (ListingAccount account : pool) {
      ChannelId channel = account.key().channel();
      expected += expected(account.demand().linesPerDayAt(at), Objects.requireNonNull(loop(channel)));
      known = longer(known, Objects.requireNonNull(orderLag(channel)));
      Attempt newest = account.newest();
      onShow = Math.max(onShow, newest == null ? 0 : newest.remaining() / Math.max(1, account.demand().meanLine()));
    }
    boolean plenty = UnseenLines.plenty(onShow, expected);
    for (long line = 0; line < Math.min(lines, LineLaw.MOST_LINES); line++) {
      unseen.sold(key, sold.key().channel(), at, expected, plenty, longest, known);
    }
  }

  private void clustered(ListingAccount sold, List<ListingAccount> pool) {
    Duration loop = worst(pool.stream().map(account -> loop(account.key().channel())).toList());
    if (loop == null) {
      return;
    }
    Instant at = sold.demand().at();
    double linesPerDay = 0;
    int others = 0;
    for (ListingAccount account : pool) {
      Demand demand = account.demand();
      linesPerDay += demand.linesPerDayAt(at);
      // Of two sales the later counts the earlier, so that each pair is counted once.
      int order = demand.at().equals(at) ? account.key().compareTo(sold.key()) : demand.at().compareTo(at);
      boolean other = order < 0 && demand.lines() > 0 && !account.key().channel().equals(sold.key().channel());
      others += other && Duration.between(demand.at(), at).compareTo(loop) <= 0 ? 1 : 0;
    }
    clustering.sold(expected(linesPerDay, loop), others);
  }

  /** Returns the lines to be expected in a loop. */
  static double expected(double linesPerDay, Duration loop) {
    return linesPerDay * loop.toMillis() / DAY.toMillis();
  }

  private static Lag lag(Map<ChannelId, Lag> lags, ListingAccount account) {
    return lags.computeIfAbsent(account.key().channel(), any -> new Lag());
  }

  /** Returns the longest usual time from a sale on a channel until it is known; null while that was not seen. */
  @Nullable Duration orderLag(ChannelId channel) {
    Lag lag = orders.get(channel);
    return lag == null ? null : lag.quantile(QUANTILE);
  }

  /** Returns the longest usual time from sending a number until it is shown; null while that was not seen. */
  @Nullable Duration writeLag(ChannelId channel) {
    Lag lag = writes.get(channel);
    return lag == null ? null : lag.quantile(QUANTILE);
  }

  private @Nullable Duration loop(ChannelId channel) {
    Duration order = orderLag(channel);
    Duration write = writeLag(channel);
    return order == null || write == null ? null : order.plus(write);
  }

  /**
   * Returns how long a sale of a channel may stay unknown, or a number unchanged: what is usual, or what is going on, if that is
   * longer; null while it is not known.
   *
   * @param watermark up to when the channel's orders are known, or would be if they could be read; null for not at all
   */
  @Nullable Duration loop(ListingAccount account, @Nullable Instant watermark, Instant now) {
    Duration order = orderLag(account.key().channel());
    Duration write = writeLag(account.key().channel());
    if (order == null || write == null || watermark == null) {
      return null;
    }
    Duration unseen = Duration.between(watermark, now);
    Duration open = Duration.ZERO;
    for (Attempt attempt : account.attempts()) {
      Duration age = Duration.between(attempt.sentAt(), now);
      open = attempt.open() && age.compareTo(open) > 0 ? age : open;
    }
    return longer(order, unseen).plus(longer(write, open));
  }

  /**
   * Returns whether what is usual on a channel, or what is going on there, has become known or changed so much since this was
   * last true that everything listed there must be planned anew.
   */
  boolean changed(ChannelId channel, OrderSight sight, Instant now) {
    Duration hidden = Objects.requireNonNullElse(hiding.put(channel, sight.hidden()), Duration.ZERO);
    if (hidden.isZero() && sight.hidden().isZero()) {
      behind.remove(channel);
    } else {
      behind.add(channel);
    }
    return changed(channel, sight.watermark(), now) || !sight.hidden().equals(hidden);
  }

  private boolean changed(ChannelId channel, @Nullable Instant watermark, Instant now) {
    Duration usual = loop(channel);
    Duration loop = usual == null || watermark == null ? null : longer(usual, Duration.between(watermark, now));
    Duration before = planned.get(channel);
    if (loop == null || (before != null && !muchLonger(loop, before) && !muchLonger(before, loop))) {
      return false;
    }
    planned.put(channel, loop);
    return true;
  }

  private static boolean muchLonger(Duration one, Duration other) {
    return one.toMillis() > other.toMillis() * CHANGE;
  }

  /** Returns the longest of them; null if one is not known, or there is none. */
  static @Nullable Duration worst(List<@Nullable Duration> loops) {
    Duration worst = null;
    for (Duration loop : loops) {
      if (loop == null) {
        return null;
      }
      worst = worst == null ? loop : longer(worst, loop);
    }
    return worst;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
