package dev.onepool.core.internal.ledger;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.part;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.ReservationResult;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockCommand.ReserveLine;
import dev.onepool.core.Commands;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a refusal says would have fitted does fit, and one unit more of any line does not. */
class BasketPropertiesTest {

  record Shelf(long mainA, long mainB, long secondA, long secondB) {

    PureLedger ledger() {
      PureLedger ledger = new PureLedger().with(Commands.defineKit("1", "KIT", part("A", 2), part("B", 1)));
      receive(ledger, "A", LocationId.MAIN, mainA);
      receive(ledger, "B", LocationId.MAIN, mainB);
      receive(ledger, "A", SECOND, secondA);
      receive(ledger, "B", SECOND, secondB);
      return ledger;
    }

    private static void receive(PureLedger ledger, String sku, LocationId location, long units) {
      if (units > 0) {
        ledger.with(Commands.receive(sku + location, sku, location, units));
      }
    }
  }

  private static StockCommand order(List<ReserveLine> lines) {
    return Commands.reserve("R1", lines.toArray(ReserveLine[]::new));
  }

  @Property(tries = 2_000)
  void largestOrder_ofLinesWithALocation_fitsAndNoLargerOne(
      @ForAll("shelves") Shelf shelf, @ForAll("placed") List<ReserveLine> lines) {
    check(shelf, lines);
  }

  @Property(tries = 1_000)
  void largestOrder_ofOneLineFromAnywhere_fitsAndNoLargerOne(
      @ForAll("shelves") Shelf shelf, @ForAll("anywhere") ReserveLine line) {
    check(shelf, List.of(line));
  }

  private static void check(Shelf shelf, List<ReserveLine> lines) {
    if (!(shelf.ledger().decide(order(lines)).answer() instanceof Answer.Short refused)) {
      return;
    }
    ReservationResult.Refused result = refused.result();
    List<ReserveLine> largest = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Quantity fits = result.largest().get(i);
      assertThat(fits).isLessThanOrEqualTo(lines.get(i).quantity());
      if (fits.units() > 0) {
        largest.add(with(lines.get(i), fits));
      }
      if (fits.units() < lines.get(i).quantity().units()) {
        // With the lines before it, one more of this line is too many.
        List<ReserveLine> more = new ArrayList<>(largest);
        more.add(with(lines.get(i), Quantity.of(1)));
        assertThat(shelf.ledger().decide(order(more)).answer()).isInstanceOf(Answer.Short.class);
      }
    }
    if (!largest.isEmpty()) {
      assertThat(shelf.ledger().decide(order(largest)).answer()).isEqualTo(Answer.DONE);
    }
  }

  private static ReserveLine with(ReserveLine line, Quantity units) {
    return new ReserveLine(line.sku(), line.location(), units, line.kit());
  }

  @Provide
  Arbitrary<Shelf> shelves() {
    Arbitrary<Long> units = Arbitraries.longs().between(0, 6);
    return Combinators.combine(units, units, units, units).as(Shelf::new);
  }

  @Provide
  Arbitrary<List<ReserveLine>> placed() {
    return lines(Arbitraries.of(LocationId.MAIN, SECOND)).list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<ReserveLine> anywhere() {
    return lines(Arbitraries.just((LocationId) null));
  }

  private static Arbitrary<ReserveLine> lines(Arbitrary<LocationId> locations) {
    return Combinators.combine(Arbitraries.of("A", "B", "KIT"), locations, Arbitraries.longs().between(1, 9))
        .as((sku, location, units) ->
            new ReserveLine(Sku.of(sku), location, Quantity.of(units), sku.equals("KIT")));
  }
}
