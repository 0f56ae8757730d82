package dev.onepool.spi;

import dev.onepool.ListingId;
import java.time.Instant;
import java.util.List;
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
   * @param listings at most {@link Capabilities#maxBatch()}
   * @return one for each listing that the channel knows, in any order; an unknown listing is left out
   */
  List<ShownQuantity> shown(List<ListingId> listings);

  /**
   * Reads a page of orders, by when they changed.
   *
   * @param cursor from the page before, or null for the beginning: everything still open, and all that changes from now
   */
  OrderPage orders(@Nullable String cursor);

  /**
   * Reads a page of the account's listings.
   *
   * @param cursor from the page before, or null for the first
   */
  ListingPage listings(@Nullable String cursor);

  /** Ends the connector. Closing twice does nothing. */
  @Override
  void close();
}
