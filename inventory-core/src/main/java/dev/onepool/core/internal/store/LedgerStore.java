package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.EntryPage;
import dev.onepool.EntryQuery;
import dev.onepool.ListingId;
import dev.onepool.QuantityOverride;
import dev.onepool.SellerId;
import dev.onepool.Shortfall;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.TransferState;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where one or several sellers' ledgers are kept. Trouble is a {@link dev.onepool.StoreException}; nothing is ever half
 * written. Thread-safe.
 */
public interface LedgerStore extends AutoCloseable {

  /**
   * Runs the work in one transaction that sees no other writer's changes to what it reads, and returns its result when
   * everything is durable. If the work throws, nothing is written. Where the transaction loses against another writer's, or
   * nobody can tell whether it became durable, the work is run again: so it must not change anything but by its transaction.
   */
  <T> T write(Function<StoreTransaction, T> work);

  /**
   * Runs the work inside the open transaction of somebody else's connection, and returns its result; the transaction is not
   * ended. If the work throws, nothing of it is left, neither rows nor locks.
   *
   * @throws UnsupportedOperationException where that cannot be
   * @throws IllegalArgumentException if the connection is not fit for it
   * @throws dev.onepool.StoreException of kind CONFLICT where the work lost against another transaction
   */
  <T> T join(Connection connection, Function<StoreTransaction, T> work);

  /** Returns how many transactions can usefully write at once. */
  int writers();

  /** Returns whether another engine may write to it, too, so that what this one has not heard of can be there all the same. */
  boolean shared();

  /** Returns the subscriptions to what is written. */
  EventLog events();

  /** Returns the balances of a SKU, in order of location. */
  List<Pool> pools(SellerId seller, Sku sku);

  /** Returns the balances of these SKUs at all locations. */
  List<Pool> pools(SellerId seller, Collection<Sku> skus);

  /** Returns every SKU that has a balance, in order. */
  List<Sku> skus(SellerId seller);

  /** Returns the mapped listings that consume one of these SKUs, in order. */
  List<ListingAccount> listingsOf(SellerId seller, Collection<Sku> skus);

  /** Returns all listings of a channel, in order. */
  List<ListingAccount> listings(SellerId seller, ChannelId channel);

  /** Returns the listings of a channel that time or the watermark may change, after a listing, in order. */
  List<ListingAccount> unsettled(SellerId seller, ChannelId channel, @Nullable ListingId after, int limit);

  /** Returns a page of entries. */
  EntryPage entries(SellerId seller, EntryQuery query);

  /** Returns what is kept of a channel, or null before anything was kept. */
  @Nullable ChannelRow channel(SellerId seller, ChannelId channel);

  /** Returns what holds for a seller's channels now, whichever process decided it. */
  Controls controls(SellerId seller);

  /** Returns what people said that channels show, also where it has ended, in order of SKU and channel. */
  List<QuantityOverride> overrides(SellerId seller);

  /** Returns what people said that channels show of these SKUs, also where it has ended. */
  List<QuantityOverride> overrides(SellerId seller, Collection<Sku> skus);

  /** Returns how the promises of these SKUs stood when a round last looked, where one did. */
  List<ControlRow.Promised> promises(SellerId seller, Collection<Sku> skus);

  /** Returns how many listings of a channel may still sell something. */
  long selling(SellerId seller, ChannelId channel);

  /** Returns what entries that were recorded after an instant did to the units of these SKUs that can be sold, in no order. */
  List<StockMove> moves(SellerId seller, Collection<Sku> skus, Instant after);

  /** Returns up to this many SKUs that wait to be planned, longest waiting first. */
  List<Dirty> dirty(SellerId seller, int limit);

  /** Returns orders with lines that wait for a listing of the channel to be mapped; of one listing if one is given. */
  List<OrderState> waiting(SellerId seller, ChannelId channel, @Nullable ListingId listing, int limit);

  /** Returns holds whose time is over, of any seller, longest over first. */
  List<DueHold> due(Instant now, int limit);

  /** Returns when the next hold of any seller ends, or null if none does. */
  @Nullable Instant nextDue();

  /** Returns incidents after this number, in order. */
  List<IncidentRow> incidents(SellerId seller, long afterId, int limit);

  /** Returns open shortfalls with their newest causes, longest open first. */
  List<Shortfall> shortfalls(SellerId seller, int limit);

  /** Hands every order to the consumer. */
  void eachOrder(SellerId seller, Consumer<OrderState> consumer);

  /** Hands every reservation that holds units, confirmed or not, to the consumer. */
  void eachHold(SellerId seller, Consumer<ReservationState> consumer);

  /** Hands every transfer of which something is under way to the consumer. */
  void eachTransfer(SellerId seller, Consumer<TransferState> consumer);

  /** Returns what looks after the books beside the daily writing. */
  Keeping keeping();

  /** Returns what closes periods. */
  Archiving archiving();

  /**
   * Erases all rows of a seller, in steps of bounded size, and returns how many of each kind. Nobody may write to the seller
   * meanwhile; after a failure, calling again goes on.
   */
  SortedMap<String, Long> erase(SellerId seller);

  @Override
  void close();
}
