package dev.onepool.core;

import dev.onepool.EffectKey;
import dev.onepool.LocationId;
import dev.onepool.OrderLineRef;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.ReservationId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockCommand.Adjust;
import dev.onepool.StockCommand.Arrive;
import dev.onepool.StockCommand.AwaitPayment;
import dev.onepool.StockCommand.Cancel;
import dev.onepool.StockCommand.Confirm;
import dev.onepool.StockCommand.Count;
import dev.onepool.StockCommand.Dispatch;
import dev.onepool.StockCommand.Fulfil;
import dev.onepool.StockCommand.Lose;
import dev.onepool.StockCommand.Receive;
import dev.onepool.StockCommand.RecordSale;
import dev.onepool.StockCommand.Release;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.StockCommand.ReserveLine;
import dev.onepool.StockCommand.Restock;
import dev.onepool.StockCommand.Return;
import dev.onepool.StockCommand.Ship;
import dev.onepool.StockCommand.Snapshot;
import dev.onepool.StockCommand.Transfer;
import dev.onepool.TransferId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the ledger should do, said as simply as possible and differently: it keeps the goods on the shelf and the list of
 * promises, and computes everything else from these two whenever it is asked.
 */
final class LedgerModel {

  /** What a command should be answered. */
  enum Verdict {
    POSTED, REPEATED, CONFLICT, UNKNOWN, WRONG_STATE, TOO_MANY;

    static Verdict of(RefusalKind kind) {
      return valueOf(kind.name());
    }
  }

  /** One SKU at one location. */
  record Place(Sku sku, LocationId location) {}

  /** The goods at a place. */
  private static final class Shelf {
    private final List<Moved> history = new ArrayList<>();
    private Instant counted = Instant.MIN;
    private Instant shortSince;
    private long incoming;
    private long onHand;
    /** Shipped although nobody knew them to be there; what comes back explains these first. */
    private long found;
    private long unsellable;
    private long safety;
  }

  /** What moved at a shelf at some time, corrections by counts left out. */
  private record Moved(Instant at, long onHand, long found) {}

  /** Goods on their way. */
  private static final class Lorry {
    private Place to;
    private long left;
  }

  private static final class Hold {
    private final Map<Place, Long> units = new HashMap<>();
    private Instant end;
    private boolean confirmed;
    private boolean over;
    private boolean fulfilled;
  }

  private static final class Line {
    private Place place;
    private long ordered;
    private long cancelled;
    private long shipped;
    private long returned;
    private long restocked;

    private long open() {
      return ordered - cancelled - shipped;
    }
  }

  private final Map<Place, Shelf> shelves = new HashMap<>();
  private final Map<ReservationId, Hold> holds = new HashMap<>();
  private final Map<OrderLineRef, Line> lines = new HashMap<>();
  private final Map<TransferId, Lorry> lorries = new HashMap<>();
  private final Map<EffectKey, StockCommand> done = new HashMap<>();
  private Instant present = Instant.MIN;
  private long received;
  private long fulfilled;

  /** Does what the command says, if it may, and returns what the ledger should answer. */
  Verdict post(StockCommand command, Instant now) {
    endHolds(now);
    present = now;
    StockCommand before = done.get(command.key());
    if (before != null) {
      return before.equals(command) ? Verdict.REPEATED : Verdict.CONFLICT;
    }
    Verdict verdict = decide(command, now);
    if (verdict == Verdict.POSTED) {
      done.put(command.key(), command);
    }
    seeWhatIsShort(now);
    return verdict;
  }

  void safetyStock(Place place, long units, Instant now) {
    endHolds(now);
    shelf(place).safety = units;
  }

  private void endHolds(Instant now) {
    holds.values().stream().filter(hold -> hold.end != null && !now.isBefore(hold.end)).forEach(hold -> hold.over = true);
    seeWhatIsShort(now);
  }

  private void seeWhatIsShort(Instant now) {
    shelves.forEach((place, shelf) -> {
      boolean lacks = promised(place) > shelf.onHand;
      shelf.shortSince = !lacks ? null : shelf.shortSince == null ? now : shelf.shortSince;
    });
  }

  private Verdict decide(StockCommand command, Instant now) {
    if (command instanceof Receive receive) {
      comeIn(shelf(new Place(receive.sku(), receive.location())), receive.quantity().units());
      received += receive.quantity().units();
      return Verdict.POSTED;
    }
    if (command instanceof Reserve reserve) {
      return reserve(reserve, now);
    }
    if (command instanceof AwaitPayment await) {
      return await(await, now);
    }
    if (command instanceof Confirm confirm) {
      return confirm(confirm.reservation());
    }
    if (command instanceof Fulfil fulfil) {
      return end(fulfil.reservation(), true);
    }
    if (command instanceof Release release) {
      return end(release.reservation(), false);
    }
    if (command instanceof Adjust adjust) {
      Shelf shelf = shelf(new Place(adjust.sku(), adjust.location()));
      return when(shelf.onHand + adjust.delta() >= 0, () -> move(shelf, adjust.delta(), 0));
    }
    if (command instanceof Count count) {
      return count(shelf(new Place(count.sku(), count.location())), count, now);
    }
    if (command instanceof Snapshot snapshot) {
      return snapshot(shelf(new Place(snapshot.sku(), snapshot.location())), snapshot, now);
    }
    if (command instanceof Transfer transfer) {
      Place from = new Place(transfer.sku(), transfer.from());
      long units = transfer.quantity().units();
      return when(units <= free(from), () -> {
        move(shelf(from), -units, 0);
        comeIn(shelf(new Place(transfer.sku(), transfer.to())), units);
      });
    }
    return decideLorry(command);
  }

  private Verdict decideLorry(StockCommand command) {
    if (command instanceof Dispatch dispatch) {
      Place from = new Place(dispatch.sku(), dispatch.from());
      Lorry lorry = new Lorry();
      lorry.to = new Place(dispatch.sku(), dispatch.to());
      lorry.left = dispatch.quantity().units();
      return lorries.containsKey(dispatch.transfer()) ? Verdict.WRONG_STATE : when(lorry.left <= free(from), () -> {
        move(shelf(from), -lorry.left, 0);
        shelf(lorry.to).incoming += lorry.left;
        lorries.put(dispatch.transfer(), lorry);
      });
    }
    if (command instanceof Arrive arrive) {
      return unload(arrive.transfer(), arrive.quantity().units(), true);
    }
    if (command instanceof Lose lose) {
      return unload(lose.transfer(), lose.quantity().units(), false);
    }
    return decideLine(command);
  }

  private Verdict unload(TransferId id, long units, boolean arrived) {
    Lorry lorry = lorries.get(id);
    return lorry == null ? Verdict.UNKNOWN : when(units <= lorry.left, () -> {
      lorry.left -= units;
      shelf(lorry.to).incoming -= units;
      if (arrived) {
        comeIn(shelf(lorry.to), units);
      }
    });
  }

  private static Verdict count(Shelf shelf, Count count, Instant now) {
    long counted = count.counted().units();
    long before = shelf.onHand;
    long after = count.expected() == null ? counted : before + counted - count.expected().units();
    return when(after >= 0, () -> {
      shelf.onHand = after;
      shelf.found = count.expected() == null ? 0 : shelf.found;
      shelf.counted = now;
    });
  }

  private static Verdict snapshot(Shelf shelf, Snapshot snapshot, Instant now) {
    Instant asOf = snapshot.asOf();
    if (asOf.isAfter(now) || asOf.isBefore(shelf.counted)) {
      return Verdict.WRONG_STATE;
    }
    List<Moved> since = shelf.history.stream().filter(moved -> moved.at().isAfter(asOf)).toList();
    long after = snapshot.onHand().units() + since.stream().mapToLong(Moved::onHand).sum();
    long found = Math.max(0, since.stream().mapToLong(Moved::found).sum());
    shelf.found = Math.min(shelf.found, found) + Math.max(0, -after);
    shelf.onHand = Math.max(0, after);
    shelf.counted = asOf;
    return Verdict.POSTED;
  }

  private void move(Shelf shelf, long onHand, long found) {
    shelf.onHand += onHand;
    shelf.found += found;
    shelf.history.add(new Moved(present, onHand, found));
  }

  private Verdict decideLine(StockCommand command) {
    if (command instanceof RecordSale sale) {
      Line line = new Line();
      line.place = new Place(sale.sku(), sale.location());
      line.ordered = sale.quantity().units();
      shelf(line.place);
      lines.put(sale.line(), line);
      return Verdict.POSTED;
    }
    if (command instanceof Cancel cancel) {
      return onLine(cancel.line(), line -> when(cancel.quantity().units() <= line.open(),
          () -> line.cancelled += cancel.quantity().units()));
    }
    if (command instanceof Ship ship) {
      return onLine(ship.line(), line -> when(ship.quantity().units() <= line.open(), () -> {
        line.shipped += ship.quantity().units();
        leave(line.place, ship.quantity().units());
      }));
    }
    if (command instanceof Return back) {
      return onLine(back.line(), line -> when(line.returned + back.quantity().units() <= line.shipped, () -> {
        line.returned += back.quantity().units();
        shelf(line.place).unsellable += back.quantity().units();
      }));
    }
    Restock restock = (Restock) command;
    return onLine(restock.line(), line -> when(line.restocked + restock.quantity().units() <= line.returned, () -> {
      line.restocked += restock.quantity().units();
      restock(shelf(line.place), restock.quantity().units());
    }));
  }

  private Verdict reserve(Reserve reserve, Instant now) {
    Hold replaced = holds.get(reserve.replaces());
    boolean givenBack = replaced != null && !replaced.over && !replaced.confirmed;
    if (givenBack) {
      replaced.over = true;
    }
    Verdict verdict = hold(reserve, now);
    if (givenBack && verdict != Verdict.POSTED) {
      replaced.over = false;
    }
    return verdict;
  }

  private Verdict hold(Reserve reserve, Instant now) {
    Hold hold = new Hold();
    hold.end = reserve.expiresAt();
    for (ReserveLine line : reserve.lines()) {
      hold.units.merge(new Place(line.sku(), line.location()), line.quantity().units(), Long::sum);
    }
    if (hold.units.entrySet().stream().anyMatch(entry -> entry.getValue() > free(entry.getKey()))) {
      return Verdict.TOO_MANY;
    }
    if (hold.end != null && !hold.end.isAfter(now)) {
      return Verdict.WRONG_STATE;
    }
    holds.put(reserve.reservation(), hold);
    return Verdict.POSTED;
  }

  private Verdict await(AwaitPayment await, Instant now) {
    Hold hold = holds.get(await.reservation());
    if (hold == null) {
      return Verdict.UNKNOWN;
    }
    if (hold.over || !await.deadline().isAfter(now)) {
      return Verdict.WRONG_STATE;
    }
    hold.end = hold.end == null || hold.end.isAfter(await.deadline()) ? hold.end : await.deadline();
    return Verdict.POSTED;
  }

  private Verdict confirm(ReservationId id) {
    Hold hold = holds.get(id);
    if (hold == null) {
      return Verdict.UNKNOWN;
    }
    if (hold.fulfilled) {
      return Verdict.WRONG_STATE;
    }
    hold.confirmed = true;
    hold.over = false;
    hold.end = null;
    return Verdict.POSTED;
  }

  private Verdict end(ReservationId id, boolean shipped) {
    Hold hold = holds.get(id);
    if (hold == null) {
      return Verdict.UNKNOWN;
    }
    if (hold.over) {
      return Verdict.WRONG_STATE;
    }
    hold.over = true;
    hold.confirmed = false;
    hold.fulfilled = shipped;
    if (shipped) {
      hold.units.forEach((place, units) -> {
        leave(place, units);
        fulfilled += units;
      });
    }
    return Verdict.POSTED;
  }

  private void leave(Place place, long units) {
    Shelf shelf = shelf(place);
    long known = Math.min(units, shelf.onHand);
    move(shelf, -known, units - known);
  }

  private void comeIn(Shelf shelf, long units) {
    long explained = Math.min(units, shelf.found);
    move(shelf, units - explained, -explained);
  }

  private void restock(Shelf shelf, long units) {
    comeIn(shelf, units);
    shelf.unsellable -= units;
  }

  private Verdict onLine(OrderLineRef ref, java.util.function.Function<Line, Verdict> then) {
    Line line = lines.get(ref);
    return line == null ? Verdict.UNKNOWN : then.apply(line);
  }

  private static Verdict when(boolean possible, Runnable then) {
    if (!possible) {
      return Verdict.TOO_MANY;
    }
    then.run();
    return Verdict.POSTED;
  }

  private Shelf shelf(Place place) {
    return shelves.computeIfAbsent(place, any -> new Shelf());
  }

  private long promised(Place place) {
    long held = holds.values().stream().filter(hold -> !hold.over)
        .mapToLong(hold -> hold.units.getOrDefault(place, 0L)).sum();
    return held + lines.values().stream().filter(line -> line.place.equals(place)).mapToLong(Line::open).sum();
  }

  /** Returns what a new order may have at a place. */
  long free(Place place) {
    return Math.max(0, shelf(place).onHand - promised(place) - shelf(place).safety);
  }

  /** Returns the units that the ledger should show. */
  Units units(Place place) {
    Shelf shelf = shelf(place);
    long promised = promised(place);
    return new Units(Math.max(0, shelf.onHand - promised), Math.min(shelf.onHand, promised), shelf.unsellable,
        Math.max(0, promised - shelf.onHand));
  }

  /** Returns every place that was ever spoken of. */
  Set<Place> places() {
    Set<Place> places = new TreeSet<>(
        java.util.Comparator.comparing(Place::sku).thenComparing(Place::location));
    places.addAll(shelves.keySet());
    return places;
  }

  /** Returns units that came from suppliers. */
  long received() {
    return received;
  }

  /** Returns units that are with customers. */
  long withCustomers() {
    return fulfilled + lines.values().stream().mapToLong(line -> line.shipped - line.returned).sum();
  }

  /** Returns units on their way to a place. */
  long incoming(Place place) {
    return shelf(place).incoming;
  }

  /** Returns since when something is short at a place; null if nothing is. */
  Instant shortSince(Place place) {
    return shelf(place).shortSince;
  }
}
