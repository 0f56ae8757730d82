package dev.onepool;

import dev.onepool.planning.Planning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One seller's view of the engine: its ledger, its channels, and the round that keeps them together.
 *
 * <p>Thread-safe. It lives as long as the engine that handed it out.
 */
public interface Inventory {

  /** Returns the seller. */
  SellerId seller();

  /** Returns the ledger. */
  StockLedger ledger();

  /** Returns the channels. */
  Channels channels();

  /** Returns the subscriptions to what happens in the ledger. */
  Events events();

  /** Returns what plans around the pool: forecasts, orders, and advice on channels. */
  Planning planning();

  /** Returns why the channel shows the number it shows for this SKU. Reads the store, calls no channel. */
  Explanation explain(Sku sku, ChannelId channel);

  /**
   * Returns incidents in the order in which they happened.
   *
   * @param afterId only those with a greater id; 0 for the first
   * @param limit how many at most, 1 to 10,000
   */
  List<Incident> incidents(long afterId, int limit);

  /**
   * Does one round: reads new orders from every channel, brings them into the ledger, plans the listings of every SKU
   * that changed, and sends what must be sent. Blocks until the channels have answered; a round that is called while one
   * is running waits for it.
   *
   * <p>Rounds may be repeated at any rate and after any crash: what is to be done is read from the store.
   */
  SyncReport sync();

  /**
   * Takes in what a channel has sent by HTTP of its own accord. It is verified first; what it says is in the ledger before this
   * returns, or else {@link NotificationAnswer#due()} says that a round is needed. Notifications may come twice, in any order,
   * or not at all: rounds read the same orders. May be called while a round is running; waits for no round, and calls the
   * channel only for orders that the notification names.
   *
   * @param headers as they came; names in any case
   * @param body exactly the bytes that came
   * @throws IllegalArgumentException if the channel is not configured
   */
  NotificationAnswer notification(ChannelId channel, Map<String, List<String>> headers, byte[] body);

  /**
   * Returns the JSON text by which to answer a channel that asks, before it sends notifications to an address of ours, whether
   * the address is ours; null if this channel asks for nothing of the kind. Calls nobody.
   *
   * @param code what the channel asks with, such as eBay's {@code challenge_code}
   * @throws IllegalArgumentException if the channel is not configured
   */
  @Nullable String challenge(ChannelId channel, String code);

  /**
   * Empties the queues into which channels put notifications, as {@link #sync()} does, too. Where none holds any, waits for
   * some.
   *
   * @param wait how long to wait in all; zero for not at all, and at most an hour. Returns early where no channel has a queue
   * @return how many messages were taken in; call {@link #sync()} if there were any
   */
  int receive(Duration wait);
}
