package dev.onepool.core.internal.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onepool.ListingId;
import dev.onepool.NotificationAnswer;
import dev.onepool.OrderId;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.NotificationResult.Changed;
import dev.onepool.spi.OrderSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what channels send of their own accord, by the same way as polled orders. Rounds read all of it again, so nothing
 * here has to be complete, or remembered: known ids only save work. Thread-safe.
 */
final class Notifications {

  private static final Logger log = LoggerFactory.getLogger(Notifications.class);
  private static final Duration REPLAYS_WITHIN = Duration.ofHours(24);
  private static final int MAX_KNOWN = 100_000;

  private final OrderReader orders;
  private final GroupCommit commit;
  private final Cache<List<Object>, Boolean> known;

  Notifications(OrderReader orders, GroupCommit commit) {
    this.orders = orders;
    this.commit = commit;
    this.known = Caffeine.newBuilder()
        .maximumSize(MAX_KNOWN)
        .expireAfterWrite(REPLAYS_WITHIN)
        .executor(Runnable::run)
        .ticker(() -> Duration.between(Instant.EPOCH, commit.now()).toNanos())
        .build();
  }

  /** Takes in one notification; an answer of 500 means that it should come again. */
  NotificationAnswer take(ChannelRuntime runtime, Notification notification) {
    NotificationResult result;
    try {
      result = runtime.connector().notification(notification);
    } catch (ConnectorException e) {
      log.debug("a notification of channel {} cannot be verified for now", runtime.channel(), e);
      return new NotificationAnswer(500, true, "it cannot be verified for now: " + e.getMessage());
    } catch (RuntimeException e) {
      log.warn("the connector of channel {} broke on a notification; its orders are polled", runtime.channel(), e);
      return new NotificationAnswer(500, true, "the connector broke: " + e.getClass().getSimpleName());
    }
    if (result instanceof NotificationResult.Forged forged) {
      return new NotificationAnswer(401, false, forged.why());
    }
    if (result instanceof NotificationResult.Ignored ignored) {
      return new NotificationAnswer(200, false, ignored.why());
    }
    if (result instanceof NotificationResult.Unreadable unreadable) {
      log.warn("channel {} sent a notification that cannot be read: {}", runtime.channel(), unreadable.why());
      return new NotificationAnswer(200, true, unreadable.why());
    }
    if (result instanceof Changed changed) {
      return take(runtime, changed);
    }
    log.warn("the connector of channel {} said nothing of a notification", runtime.channel());
    return new NotificationAnswer(500, true, "the connector broke: it returned nothing");
  }

  private NotificationAnswer take(ChannelRuntime runtime, Changed changed) {
    List<Object> name = changed.id() == null ? List.of() : List.of(runtime.channel(), changed.id());
    if (known.getIfPresent(name) != null) {
      return new NotificationAnswer(200, false, "it came before");
    }
    Round round = new Round();
    boolean due;
    try {
      orders.apply(runtime, changed.snapshots(), round);
      due = !readNamed(runtime, changed.orders(), round) || changed.pollOrders();
    } catch (RuntimeException e) {
      log.warn("a notification of channel {} could not be brought into the ledger", runtime.channel(), e);
      return new NotificationAnswer(500, true, "the ledger did not take it: " + e.getClass().getSimpleName());
    }
    for (ListingId listing : changed.listings()) {
      runtime.stale().refused(listing, null, commit.now());
    }
    if (!name.isEmpty()) {
      known.put(name, true);
    }
    List<String> failures = round.report().failures();
    failures.forEach(failure -> log.warn("of a notification: {}", failure));
    return new NotificationAnswer(200, due || !changed.listings().isEmpty(),
        failures.isEmpty() ? "taken in" : String.join("; ", failures));
  }

  /** Returns whether every order that was named could be read; the others are polled. */
  private boolean readNamed(ChannelRuntime runtime, Set<OrderId> named, Round round) {
    if (named.isEmpty()) {
      return true;
    }
    List<OrderSnapshot> found;
    try {
      found = runtime.connector().ordersById(named);
    } catch (RuntimeException e) {
      log.debug("orders of channel {} that a notification named could not be read; they are polled", runtime.channel(), e);
      return false;
    }
    orders.apply(runtime, found, round);
    return found.stream().map(OrderSnapshot::order).distinct().filter(named::contains).count() == named.size();
  }
}
