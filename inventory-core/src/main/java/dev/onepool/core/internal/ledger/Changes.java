package dev.onepool.core.internal.ledger;

import dev.onepool.EntryCause;
import dev.onepool.Listing.Component;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.Shortfall;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.TransferId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one or several decisions changed, laid over the state they were made on. Reading it sees the changes.
 *
 * <p>Putting a listing's account here moves its pools' exposure with it, so the two cannot disagree.
 */
public final class Changes implements LedgerState {

  private final LedgerState base;
  private final Map<PoolKey, Pool> pools = new LinkedHashMap<>();
  private final Map<ListingKey, ListingAccount> listings = new LinkedHashMap<>();
  private final Map<OrderKey, OrderState> orders = new LinkedHashMap<>();
  private final Map<ReservationId, ReservationState> reservations = new LinkedHashMap<>();
  private final List<Movement> movements = new ArrayList<>();
  private final List<Incident> incidents = new ArrayList<>();

  // Rare, so not made before they are needed: most decisions are a reservation of one line.
  private Map<TransferId, TransferState> transfers = Map.of();
  private Map<Sku, KitState> kits = Map.of();
  private Map<PoolKey, ShortfallNews> shortfalls = Map.of();
  private List<KitState> definitions = List.of();
  private List<Blame> blames = List.of();
  private List<Happened> happened = List.of();

  /** What made a pool short within this decision. */
  private record Blame(PoolKey pool, EntryCause kind, Object fact, long units) {}

  /** Makes an empty set of changes over a state. */
  public Changes(LedgerState base) {
    this.base = base;
  }

  @Override
  public Pool pool(PoolKey key) {
    Pool changed = pools.get(key);
    return changed != null ? changed : base.pool(key);
  }

  @Override
  public @Nullable ListingAccount listing(ListingKey key) {
    ListingAccount changed = listings.get(key);
    return changed != null ? changed : base.listing(key);
  }

  @Override
  public @Nullable OrderState order(OrderKey key) {
    OrderState changed = orders.get(key);
    return changed != null ? changed : base.order(key);
  }

  @Override
  public @Nullable ReservationState reservation(ReservationId id) {
    ReservationState changed = reservations.get(id);
    return changed != null ? changed : base.reservation(id);
  }

  @Override
  public @Nullable TransferState transfer(TransferId id) {
    TransferState changed = transfers.get(id);
    return changed != null ? changed : base.transfer(id);
  }

  @Override
  public MovedSince movedSince(PoolKey key, Instant asOf) {
    MovedSince moved = base.movedSince(key, asOf);
    for (Movement move : movements) {
      moved = move.pool().equals(key) ? moved.plus(move) : moved;
    }
    return moved;
  }

  @Override
  public @Nullable KitState kit(Sku sku) {
    KitState changed = kits.get(sku);
    return changed != null ? changed : base.kit(sku);
  }

  @Override
  public boolean partOfAKit(Sku sku) {
    return base.partOfAKit(sku) || kits.values().stream()
        .anyMatch(kit -> kit.components().stream().anyMatch(part -> part.sku().equals(sku)));
  }

  @Override
  public Collection<Pool> poolsOf(Sku sku) {
    TreeMap<PoolKey, Pool> found = new TreeMap<>();
    base.poolsOf(sku).forEach(pool -> found.put(pool.key(), pool));
    for (Pool pool : pools.values()) {
      if (pool.key().sku().equals(sku)) {
        found.put(pool.key(), pool);
      }
    }
    return found.values();
  }

  void put(KitState kit) {
    kits = grown(kits);
    kits.put(kit.kit(), kit);
    definitions = grown(definitions);
    definitions.add(kit);
  }

  void put(TransferState transfer) {
    transfers = grown(transfers);
    transfers.put(transfer.id(), transfer);
  }

  private static <K, V> Map<K, V> grown(Map<K, V> map) {
    return map.isEmpty() ? new LinkedHashMap<>() : map;
  }

  private static <T> List<T> grown(List<T> list) {
    return list.isEmpty() ? new ArrayList<>() : list;
  }

  private void put(PoolKey pool, ShortfallNews news) {
    shortfalls = grown(shortfalls);
    shortfalls.merge(pool, news, ShortfallNews::then);
  }

  void put(Pool pool) {
    pools.put(pool.key(), pool);
  }

  void put(OrderState order) {
    orders.put(order.key(), order);
  }

  void put(ReservationState reservation) {
    reservations.put(reservation.id(), reservation);
  }

  /** Puts an account, and moves the exposure of the pools that it drew on before and draws on now. */
  void put(ListingAccount account) {
    ListingAccount before = listing(account.key());
    if (account.equals(before)) {
      return;
    }
    if (before != null && before.mapped() && before.drawsLike(account)) {
      expose(account, Math.subtractExact(account.exposure(), before.exposure()), 0);
    } else {
      if (before != null && before.mapped()) {
        expose(before, Math.negateExact(before.exposure()), -1);
      }
      if (account.mapped()) {
        expose(account, account.exposure(), 1);
      }
    }
    listings.put(account.key(), account);
  }

  private void expose(ListingAccount account, long units, int listings) {
    if (units == 0 && listings == 0) {
      return;
    }
    for (Component component : account.components()) {
      Pool pool = pool(account.pool(component));
      put(pool.withExposed(
          Math.addExact(pool.exposed(), Math.multiplyExact(units, component.units())), pool.listings() + listings));
    }
  }

  /**
   * Says what made a pool short by so many units more. It counts only if the decision as a whole leaves it shorter.
   *
   * @param fact what it happened to; shown only when somebody must know
   */
  void blame(PoolKey pool, EntryCause kind, Object fact, long units) {
    blames = grown(blames);
    blames.add(new Blame(pool, kind, fact, units));
  }

  /** Opens, feeds and closes the shortfalls of the changed pools; at the end of a decision, so that only its sum counts. */
  void settleShortfalls(Instant now) {
    List<Pool> changed = new ArrayList<>(0);
    for (Pool pool : pools.values()) {
      if (pool.shortfall() == 0 && pool.shortSince() == null) {
        continue;
      }
      if (pool.shortfall() == 0) {
        changed.add(pool.withShortSince(null));
        put(pool.key(), ShortfallNews.CLOSED);
      } else if (pool.shortfall() > base.pool(pool.key()).shortfall()) {
        if (pool.shortSince() == null) {
          changed.add(pool.withShortSince(now));
        }
        put(pool.key(), new ShortfallNews(false, causes(pool.key(), now)));
      }
    }
    changed.forEach(this::put);
  }

  private List<Shortfall.Cause> causes(PoolKey pool, Instant now) {
    return blames.stream().filter(blame -> blame.pool().equals(pool)).map(blame -> new Shortfall.Cause(now, blame.kind(),
        blame.fact() instanceof StockCommand command ? command.key().toString() : blame.fact().toString(),
        Quantity.of(blame.units()))).toList();
  }

  void add(Movement movement) {
    movements.add(movement);
  }

  void add(String kind, Object subject, String message) {
    incidents.add(new Incident(kind, subject.toString(), message));
  }

  /** Takes over the changes of a later decision that was made on top of these. */
  public void merge(Changes later) {
    pools.putAll(later.pools);
    listings.putAll(later.listings);
    orders.putAll(later.orders);
    reservations.putAll(later.reservations);
    later.transfers.values().forEach(this::put);
    later.definitions.forEach(this::put);
    later.shortfalls.forEach(this::put);
    movements.addAll(later.movements);
    incidents.addAll(later.incidents);
  }

  /** Adds what subscribers are to be told of these changes. */
  public void tell(List<Happened> events) {
    if (!events.isEmpty()) {
      happened = grown(happened);
      happened.addAll(events);
    }
  }

  /** Returns what subscribers are to be told, in order. */
  public List<Happened> happened() {
    return happened;
  }

  /** Returns the changed pools. */
  public Collection<Pool> pools() {
    return pools.values();
  }

  /** Returns the changed accounts. */
  public Collection<ListingAccount> listings() {
    return listings.values();
  }

  /** Returns the changed orders. */
  public Collection<OrderState> orders() {
    return orders.values();
  }

  /** Returns the changed reservations. */
  public Collection<ReservationState> reservations() {
    return reservations.values();
  }

  /** Returns the changed transfers. */
  public Collection<TransferState> transfers() {
    return transfers.values();
  }

  /** Returns the new definitions of kits in order; one kit may be among them with several versions. */
  public List<KitState> kits() {
    return definitions;
  }

  /** Returns what became of the shortfalls of pools; how many units are short is in the pools. */
  public Map<PoolKey, ShortfallNews> shortfalls() {
    return shortfalls;
  }

  /** Returns the new entries in order. */
  public List<Movement> movements() {
    return movements;
  }

  /** Returns the new incidents in order. */
  public List<Incident> incidents() {
    return incidents;
  }

  /** Returns whether nothing changed. */
  public boolean isEmpty() {
    return pools.isEmpty() && listings.isEmpty() && orders.isEmpty() && reservations.isEmpty() && transfers.isEmpty()
        && kits.isEmpty() && incidents.isEmpty();
  }

  /** Returns a balance as it was before these changes. */
  public Pool before(PoolKey key) {
    return base.pool(key);
  }

  /** Returns a listing's account as it was before these changes, or null if it was not there. */
  public @Nullable ListingAccount before(ListingKey key) {
    return base.listing(key);
  }

  /** Returns an order as it was before these changes, or null if it was not there. */
  public @Nullable OrderState before(OrderKey key) {
    return base.order(key);
  }

  /** Returns a reservation as it was before these changes, or null if it was not there. */
  public @Nullable ReservationState before(ReservationId id) {
    return base.reservation(id);
  }
}
