package dev.onepool.spi;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a notification means. Its sender was verified before a byte of it was interpreted. */
public sealed interface NotificationResult {

  /**
   * It is genuine, and something has changed.
   *
   * @param id names the notification, so that one which comes again is known; null where the channel gives no name
   * @param snapshots orders that it holds whole or in part
   * @param orders orders that have changed and should be read
   * @param listings listings that have changed and should be read
   * @param pollOrders whether orders have changed that it does not name
   */
  record Changed(
      @Nullable String id, List<OrderSnapshot> snapshots, Set<OrderId> orders, Set<ListingId> listings, boolean pollOrders)
      implements NotificationResult {

    /** Copies what it is given. */
    public Changed {
      snapshots = List.copyOf(snapshots);
      orders = Set.copyOf(orders);
      listings = Set.copyOf(listings);
    }
  }

  /**
   * It is genuine and asks for nothing of ours, such as a test message.
   *
   * @param why to read
   */
  record Ignored(String why) implements NotificationResult {}

  /**
   * It was not sent by the channel for this account: no signature, a wrong one, one too old, or another shop's.
   *
   * @param why to read; without secrets
   */
  record Forged(String why) implements NotificationResult {}

  /**
   * It is genuine and cannot be read. The orders are polled instead.
   *
   * @param why to read
   */
  record Unreadable(String why) implements NotificationResult {}
}
