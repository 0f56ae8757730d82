package dev.onepool.core.internal.store;

import dev.onepool.LedgerEntry;
import dev.onepool.SellerId;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Archives entries kept in memory; under the store's one lock. */
final class MemoryArchiving implements Archiving {

  private final Object lock;
  private final Function<SellerId, MemoryBooks> sellers;

  MemoryArchiving(Object lock, Function<SellerId, MemoryBooks> sellers) {
    this.lock = lock;
    this.sellers = sellers;
  }

  @Override
  public @Nullable Segment last(SellerId seller) {
    synchronized (lock) {
      List<Segment> segments = sellers.apply(seller).segments;
      return segments.isEmpty() ? null : segments.get(segments.size() - 1);
    }
  }

  @Override
  public List<LedgerEntry> recordedBefore(SellerId seller, Instant before, long afterId) {
    synchronized (lock) {
      return sellers.apply(seller).entries.stream()
          .filter(entry -> entry.id() > afterId)
          .takeWhile(entry -> entry.recordedAt().isBefore(before))
          .limit(MAX_ENTRIES)
          .toList();
    }
  }

  @Override
  public boolean seal(SellerId seller, Segment segment, Map<PoolKey, Map<StockState, Long>> sums) {
    synchronized (lock) {
      MemoryBooks books = sellers.apply(seller);
      Predicate<LedgerEntry> within = entry -> entry.id() >= segment.firstEntry() && entry.id() <= segment.lastEntry()
          && entry.recordedAt().isBefore(segment.closedBefore());
      if (books.segments.size() + 1 != segment.number()
          || books.entries.stream().filter(within).count() != segment.entries()) {
        return false;
      }
      books.segments.add(segment);
      books.entries.removeIf(within);
      sums.forEach((key, states) -> states.forEach((state, units) -> books.checkpoint
          .computeIfAbsent(key, any -> new EnumMap<>(StockState.class)).merge(state, units, Math::addExact)));
      return true;
    }
  }

  @Override
  public Archived archived(SellerId seller) {
    synchronized (lock) {
      MemoryBooks books = sellers.apply(seller);
      Map<PoolKey, Map<StockState, Long>> checkpoint = new TreeMap<>();
      books.checkpoint.forEach((key, states) -> checkpoint.put(key, new EnumMap<>(states)));
      return new Archived(List.copyOf(books.segments), checkpoint);
    }
  }

  @Override
  public long forgetKeys(SellerId seller, Instant before) {
    synchronized (lock) {
      MemoryBooks books = sellers.apply(seller);
      long last = JdbiArchiving.lastClosed(books.segments, before);
      Predicate<EffectRow> archived = effect -> effect.firstEntry() > 0 && effect.firstEntry() <= last
          && live(books, effect.firstEntry()) == null;
      int kept = books.effects.size();
      books.effects.values().removeIf(effect -> archived.test(effect) && !Table.isReservation(effect.key()));
      books.effects.values().removeIf(effect -> archived.test(effect) && Table.isReservation(effect.key())
          && forgotten(books, effect.key().id(), before));
      return kept - books.effects.size();
    }
  }

  private static @Nullable LedgerEntry live(MemoryBooks books, long id) {
    int index = books.indexAfter(id - 1);
    return index < books.entries.size() && books.entries.get(index).id() == id ? books.entries.get(index) : null;
  }

  /** Forgets a reservation that ended, unless the key of its end is kept. */
  private static boolean forgotten(MemoryBooks books, String id, Instant before) {
    ReservationState hold = books.reservations.get(new dev.onepool.ReservationId(id));
    if (hold == null || hold.holds() || (hold.expiresAt() != null && !hold.expiresAt().isBefore(before))
        || books.effects.keySet().stream().anyMatch(key -> key.id().equals(id) && !Table.isReservation(key)
            && List.of("fulfil", "release", "confirm").contains(key.source()))) {
      return false;
    }
    books.reservations.remove(hold.id());
    return true;
  }
}
