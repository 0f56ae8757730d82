package dev.onepool;

import java.util.List;

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
}
