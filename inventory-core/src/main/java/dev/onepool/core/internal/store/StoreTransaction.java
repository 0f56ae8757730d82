package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.EventKind;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.TransferId;
import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.ledger.KitState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.MovedSince;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.TransferState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be done inside one transaction. It may be run twice: first on the assumption that no key was used before and that
 * balances are what this process saw last, which the database checks as it writes; and, where that was wrong, on what is
 * locked. Locks are taken in the order of the methods here, and within each in the order
 * of the keys, which callers pass sorted. What is saved cannot be read back in the same transaction.
 */
public interface StoreTransaction {

  /**
   * Claims effect keys, and returns those that were used before, with what became of them. No other transaction can use a
   * claimed key until this one ends; a claim that is not {@link #save saved} is given up. Once for each seller.
   *
   * @param hashes of the inputs, by key
   */
  Map<EffectKey, EffectRow> claim(SellerId seller, SortedMap<EffectKey, String> hashes);

  /** Returns the kinds of events that some subscription of the seller wants; {@link #save} proves that none came since. */
  Set<EventKind> wanted(SellerId seller);

  /** Returns those of the orders that exist. */
  Map<OrderKey, OrderState> orders(SellerId seller, Collection<OrderKey> keys);

  /** Returns those of the reservations that exist. */
  Map<ReservationId, ReservationState> reservations(SellerId seller, Collection<ReservationId> ids);

  /** Returns those of the transfers that exist, also those that ended. */
  Map<TransferId, TransferState> transfers(SellerId seller, Collection<TransferId> ids);

  /** Returns the newest definitions of those of the SKUs that are kits. */
  Map<Sku, KitState> kits(SellerId seller, Collection<Sku> skus);

  /** Returns those of the SKUs that are components of the newest definition of some kit. */
  Set<Sku> kitParts(SellerId seller, Collection<Sku> skus);

  /** Returns the keys of all balances of these SKUs, in order, without locking them. */
  List<PoolKey> poolKeys(SellerId seller, Collection<Sku> skus);

  /** Returns those of the listings that exist. */
  Map<ListingKey, ListingAccount> listings(SellerId seller, Collection<ListingKey> keys);

  /** Returns those of the balances that exist. */
  Map<PoolKey, Pool> pools(SellerId seller, Collection<PoolKey> keys);

  /** Returns up to this many holds whose time is over, of any seller. */
  List<DueHold> due(Instant now, int limit);

  /** Returns up to this many holds of a seller whose time is over. */
  List<DueHold> due(SellerId seller, Instant now, int limit);

  /**
   * Returns what the entries of a pool that were recorded after an instant moved, as {@link MovedSince} counts. Called after
   * {@link #pools}, so that nobody else writes to the pool.
   */
  MovedSince movedSince(SellerId seller, PoolKey pool, Instant after);

  /**
   * Writes changes, and marks the SKUs they touch to be planned.
   *
   * @param effects how the movements of the changes are divided among effects, in order
   */
  SavedEffects save(SellerId seller, Changes changes, List<EffectSpan> effects, Instant now);

  /**
   * Has everything that was read proven, because something depends on it that will not be written: a refusal. Where what
   * was read may be out of date, this ends the work, and it is run again on what is locked.
   */
  void requireProof();

  /** Writes a channel's mode, and nothing else of it. */
  void saveMode(SellerId seller, ChannelId channel, ChannelMode mode);

  /** Writes how far a channel was read, and nothing else of it. */
  void saveRead(SellerId seller, ChannelId channel, @Nullable String cursor, @Nullable Instant watermark);

  /** Writes something that was decided about what is sent. */
  void save(SellerId seller, ControlRow row);

  /** Forgets something that was decided about what is sent, if it is there. */
  void remove(SellerId seller, ControlRow row);

  /** Remembers that these SKUs wait to be planned. */
  void markDirty(SellerId seller, Collection<Sku> skus);

  /** Forgets that these SKUs wait to be planned, unless they changed again since they were read. */
  void clearDirty(SellerId seller, Collection<Dirty> dirty);
}
