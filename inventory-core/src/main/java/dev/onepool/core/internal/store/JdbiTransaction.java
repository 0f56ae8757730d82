package dev.onepool.core.internal.store;

import dev.onepool.EffectKey;
import dev.onepool.Listing.Component;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.ledger.Incident;
import dev.onepool.core.internal.ledger.LineCounts;
import dev.onepool.core.internal.ledger.LineState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.Movement;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** One transaction on a database: reads by key, writes in one batch for each table. */
final class JdbiTransaction implements StoreTransaction {

  private final Handle handle;
  private final Rows rows;
  private final Marks marks;

  JdbiTransaction(Handle handle, Rows rows, Marks marks) {
    this.handle = handle;
    this.rows = rows;
    this.marks = marks;
  }

  @Override
  public Map<EffectKey, EffectRow> claim(SellerId seller, Collection<EffectKey> keys) {
    // The transaction holds the file's only write lock, so reading is claiming.
    Map<EffectKey, EffectRow> found = new HashMap<>();
    rows.effects(handle, seller, keys).forEach(row -> found.put(row.key(), row));
    return found;
  }

  @Override
  public Map<OrderKey, OrderState> orders(SellerId seller, Collection<OrderKey> keys) {
    Map<OrderKey, OrderState> found = new HashMap<>();
    rows.orders(handle, seller, keys.stream().map(key -> List.of(key.channel().value(), key.order().value())).toList())
        .forEach(order -> found.put(order.key(), order));
    return found;
  }

  @Override
  public Map<ReservationId, ReservationState> reservations(SellerId seller, Collection<ReservationId> ids) {
    Map<ReservationId, ReservationState> found = new HashMap<>();
    rows.reservations(handle, seller, ids).forEach(reservation -> found.put(reservation.id(), reservation));
    return found;
  }

  @Override
  public Map<dev.onepool.TransferId, dev.onepool.core.internal.ledger.TransferState> transfers(
      SellerId seller, Collection<dev.onepool.TransferId> ids) {
    throw new UnsupportedOperationException("this store keeps no transfers yet");
  }

  @Override
  public dev.onepool.core.internal.ledger.MovedSince movedSince(SellerId seller, PoolKey pool, Instant after) {
    throw new UnsupportedOperationException("this store cannot sum entries yet");
  }

  @Override
  public Map<Sku, dev.onepool.core.internal.ledger.KitState> kits(SellerId seller, Collection<Sku> skus) {
    throw new UnsupportedOperationException("this store keeps no kits yet");
  }

  @Override
  public java.util.Set<Sku> kitParts(SellerId seller, Collection<Sku> skus) {
    throw new UnsupportedOperationException("this store keeps no kits yet");
  }

  @Override
  public List<PoolKey> poolKeys(SellerId seller, Collection<Sku> skus) {
    throw new UnsupportedOperationException("this store cannot list locations yet");
  }

  @Override
  public Map<ListingKey, ListingAccount> listings(SellerId seller, Collection<ListingKey> keys) {
    Map<ListingKey, ListingAccount> found = new HashMap<>();
    rows.listings(handle, seller,
            keys.stream().map(key -> List.of(key.channel().value(), key.listing().value())).toList())
        .forEach(account -> found.put(account.key(), account));
    return found;
  }

  @Override
  public Map<PoolKey, Pool> pools(SellerId seller, Collection<PoolKey> keys) {
    Map<PoolKey, Pool> found = new HashMap<>();
    rows.pools(handle, seller, keys).forEach(pool -> found.put(pool.key(), pool));
    return found;
  }

  @Override
  public List<EffectRow> save(SellerId seller, Changes changes, List<EffectSpan> effects, Instant now) {
    List<EffectRow> saved = saveEntries(seller, changes.movements(), effects, now);
    savePools(seller, changes.pools());
    saveListings(seller, changes);
    saveOrders(seller, changes.orders(), changes);
    saveReservations(seller, changes.reservations(), changes);
    saveIncidents(seller, changes.incidents(), now);
    TreeSet<Sku> dirty = new TreeSet<>();
    changes.pools().forEach(pool -> dirty.add(pool.key().sku()));
    changes.listings().forEach(account -> account.components().forEach(part -> dirty.add(part.sku())));
    markDirty(seller, dirty);
    return saved;
  }

  private List<EffectRow> saveEntries(
      SellerId seller, List<Movement> movements, List<EffectSpan> effects, Instant now) {
    long next = movements.isEmpty() ? 0 : marks.take(handle, seller, "entry", "id", movements.size());
    SqlBatch entries = new SqlBatch(handle, "INSERT INTO entry VALUES"
        + " (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13)");
    SqlBatch keys = new SqlBatch(handle, "INSERT INTO effect VALUES (:p0, :p1, :p2, :p3, :p4, :p5)");
    List<EffectRow> saved = new ArrayList<>(effects.size());
    int index = 0;
    for (EffectSpan span : effects) {
      long first = span.movements() == 0 ? 0 : next;
      for (int i = 0; i < span.movements(); i++) {
        Movement move = movements.get(index++);
        entries.add(seller.value(), next++, move.pool().sku().value(), move.pool().location().value(),
            move.quantity(), move.from().name(), move.to().name(), move.cause().name(), span.key().source(),
            span.key().id(), Micros.of(move.occurredAt() == null ? now : move.occurredAt()), Micros.of(now),
            move.availableAfter(), move.reservedAfter());
      }
      String hash = span.hash();
      if (hash != null) {
        keys.add(seller.value(), span.key().source(), span.key().id(), hash, first, span.movements());
      }
      saved.add(new EffectRow(span.key(), hash == null ? "" : hash, first, span.movements()));
    }
    keys.run();
    entries.run();
    return saved;
  }

  private void savePools(SellerId seller, Collection<Pool> pools) {
    SqlBatch batch = new SqlBatch(handle, "INSERT INTO balance VALUES"
        + " (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11)"
        + " ON CONFLICT (seller, sku, location) DO UPDATE SET available = excluded.available,"
        + " reserved = excluded.reserved, unsellable = excluded.unsellable, incoming = excluded.incoming,"
        + " shortfall = excluded.shortfall, unexplained = excluded.unexplained,"
        + " safety_stock = excluded.safety_stock, exposed = excluded.exposed, version = excluded.version");
    for (Pool pool : pools) {
      batch.add(seller.value(), pool.key().sku().value(), pool.key().location().value(), pool.available(),
          pool.reserved(), pool.unsellable(), pool.incoming(), pool.shortfall(), pool.unexplained(),
          pool.safetyStock(), pool.exposed(), pool.version());
    }
    batch.run();
  }

  private void saveListings(SellerId seller, Changes changes) {
    SqlBatch listings = new SqlBatch(handle, "INSERT INTO listing VALUES"
        + " (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12)"
        + " ON CONFLICT (seller, channel, id) DO UPDATE SET status = excluded.status, location = excluded.location,"
        + " known = excluded.known, next_sequence = excluded.next_sequence, unsettled = excluded.unsettled,"
        + " demand_at = excluded.demand_at, units_per_day = excluded.units_per_day, mean_line = excluded.mean_line,"
        + " mean_square = excluded.mean_square, lines = excluded.lines");
    SqlBatch gone = new SqlBatch(handle, "DELETE FROM listing_component"
        + " WHERE seller = :p0 AND channel = :p1 AND listing = :p2");
    SqlBatch parts = new SqlBatch(handle, "INSERT INTO listing_component VALUES (:p0, :p1, :p2, :p3, :p4)");
    for (ListingAccount account : changes.listings()) {
      ListingAccount before = changes.before(account.key());
      String channel = account.key().channel().value();
      String listing = account.key().listing().value();
      listings.add(seller.value(), channel, listing, account.status().name(),
          account.location() == null ? null : account.location().value(), account.known() ? 1 : 0,
          account.nextSequence(), account.unsettled() ? 1 : 0, Micros.of(account.demand().at()),
          account.demand().unitsPerDay(), account.demand().meanLine(), account.demand().meanSquare(),
          account.demand().lines());
      if (before == null || !before.components().equals(account.components())) {
        gone.add(seller.value(), channel, listing);
        for (Component part : account.components()) {
          parts.add(seller.value(), channel, listing, part.sku().value(), part.units());
        }
      }
    }
    listings.run();
    gone.run();
    parts.run();
    saveAttempts(seller, changes);
  }

  /** Writes only the attempts that changed: most sales touch one of several. */
  private void saveAttempts(SellerId seller, Changes changes) {
    SqlBatch gone = new SqlBatch(handle, "DELETE FROM attempt"
        + " WHERE seller = :p0 AND channel = :p1 AND listing = :p2 AND sequence = :p3");
    SqlBatch attempts = new SqlBatch(handle, "INSERT INTO attempt VALUES"
        + " (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10)"
        + " ON CONFLICT (seller, channel, listing, sequence) DO UPDATE SET value = excluded.value,"
        + " remaining = excluded.remaining, state = excluded.state, sent_at = excluded.sent_at,"
        + " not_before = excluded.not_before, not_after = excluded.not_after, token = excluded.token");
    for (ListingAccount account : changes.listings()) {
      ListingAccount before = changes.before(account.key());
      List<Attempt> old = before == null ? List.of() : before.attempts();
      String channel = account.key().channel().value();
      String listing = account.key().listing().value();
      for (Attempt attempt : old) {
        if (account.attempts().stream().noneMatch(other -> other.sequence() == attempt.sequence())) {
          gone.add(seller.value(), channel, listing, attempt.sequence());
        }
      }
      for (Attempt attempt : account.attempts()) {
        if (!old.contains(attempt)) {
          attempts.add(seller.value(), channel, listing, attempt.sequence(), attempt.value(), attempt.remaining(),
              attempt.state().name(), Micros.of(attempt.sentAt()), Micros.of(attempt.notBefore()),
              Micros.orNull(attempt.notAfter()), attempt.token());
        }
      }
    }
    gone.run();
    attempts.run();
  }

  private void saveOrders(SellerId seller, Collection<OrderState> orders, Changes changes) {
    SqlBatch heads = new SqlBatch(handle, "INSERT INTO customer_order VALUES (:p0, :p1, :p2, :p3, :p4, :p5, :p6)"
        + " ON CONFLICT (seller, channel, id) DO UPDATE SET placed_at = excluded.placed_at,"
        + " version_at = excluded.version_at, version_sequence = excluded.version_sequence,"
        + " version_hash = excluded.version_hash");
    SqlBatch lines = new SqlBatch(handle, "INSERT INTO order_line VALUES (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8,"
        + " :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19, :p20)"
        + " ON CONFLICT (seller, channel, order_id, id) DO UPDATE SET location = excluded.location,"
        + " version_at = excluded.version_at, version_sequence = excluded.version_sequence,"
        + " version_hash = excluded.version_hash, drew_from_shown = excluded.drew_from_shown,"
        + " ordered = excluded.ordered, cancelled = excluded.cancelled, shipped = excluded.shipped,"
        + " returned = excluded.returned, restocked = excluded.restocked, host_ordered = excluded.host_ordered,"
        + " host_cancelled = excluded.host_cancelled, host_shipped = excluded.host_shipped,"
        + " host_returned = excluded.host_returned, host_restocked = excluded.host_restocked");
    SqlBatch parts = new SqlBatch(handle, "INSERT INTO order_line_component VALUES (:p0, :p1, :p2, :p3, :p4, :p5)");
    for (OrderState order : orders) {
      OrderState before = changes.before(order.key());
      String channel = order.key().channel().value();
      String id = order.key().order().value();
      heads.add(seller.value(), channel, id, Micros.of(order.placedAt()), Micros.of(order.complete().updatedAt()),
          order.complete().sequence(), order.complete().hash());
      int position = 0;
      for (LineState line : order.lines().values()) {
        LineState old = before == null ? null : before.lines().get(line.line());
        if (!line.equals(old)) {
          add(lines, seller, channel, id, position, line);
        }
        if (old == null || old.quarantined()) {
          for (Component part : line.components()) {
            parts.add(seller.value(), channel, id, line.line().value(), part.sku().value(), part.units());
          }
        }
        position++;
      }
    }
    heads.run();
    lines.run();
    parts.run();
  }

  private static void add(
      SqlBatch lines, SellerId seller, String channel, String order, int position, LineState line) {
    LineCounts counts = line.channel();
    LineCounts host = line.host();
    lines.add(seller.value(), channel, order, line.line().value(), position,
        line.listing() == null ? null : line.listing().value(),
        line.location() == null ? null : line.location().value(),
        Micros.of(line.version().updatedAt()), line.version().sequence(), line.version().hash(),
        line.drewFromShown() ? 1 : 0,
        counts.ordered(), counts.cancelled(), counts.shipped(), counts.returned(), counts.restocked(),
        host.ordered(), host.cancelled(), host.shipped(), host.returned(), host.restocked());
  }

  private void saveReservations(SellerId seller, Collection<ReservationState> reservations, Changes changes) {
    SqlBatch heads = new SqlBatch(handle, "INSERT INTO reservation VALUES (:p0, :p1, :p2, :p3)"
        + " ON CONFLICT (seller, id) DO UPDATE SET status = excluded.status, expires_at = excluded.expires_at");
    SqlBatch lines = new SqlBatch(handle, "INSERT INTO reservation_line VALUES (:p0, :p1, :p2, :p3, :p4)");
    for (ReservationState reservation : reservations) {
      heads.add(seller.value(), reservation.id().value(), reservation.status().name(),
          Micros.orNull(reservation.expiresAt()));
      if (changes.before(reservation.id()) == null) {
        reservation.units().forEach((key, units) -> lines.add(
            seller.value(), reservation.id().value(), key.sku().value(), key.location().value(), units));
      }
    }
    heads.run();
    lines.run();
  }

  private void saveIncidents(SellerId seller, List<Incident> incidents, Instant now) {
    if (incidents.isEmpty()) {
      return;
    }
    long next = marks.take(handle, seller, "incident", "id", incidents.size());
    SqlBatch batch = new SqlBatch(handle, "INSERT INTO incident VALUES (:p0, :p1, :p2, :p3, :p4, :p5)");
    for (Incident incident : incidents) {
      batch.add(seller.value(), next++, Micros.of(now), incident.kind(), incident.subject(), incident.message());
    }
    batch.run();
  }

  @Override
  public void markDirty(SellerId seller, Collection<Sku> skus) {
    if (skus.isEmpty()) {
      return;
    }
    long next = marks.take(handle, seller, "dirty", "mark", skus.size());
    SqlBatch batch = new SqlBatch(handle, "INSERT INTO dirty VALUES (:p0, :p1, :p2)"
        + " ON CONFLICT (seller, sku) DO UPDATE SET mark = excluded.mark");
    for (Sku sku : skus) {
      batch.add(seller.value(), sku.value(), next++);
    }
    batch.run();
  }

  @Override
  public void saveChannel(SellerId seller, ChannelRow row) {
    new SqlBatch(handle, "INSERT INTO channel VALUES (:p0, :p1, :p2, :p3, :p4)"
        + " ON CONFLICT (seller, id) DO UPDATE SET mode = excluded.mode, cursor = excluded.cursor,"
        + " watermark = excluded.watermark")
        .add(seller.value(), row.channel().value(), row.mode().name(), row.cursor(), Micros.orNull(row.watermark()))
        .run();
  }

  @Override
  public void clearDirty(SellerId seller, Collection<Dirty> dirty) {
    SqlBatch batch = new SqlBatch(handle, "DELETE FROM dirty WHERE seller = :p0 AND sku = :p1 AND mark = :p2");
    for (Dirty done : dirty) {
      batch.add(seller.value(), done.sku().value(), done.mark());
    }
    batch.run();
  }
}
