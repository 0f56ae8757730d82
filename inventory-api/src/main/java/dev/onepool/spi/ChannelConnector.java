package dev.onepool.spi;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with one account on one marketplace. Its life:
 *
 * <ol>
 *   <li>It is made by {@link ChannelConnectorProvider#create}, ready to use, without a call.
 *   <li>{@link #capabilities} is asked at run time, and again from time to time.
 *   <li>While it observes, {@link #listings}, {@link #shown} and {@link #orders} are called.
 *   <li>When it is live, {@link #publish} is called too, and {@link #poll} for what was only accepted.
 *   <li>{@link #close} ends it and may be called twice. Calls after it throw {@link IllegalStateException}.
 * </ol>
 *
 * <p>Calls may come from several threads, but never two {@link #publish} at once. A call that fails throws
 * {@link ConnectorException}; {@link #publish} answers for each item instead, and throws only when <em>nothing</em> can
 * have reached the channel. No method tries twice by itself.
 */
public interface ChannelConnector extends AutoCloseable {

  /** Returns what the channel can do. What is not known is declared as the worst. */
  Capabilities capabilities();

  /** Returns what the channel can do for one listing, where that differs from the account. */
  default Capabilities capabilities(ListingId listing) {
    return capabilities();
  }

  /**
   * Writes quantities, once each.
   *
   * @param batch at most {@link Capabilities#maxBatch()} writes, of different listings
   * @param deadline when the call must have returned; what has no answer by then is {@link PublishResult.Unknown}
   * @return one result for each write, in the order of the batch
   */
  List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline);

  /**
   * Asks what became of writes that were only accepted.
   *
   * @param tokens from {@link PublishResult.Accepted}
   * @return one result for each token, in order; {@link PublishResult.Accepted} while it is still open
   */
  default List<PublishResult> poll(List<String> tokens) {
    return tokens.stream().<PublishResult>map(PublishResult.Accepted::new).toList();
  }

  /**
   * Reads what listings show.
   *
   * @param listings at most {@link Capabilities#maxReads()}
   * @return one for each listing that the channel knows, in any order; an unknown listing is left out, and so is, where the
   *     channel's limits end in the middle, what was not asked yet: it is asked for again at once
   * @throws ConnectorException if nothing could be read; with {@link ConnectorException#until} where limits are the reason
   */
  List<ShownQuantity> shown(List<ListingId> listings);

  /**
   * Reads a page of orders, by when they changed.
   *
   * @param cursor from the page before, or null for the beginning: everything still open, and all that changes from now
   */
  OrderPage orders(@Nullable String cursor);

  /**
   * Reads these orders as they are now, such as a notification has named.
   *
   * @return those that the channel knows and can read one by one, in any order; by default none, and the page is polled
   */
  default List<OrderSnapshot> ordersById(Set<OrderId> ids) {
    return List.of();
  }

  /**
   * Reads a page of the account's listings.
   *
   * @param cursor from the page before, or null for the first
   */
  ListingPage listings(@Nullable String cursor);

  /** Reads the places that the channel knows the seller to ship from; by default none. */
  default List<ChannelLocation> locations() {
    return List.of();
  }

  /**
   * Reads a page of the stock that the channel holds for the seller; by default there is none.
   *
   * @param cursor from the page before, or null for the first
   */
  default StockPage stock(@Nullable String cursor) {
    return new StockPage(List.of(), null);
  }

  /**
   * Says what a notification means. Verifies its sender first, in constant time, over the bytes that came. Makes no call,
   * except for the key of a signature that it has not met, where the channel is asked for keys by their names.
   *
   * @return by default that it is forged, because a connector that expects none cannot tell
   * @throws ConnectorException if it cannot be verified for now; the channel is asked to send it again
   */
  default NotificationResult notification(Notification notification) {
    return new NotificationResult.Forged("this connector takes no notifications");
  }

  /**
   * Answers a channel that asks, before it sends notifications to an address, whether the address is ours. Makes no call.
   *
   * @param code what the channel asks with; it may come from anybody
   * @return the JSON text to answer with; null where this channel does not ask, which is the default
   */
  default @Nullable String challenge(String code) {
    return null;
  }

  /** Returns the queue that the channel puts notifications into; null where there is none. The same on every call. */
  default @Nullable PushSource pushSource() {
    return null;
  }

  /**
   * Looks after what must be there for notifications to come, such as subscriptions that the channel drops after failures.
   * Called at the start and once an hour.
   *
   * @return what was found missing and put right, one sentence each; by default nothing
   */
  default List<String> maintain() {
    return List.of();
  }

  /**
   * Tells the channel about one of its orders.
   *
   * @param deadline when the call must have returned
   * @return what became of it, in the words of a write; by default {@link FailureKind#UNSUPPORTED}
   */
  default PublishResult act(OrderAction action, Instant deadline) {
    return new PublishResult.Rejected(FailureKind.UNSUPPORTED, "this connector cannot do that for orders");
  }

  /** Returns the channel's service that ships its held stock for other channels' orders; null where there is none. */
  default @Nullable FulfilmentService fulfilment() {
    return null;
  }

  /** Ends the connector. Closing twice does nothing. */
  @Override
  void close();
}
