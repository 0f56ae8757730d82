package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;

import dev.onepool.EffectKey;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.StockCommand.ReserveLine;
import dev.onepool.StockCommand.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Commands that get in each other's way: two SKUs, two locations, few units, and identifiers from so small a set that keys,
 * orders and reservations come again.
 */
final class AnyCommand {

  /** A command, but for the moment from which its times are counted. */
  interface Template {
    StockCommand startingAt(Instant begin);
  }

  private AnyCommand() {}

  static Arbitrary<Template> any() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, place().flatMap(place -> Combinators.combine(id(30), units(9))
            .as((id, units) -> new StockCommand.Receive(EffectKey.of("receipt", id), place.sku(), place.location(), units))
            .map(AnyCommand::fixed))),
        Tuple.of(6, reserve()),
        Tuple.of(4, id(5).map(Commands::fulfil).map(AnyCommand::fixed)),
        Tuple.of(4, id(5).map(Commands::release).map(AnyCommand::fixed)),
        Tuple.of(5, place().flatMap(place -> Combinators.combine(id(5), units(6))
            .as((id, units) -> Commands.sale(id, place.sku().value(), place.location(), units.units()))
            .map(AnyCommand::fixed))),
        Tuple.of(2, onLine().map(on -> fixed(Commands.cancel(on.id(), on.order(), on.units())))),
        Tuple.of(4, onLine().map(on -> fixed(Commands.ship(on.id(), on.order(), on.units())))),
        Tuple.of(2, onLine().map(on -> fixed(Commands.giveBack(on.id(), on.order(), on.units())))),
        Tuple.of(2, onLine().map(on -> fixed(Commands.restock(on.id(), on.order(), on.units())))),
        Tuple.of(2, Combinators.combine(id(8), sku(), Arbitraries.longs().between(-5, 5).filter(delta -> delta != 0))
            .as((id, sku, delta) -> fixed(Commands.adjust(id, sku, delta)))),
        Tuple.of(1, Combinators.combine(id(8), sku(), Arbitraries.longs().between(0, 9))
            .as((id, sku, counted) -> fixed(Commands.count(id, sku, counted)))),
        Tuple.of(2, Combinators.combine(id(8), sku(), units(6), Arbitraries.of(true, false))
            .as((id, sku, units, there) -> fixed(new Transfer(EffectKey.of("transfer", id), Sku.of(sku),
                there ? LocationId.MAIN : SECOND, there ? SECOND : LocationId.MAIN, units)))));
  }

  /** Returns also what only some stores can keep yet. */
  static Arbitrary<Template> every() {
    return Arbitraries.frequencyOf(
        Tuple.of(44, any()),
        Tuple.of(3, Combinators.combine(id(5), id(5), reserve()).as((id, replaced, template) -> begin -> {
          Reserve reserve = (Reserve) template.startingAt(begin);
          return id.equals(replaced) ? reserve : new Reserve(
              ReservationId.of(id), reserve.lines(), reserve.expiresAt(), ReservationId.of(replaced));
        })),
        Tuple.of(3, id(5).map(Commands::confirm).map(AnyCommand::fixed)),
        Tuple.of(2, Combinators.combine(id(9), id(5), minutes()).as((id, reservation, minutes) ->
            begin -> Commands.await(id, reservation, begin.plus(minutes)))),
        Tuple.of(2, Combinators.combine(id(8), sku(), Arbitraries.longs().between(0, 9),
            Arbitraries.longs().between(0, 9)).as(
                (id, sku, counted, expected) -> fixed(Commands.count(id, sku, counted, expected)))),
        Tuple.of(3, Combinators.combine(id(8), sku(), Arbitraries.longs().between(0, 9), minutes()).as(
            (id, sku, onHand, minutes) -> begin -> Commands.snapshot(id, sku, onHand, begin.plus(minutes)))),
        Tuple.of(3, Combinators.combine(id(5), sku(), Arbitraries.longs().between(1, 6)).as(
            (id, sku, units) -> fixed(Commands.dispatch(id, sku, units)))),
        Tuple.of(3, onLine().map(on -> fixed(Commands.arrive(on.id(), on.order(), on.units())))),
        Tuple.of(1, onLine().map(on -> fixed(Commands.lose(on.id(), on.order(), on.units())))));
  }

  /** Returns also what {@link LedgerModel} knows nothing of: kits, and units from anywhere. */
  static Arbitrary<Template> everything() {
    Arbitrary<ReserveLine> open = Combinators.combine(Arbitraries.of("A", "B", "KIT"), units(3),
        Arbitraries.of(LocationId.MAIN, SECOND).injectNull(0.6)).as(
            (sku, units, location) -> new ReserveLine(Sku.of(sku), location, units, sku.equals("KIT")));
    return Arbitraries.frequencyOf(
        Tuple.of(20, every()),
        Tuple.of(5, Combinators.combine(id(5), open.list().ofMinSize(1).ofMaxSize(3)).as(
            (id, lines) -> fixed(new Reserve(ReservationId.of(id), lines, null)))),
        Tuple.of(1, Combinators.combine(id(5), Arbitraries.of("KIT", "KIT", "A"), sku(), Arbitraries.longs().between(1, 3))
            .filter((id, kit, sku, units) -> !kit.equals(sku)).as(
                (id, kit, sku, units) -> fixed(Commands.defineKit(id, kit, Commands.part(sku, units))))));
  }

  private static Arbitrary<Template> reserve() {
    Arbitrary<List<ReserveLine>> lines = place().flatMap(
        place -> units(3).map(units -> new ReserveLine(place.sku(), place.location(), units)))
        .list().ofMinSize(1).ofMaxSize(2);
    return Combinators.combine(id(5), lines, minutes().injectNull(0.5)).as((id, wanted, minutes) ->
        begin -> new Reserve(ReservationId.of(id), wanted, end(begin, minutes)));
  }

  private static @Nullable Instant end(Instant begin, @Nullable Duration minutes) {
    return minutes == null ? null : begin.plus(minutes);
  }

  /** Returns times that lie so close together that holds end while others begin. */
  static Arbitrary<Duration> minutes() {
    return Arbitraries.integers().between(0, 6).map(tens -> Duration.ofMinutes(10L * tens));
  }

  static Arbitrary<LedgerModel.Place> place() {
    return Combinators.combine(sku(), Arbitraries.of(LocationId.MAIN, LocationId.MAIN, SECOND))
        .as((sku, location) -> new LedgerModel.Place(Sku.of(sku), location));
  }

  private record OnLine(String id, String order, long units) {}

  private static Arbitrary<OnLine> onLine() {
    return Combinators.combine(id(20), id(5), Arbitraries.longs().between(1, 3)).as(OnLine::new);
  }

  private static Template fixed(StockCommand command) {
    return begin -> command;
  }

  private static Arbitrary<String> sku() {
    return Arbitraries.of("A", "B");
  }

  private static Arbitrary<Quantity> units(long most) {
    return Arbitraries.longs().between(1, most).map(Quantity::of);
  }

  private static Arbitrary<String> id(int different) {
    return Arbitraries.integers().between(1, different).map(String::valueOf);
  }
}
