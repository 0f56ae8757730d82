package dev.onepool.testkit.contract;

import dev.onepool.OrderId;
import dev.onepool.spi.Notification;
import org.jspecify.annotations.Nullable;

/**
 * The notifications of a fake marketplace. A method that needs a {@link Feature} is called only where the remote side has it.
 */
public interface RemoteMessages {

  /** Returns the genuine notification of the order as it is now; a new one on every call. {@link Feature#NOTIFICATIONS}. */
  default Notification notification(OrderId order) {
    throw missing(Feature.NOTIFICATIONS);
  }

  /** Returns a false one; null where the channel's notifications cannot be told apart so. {@link Feature#NOTIFICATIONS}. */
  default @Nullable Notification forged(OrderId order, Forgery how) {
    throw missing(Feature.NOTIFICATIONS);
  }

  /** Returns a notification that is genuine and cannot be read, such as a signed half of one; null where there is none. */
  default @Nullable Notification unreadable() {
    throw missing(Feature.NOTIFICATIONS);
  }

  /** Returns a genuine notification that tells of this line alone. {@link Feature#PARTIAL_NOTIFICATIONS}. */
  default Notification partial(OrderId order, int line) {
    throw missing(Feature.PARTIAL_NOTIFICATIONS);
  }

  /** Puts a notification of the order into the queue. {@link Feature#QUEUE}. */
  default void push(OrderId order) {
    throw missing(Feature.QUEUE);
  }

  /** Lets the queue give again what was given and not confirmed. {@link Feature#QUEUE}. */
  default void redeliver() {
    throw missing(Feature.QUEUE);
  }

  /** Returns how many messages are in the queue, given or not, and not confirmed. {@link Feature#QUEUE}. */
  default int queued() {
    throw missing(Feature.QUEUE);
  }

  /** Forgets the subscriptions to notifications. {@link Feature#SUBSCRIPTIONS}. */
  default void dropSubscriptions() {
    throw missing(Feature.SUBSCRIPTIONS);
  }

  private static UnsupportedOperationException missing(Feature feature) {
    return new UnsupportedOperationException("a remote side that has " + feature + " implements this");
  }
}
