package dev.onepool.core.internal.ledger;

import dev.onepool.ChannelId;
import dev.onepool.LineId;
import dev.onepool.Listing;
import dev.onepool.ReservationId;
import dev.onepool.StockCommand;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can change the ledger. What an application asks for is one of these; the rest comes from the channels.
 * Only {@link Stock} carries an effect key: the others are repeatable by the versions and sequences that they name.
 */
public sealed interface LedgerCommand {

  /** An application's command. */
  record Stock(StockCommand command) implements LedgerCommand {}

  /** Sets the units that are never offered. */
  record SetSafetyStock(PoolKey pool, long units) implements LedgerCommand {}

  /** Ends a hold whose time is over. */
  record Expire(ReservationId reservation) implements LedgerCommand {}

  /**
   * Brings an order to the state that its channel reports.
   *
   * @param watermark every order placed before it should be known already; null where none is known
   */
  record ApplyOrder(
      ChannelId channel, OrderSnapshot snapshot, ChannelTerms terms, @Nullable Instant watermark)
      implements LedgerCommand {}

  /** Tells a person that an order cannot be understood. */
  record SetAside(OrderKey order, String why) implements LedgerCommand {}

  /** Applies a line that waited for its listing to be mapped. */
  record ApplyQuarantined(OrderKey order, LineId line, ChannelTerms terms) implements LedgerCommand {}

  /** A listing was seen on the channel. */
  record SeeListing(ListingKey listing) implements LedgerCommand {}

  /** A person, or an exact code, says what a listing consumes. */
  record MapListing(Listing listing) implements LedgerCommand {}

  /** A person says to leave a listing alone. */
  record IgnoreListing(ListingKey listing) implements LedgerCommand {}

  /** What a listing showed at a moment is the first thing known of it. */
  record Baseline(ListingKey listing, long shown, Instant asOf) implements LedgerCommand {}

  /**
   * Charges a write that is about to be sent.
   *
   * @param value the quantity to write
   * @param promised whether the write must fit into what is free, as under RIGHTS; if not, it is charged all the same
   */
  record Charge(ListingKey listing, long value, boolean promised, ChannelTerms terms) implements LedgerCommand {}

  /** What became of a charged write. */
  record WriteAnswered(ListingKey listing, long sequence, PublishResult result, ChannelTerms terms)
      implements LedgerCommand {}

  /** A listing was read: it showed this then. */
  record ReadBack(ListingKey listing, long shown, Instant asOf, ChannelTerms terms) implements LedgerCommand {}

  /** A listing of which nobody could tell which write was in force was read: it showed this then. */
  record Sight(ListingKey listing, long shown, Instant asOf) implements LedgerCommand {}

  /** A listing that did not show what a write expected was read: it showed this then. */
  record Found(ListingKey listing, long shown, Instant asOf, ChannelTerms terms) implements LedgerCommand {}

  /** Time has passed, and orders placed before the watermark are known. */
  record Settle(ListingKey listing, @Nullable Instant watermark, ChannelTerms terms) implements LedgerCommand {

    /** Returns whether this changes an account; most listings wait for long, and need no commit for that. */
    public boolean changes(ListingAccount account, Instant now, Rules rules) {
      return !new Exposure(rules).settle(account, watermark, now, terms).equals(account);
    }
  }
}
