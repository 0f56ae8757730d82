package dev.onepool.core.internal.store;

import dev.onepool.Event;
import dev.onepool.Listing.Component;
import dev.onepool.SellerId;
import dev.onepool.Shortfall;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.ledger.DueBy;
import dev.onepool.core.internal.ledger.Happened;
import dev.onepool.core.internal.ledger.Incident;
import dev.onepool.core.internal.ledger.KitState;
import dev.onepool.core.internal.ledger.LineCounts;
import dev.onepool.core.internal.ledger.LineState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.Movement;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.TransferState;
import dev.onepool.core.internal.store.RowChanges.Verb;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what was decided into the rows that say so. */
final class RowWriter {

  /** Where a row of a balance says what its newest entry is: that is known after its row is made. */
  private static final int LAST_ENTRY = Table.BALANCE.columns().size() - 1;

  private final Session session;
  private final boolean optimistic;
  private final Wanted wanted;
  private final RowChanges changed;
  private final Map<PoolKey, @Nullable Object[]> balances = new HashMap<>();

  RowWriter(Session session, boolean optimistic, Wanted wanted, RowChanges changed) {
    this.session = session;
    this.optimistic = optimistic;
    this.wanted = wanted;
    this.changed = changed;
  }

  /** Adds all rows of one seller's changes, and returns those of its effects. */
  List<EffectRow> save(SellerId seller, Changes changes, List<EffectSpan> effects, Instant now) {
    balances.clear();
    savePools(seller, changes);
    List<EffectRow> rows = saveEntries(seller, changes.movements(), effects, now);
    saveReservations(seller, changes, effects, rows);
    saveListings(seller, changes);
    saveOrders(seller, changes);
    saveTransfers(seller, changes);
    saveKits(seller, changes);
    saveShortfalls(seller, changes);
    saveIncidents(seller, changes.incidents(), now);
    saveEvents(seller, changes, now);
    return rows;
  }

  private void add(Verb verb, Table table, @Nullable Object... values) {
    changed.add(verb, table, values);
  }

  private List<EffectRow> saveEntries(
      SellerId seller, List<Movement> movements, List<EffectSpan> effects, Instant now) {
    Long recordedAt = Micros.of(now);
    List<EffectRow> rowsOfEffects = new ArrayList<>(effects.size());
    int index = 0;
    for (EffectSpan span : effects) {
      EffectRow effect = session.keep(seller, span, changed);
      long next = effect.firstEntry();
      for (int i = 0; i < span.movements(); i++) {
        Movement move = movements.get(index++);
        Instant occurredAt = move.occurredAt();
        @Nullable Object[] balance = balances.get(move.pool());
        Object previous = balance[LAST_ENTRY];
        balance[LAST_ENTRY] = next;
        add(Verb.INSERT, Table.ENTRY, seller.value(), next++, move.pool().sku().value(),
            move.pool().location().value(), move.quantity(), move.from().name(), move.to().name(), move.cause().name(),
            span.key().source(), span.key().id(), occurredAt == null ? recordedAt : Micros.orNull(occurredAt), recordedAt,
            move.availableAfter(), move.reservedAfter(), previous);
      }
      rowsOfEffects.add(effect);
    }
    return rowsOfEffects;
  }

  private void savePools(SellerId seller, Changes changes) {
    // In the order in which everybody locks them.
    List<Pool> sorted = new ArrayList<>(changes.pools());
    sorted.sort(java.util.Comparator.comparing(Pool::key));
    for (Pool pool : sorted) {
      Pool before = changes.before(pool.key());
      boolean guarded = before.stored() && optimistic;
      @Nullable Object[] row = {
          seller.value(), pool.key().sku().value(), pool.key().location().value(), pool.available(), pool.reserved(),
          pool.unsellable(), pool.incoming(), pool.shortfall(), pool.unexplained(), pool.safetyStock(), pool.exposed(),
          pool.listings(), pool.version(), Micros.orNull(pool.countedAt()), Micros.orNull(pool.shortSince()), before.lastEntry(),
          before.version()};
      row = guarded ? row : java.util.Arrays.copyOf(row, LAST_ENTRY + 1);
      balances.put(pool.key(), row);
      add(guarded ? Verb.GUARDED : before.stored() ? Verb.UPDATE : Verb.INSERT, Table.BALANCE, row);
    }
  }

  /** Returns balances that were saved, each with the number of its newest entry as it was given out here. */
  Collection<Pool> numbered(Collection<Pool> pools) {
    List<Pool> numbered = new ArrayList<>(pools.size());
    for (Pool pool : pools) {
      numbered.add(pool.withLastEntry((Long) balances.get(pool.key())[LAST_ENTRY]));
    }
    return numbered;
  }

  private void saveListings(SellerId seller, Changes changes) {
    for (ListingAccount account : changes.listings()) {
      ListingAccount before = changes.before(account.key());
      String channel = account.key().channel().value();
      String listing = account.key().listing().value();
      add(before == null ? Verb.INSERT : Verb.UPDATE, Table.LISTING,
          seller.value(), channel, listing, account.status().name(),
          account.location() == null ? null : account.location().value(), account.known() ? 1 : 0,
          account.nextSequence(), account.unsettled() ? 1 : 0, Micros.of(account.demand().at()),
          account.demand().unitsPerDay(), account.demand().meanLine(),
          account.demand().lines(), Rows.recent(account.demand().recent()));
      List<Component> old = before == null ? List.of() : before.components();
      if (!old.equals(account.components())) {
        for (Component part : old) {
          add(Verb.DELETE, Table.COMPONENT, seller.value(), channel, listing, part.sku().value());
        }
        for (Component part : account.components()) {
          add(Verb.INSERT, Table.COMPONENT, seller.value(), channel, listing, part.sku().value(), part.units());
        }
      }
      saveAttempts(seller, channel, listing, before == null ? List.of() : before.attempts(), account.attempts());
    }
  }

  /** Writes only the attempts that changed: most sales touch one of several. */
  private void saveAttempts(
      SellerId seller, String channel, String listing, List<Attempt> before, List<Attempt> after) {
    Map<Long, Attempt> old = new HashMap<>();
    before.forEach(attempt -> old.put(attempt.sequence(), attempt));
    for (Attempt attempt : after) {
      Attempt known = old.remove(attempt.sequence());
      if (!attempt.equals(known)) {
        add(known == null ? Verb.INSERT : Verb.UPDATE, Table.ATTEMPT, seller.value(), channel, listing,
            attempt.sequence(), attempt.value(), attempt.remaining(), attempt.state().name(),
            Micros.of(attempt.sentAt()), Micros.of(attempt.notBefore()), Micros.orNull(attempt.notAfter()),
            attempt.token());
      }
    }
    for (Long gone : old.keySet()) {
      add(Verb.DELETE, Table.ATTEMPT, seller.value(), channel, listing, gone);
    }
  }

  private void saveOrders(SellerId seller, Changes changes) {
    for (OrderState order : changes.orders()) {
      OrderState before = changes.before(order.key());
      DueBy due = order.dueBy();
      String channel = order.key().channel().value();
      String id = order.key().order().value();
      add(before == null ? Verb.INSERT : Verb.UPDATE, Table.ORDER, seller.value(), channel, id,
          Micros.of(order.placedAt()), Micros.of(order.complete().updatedAt()), order.complete().sequence(),
          order.complete().hash(), due == null ? null : Micros.of(due.shipBy()), due == null ? null : Micros.of(due.saidAt()),
          due == null ? null : due.sequence());
      int position = 0;
      for (LineState line : order.lines().values()) {
        LineState old = before == null ? null : before.lines().get(line.line());
        if (!line.equals(old)) {
          saveLine(old == null ? Verb.INSERT : Verb.UPDATE, seller, channel, id, position, line);
        }
        position++;
      }
    }
  }

  private void saveLine(Verb verb, SellerId seller, String channel, String order, int position, LineState line) {
    JsonRows components = new JsonRows();
    line.components().forEach(part -> components.add(part.sku().value(), part.units()));
    LineCounts counts = line.channel();
    LineCounts host = line.host();
    add(verb, Table.LINE, seller.value(), channel, order, line.line().value(), position,
        line.listing() == null ? null : line.listing().value(), components.toString(),
        line.location() == null ? null : line.location().value(),
        Micros.of(line.version().updatedAt()), line.version().sequence(), line.version().hash(),
        line.drewFromShown() ? 1 : 0, line.counts().open(),
        counts.ordered(), counts.cancelled(), counts.shipped(), counts.returned(), counts.restocked(),
        host.ordered(), host.cancelled(), host.shipped(), host.returned(), host.restocked());
  }

  private void saveReservations(
      SellerId seller, Changes changes, List<EffectSpan> spans, List<EffectRow> effects) {
    Map<String, Integer> made = new HashMap<>();
    for (int i = 0; i < spans.size(); i++) {
      if (spans.get(i).hash() != null && Table.isReservation(spans.get(i).key())) {
        made.put(spans.get(i).key().id(), i);
      }
    }
    for (ReservationState reservation : changes.reservations()) {
      String id = reservation.id().value();
      String units = units(reservation);
      Long expiresAt = Micros.orNull(reservation.expiresAt());
      Integer index = made.get(id);
      if (index == null) {
        add(Verb.UPDATE, Table.RESERVATION_STATUS, seller.value(), id, reservation.status().name(), expiresAt, units,
            Micros.orNull(reservation.heldAt()));
      } else {
        EffectRow effect = effects.get(index);
        add(session.claimed(seller, effect.key()) ? Verb.UPDATE : Verb.INSERT, Table.RESERVATION, seller.value(), id,
            reservation.status().name(), expiresAt, units, Micros.orNull(reservation.heldAt()), effect.hash(), effect.firstEntry(), effect.entries());
      }
    }
  }

  private static String units(ReservationState reservation) {
    JsonRows units = new JsonRows();
    reservation.units().forEach((key, count) -> units.add(key.sku().value(), key.location().value(), count));
    return units.toString();
  }

  private void saveTransfers(SellerId seller, Changes changes) {
    for (TransferState transfer : changes.transfers()) {
      add(Verb.UPSERT, Table.TRANSFER, seller.value(), transfer.id().value(), transfer.sku().value(),
          transfer.from().value(), transfer.to().value(), transfer.dispatched(), transfer.underWay());
    }
  }

  private void saveKits(SellerId seller, Changes changes) {
    for (KitState kit : changes.kits()) {
      for (Component part : kit.components()) {
        add(Verb.INSERT, Table.KIT_COMPONENT,
            seller.value(), kit.kit().value(), kit.version(), part.sku().value(), part.units());
      }
    }
  }

  private void saveShortfalls(SellerId seller, Changes changes) {
    changes.shortfalls().forEach((pool, news) -> {
      String sku = pool.sku().value();
      String location = pool.location().value();
      if (news.closed()) {
        add(Verb.DELETE, Table.SHORTFALL, seller.value(), sku, location);
      }
      for (Shortfall.Cause cause : news.causes()) {
        add(Verb.INSERT, Table.SHORTFALL_CAUSE, seller.value(), sku, location,
            session.take(seller, Table.SHORTFALL_CAUSE, "id", 1), Micros.of(cause.at()), cause.kind().name(),
            cause.subject(), cause.units().units());
      }
    });
  }

  private void saveIncidents(SellerId seller, List<Incident> incidents, Instant now) {
    if (incidents.isEmpty()) {
      return;
    }
    long next = session.take(seller, Table.INCIDENT, "id", incidents.size());
    for (Incident incident : incidents) {
      add(Verb.INSERT, Table.INCIDENT,
          seller.value(), next++, Micros.of(now), incident.kind(), incident.subject(), incident.message());
    }
  }

  private void saveEvents(SellerId seller, Changes changes, Instant now) {
    if (!changes.reservations().isEmpty() || !changes.orders().isEmpty() || !changes.shortfalls().isEmpty()) {
      // Also where nobody wants to be told: somebody may have subscribed since.
      changed.prove(wanted.proof());
    }
    if (changes.happened().isEmpty()) {
      return;
    }
    long next = session.take(seller, Table.EVENT, "id", changes.happened().size());
    for (Happened one : changes.happened()) {
      Event.Stock stock = one.subject() instanceof Event.Stock subject ? subject : null;
      Event.Hold hold = one.subject() instanceof Event.Hold subject ? subject : null;
      Event.Order order = one.subject() instanceof Event.Order subject ? subject : null;
      add(Verb.INSERT, Table.EVENT, seller.value(), next++, Micros.of(now), one.kind().name(),
          stock == null ? null : stock.sku().value(), stock == null ? null : stock.location().value(),
          hold == null ? null : hold.reservation().value(),
          order == null ? null : order.channel().value(), order == null ? null : order.order().value(),
          one.units(), Micros.orNull(one.dueBy()), one.message());
    }
  }
}
