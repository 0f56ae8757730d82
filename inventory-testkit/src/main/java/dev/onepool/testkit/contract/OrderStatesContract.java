package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.OrderSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can happen to an order, and how its snapshot tells it. */
public abstract class OrderStatesContract extends ConnectorContract {

  private ListingId mug = ListingId.of("unset");
  private ListingId cup = ListingId.of("unset");

  /** For the author's test class. */
  protected OrderStatesContract() {}

  @Override
  void prepare() {
    mug = bench.list("MUG", 50);
    cup = bench.list("CUP", 50);
  }

  @Rule(id = "order-told-whole",
      says = "An order is told with all its lines, their units and when it was placed, and as complete.")
  void orderToldWhole() {
    Instant placed = bench.clock.instant();
    OrderId order = bench.remote.place(new Sale(mug, 3), new Sale(cup, 1));
    OrderSnapshot told = bench.feed().order(order);
    assertThat(told.complete()).as("complete").isTrue();
    assertThat(told.lines()).hasSize(2);
    assertLine(Feed.line(told, mug), 3, 0, 0, 0, 0);
    assertLine(Feed.line(told, cup), 1, 0, 0, 0, 0);
    assertThat(told.placedAt()).as("placed at").isEqualTo(placed);
    assertThat(told.updatedAt()).as("updated at").isBetween(placed, bench.clock.instant());
  }

  @Rule(id = "long-order-whole",
      says = "An order of more lines than fit into one answer is told whole, or is not said to be complete.")
  void longOrderWhole() {
    List<Sale> sales = new ArrayList<>();
    for (int i = 0; i <= bench.remote.linePage(); i++) {
      sales.add(new Sale(bench.list("LONG-" + i, 5), 1));
    }
    OrderSnapshot told = bench.feed().order(bench.remote.place(sales.toArray(Sale[]::new)));
    assertThat(told.complete() ? told.lines().size() : sales.size())
        .as("lines of an order that is said to be complete").isEqualTo(sales.size());
  }

  @Rule(id = "placed-at-stays", says = "When an order was placed does not change when the order does.")
  void placedAtStays() {
    Instant placed = bench.clock.instant();
    OrderId order = bench.remote.place(new Sale(mug, 3));
    bench.clock.advance(Duration.ofHours(1));
    bench.remote.ship(order, 0, 3);
    assertThat(bench.feed().order(order).placedAt()).isEqualTo(placed);
  }

  @Rule(id = "version-grows", says = "Each change of an order makes a newer version of it.")
  void versionGrows() {
    Feed feed = bench.feed();
    OrderId order = bench.remote.place(new Sale(mug, 3));
    OrderSnapshot placed = feed.order(order);
    bench.remote.cancel(order, 0, 3);
    OrderSnapshot cancelled = feed.order(order);
    assertThat(Feed.older(placed, cancelled)).as("%s is older than %s", placed, cancelled).isTrue();
  }

  @Rule(id = "lines-apart", says = "Two lines of one listing stay two lines.")
  void linesApart() {
    OrderId order = bench.remote.place(new Sale(mug, 3), new Sale(mug, 2));
    assertThat(bench.feed().order(order).lines()).extracting(OrderSnapshot.Line::ordered)
        .containsExactlyInAnyOrder(3L, 2L);
  }

  @Rule(id = "line-ids-stable",
      says = "A line keeps its identifier when the channel tells the lines in another order, and when one changes.")
  void lineIdsStable() {
    Feed feed = bench.feed();
    OrderId order = bench.remote.place(new Sale(mug, 3), new Sale(cup, 1));
    Map<ListingId, LineId> before = lineIds(feed.order(order));
    if (bench.has(Feature.SHUFFLED_LINES)) {
      bench.remote.shuffleLines(order);
      assertThat(lineIds(feed.order(order))).as("after reordering").isEqualTo(before);
    }
    bench.remote.ship(order, 0, 3);
    assertThat(lineIds(feed.order(order))).as("after a shipment").isEqualTo(before);
  }

  private static Map<ListingId, LineId> lineIds(OrderSnapshot order) {
    Map<ListingId, LineId> ids = new HashMap<>();
    order.lines().forEach(line -> ids.put(line.listing(), line.line()));
    return ids;
  }

  @Rule(id = "pending-holds", says = "An order that is not paid yet is told, with its units.")
  void pendingHolds() {
    bench.need(Feature.PENDING_ORDERS);
    OrderId order = bench.remote.placePending(new Sale(mug, 3));
    assertLine(bench.feed().line(order, mug), 3, 0, 0, 0, 0);
  }

  @Rule(id = "pending-cancelled", says = "An order that was never paid and is cancelled holds nothing any more.")
  void pendingCancelled() {
    bench.need(Feature.PENDING_ORDERS);
    Feed feed = bench.feed();
    OrderId order = bench.remote.placePending(new Sale(mug, 3));
    feed.read();
    bench.remote.cancel(order, 0, 3);
    assertOpen(feed.line(order, mug), 0);
  }

  @Rule(id = "edited", says = "A line edited down and up waits for as many units as it has now.")
  void edited() {
    bench.need(Feature.EDITS);
    Feed feed = bench.feed();
    OrderId order = bench.remote.place(new Sale(mug, 3));
    feed.read();
    bench.remote.editLine(order, 0, 1);
    assertOpen(feed.line(order, mug), 1);
    bench.remote.editLine(order, 0, 4);
    assertOpen(feed.line(order, mug), 4);
  }

  @Rule(id = "cancelled", says = "A cancelled line waits for nothing, and its units are told as cancelled.")
  void cancelled() {
    Feed feed = bench.feed();
    OrderId order = bench.remote.place(new Sale(mug, 3), new Sale(cup, 1));
    feed.read();
    bench.remote.cancel(order, 0, 3);
    OrderSnapshot told = feed.order(order);
    assertOpen(Feed.line(told, mug), 0);
    assertThat(Feed.line(told, mug).shipped()).as("shipped").isZero();
    assertOpen(Feed.line(told, cup), bench.has(Feature.WHOLE_ORDER_CANCELS) ? 0 : 1);
  }

  @Rule(id = "partly-cancelled", says = "Of a line that is cancelled in part the rest still waits.")
  void partlyCancelled() {
    bench.need(Feature.PARTIAL_CANCELS);
    OrderId order = bench.remote.place(new Sale(mug, 3));
    bench.remote.cancel(order, 0, 1);
    assertOpen(bench.feed().line(order, mug), 2);
  }

  @Rule(id = "shipped", says = "Shipped units are told as shipped, and do not wait any more.")
  void shipped() {
    Feed feed = bench.feed();
    OrderId order = bench.remote.place(new Sale(mug, 3), new Sale(cup, 1));
    bench.remote.ship(order, 0, 3);
    OrderSnapshot told = feed.order(order);
    assertLine(Feed.line(told, mug), 3, 0, 3, 0, 0);
    assertLine(Feed.line(told, cup), 1, 0, 0, 0, 0);
  }

  @Rule(id = "partly-shipped", says = "Of a line that is shipped in part the rest still waits.")
  void partlyShipped() {
    bench.need(Feature.PARTIAL_SHIPMENTS);
    OrderId order = bench.remote.place(new Sale(mug, 3));
    bench.remote.ship(order, 0, 1);
    OrderSnapshot.Line line = bench.feed().line(order, mug);
    assertThat(line.shipped()).as("shipped").isEqualTo(1);
    assertOpen(line, 2);
  }

  @Rule(id = "shipped-then-cancelled", says = "Units cancelled beside shipped ones are told apart from them.")
  void shippedThenCancelled() {
    bench.need(bench.has(Feature.PARTIAL_SHIPMENTS) && bench.has(Feature.PARTIAL_CANCELS), "lines are dealt with whole");
    OrderId order = bench.remote.place(new Sale(mug, 5));
    bench.remote.ship(order, 0, 2);
    bench.remote.cancel(order, 0, 1);
    OrderSnapshot.Line line = bench.feed().line(order, mug);
    assertThat(line.shipped()).as("shipped").isEqualTo(2);
    assertOpen(line, 2);
  }

  @Rule(id = "voided", says = "Units of a voided shipment wait again.")
  void voided() {
    bench.need(Feature.VOIDED_SHIPMENTS);
    Feed feed = bench.feed();
    OrderId order = bench.remote.place(new Sale(mug, 3));
    bench.remote.ship(order, 0, 3);
    feed.read();
    bench.remote.voidShipment(order, 0, 3);
    assertLine(feed.line(order, mug), 3, 0, 0, 0, 0);
  }

  @Rule(id = "returned",
      says = "Units that came back are told as returned, stay shipped, and are not said to be on sale again.")
  void returned() {
    bench.need(Feature.RETURNS);
    OrderId order = bench.remote.place(new Sale(mug, 3));
    bench.remote.ship(order, 0, 3);
    bench.tick();
    bench.remote.giveBack(order, 0, 2);
    assertLine(bench.feed().line(order, mug), 3, 0, 3, 2, 0);
  }

  @Rule(id = "restocked", says = "Returned units that the channel put back on sale are told as restocked.")
  void restocked() {
    bench.need(bench.has(Feature.RETURNS) && bench.has(Feature.RESTOCKS), "the channel does not restock");
    OrderId order = bench.remote.place(new Sale(mug, 3));
    bench.remote.ship(order, 0, 3);
    bench.tick();
    bench.remote.giveBack(order, 0, 2);
    bench.remote.restock(order, 0, 1);
    assertLine(bench.feed().line(order, mug), 3, 0, 3, 2, 1);
  }

  @Rule(id = "refunded-after-shipping",
      says = "Money given back after shipping is neither a cancellation nor a return.")
  void refundedAfterShipping() {
    bench.need(Feature.REFUNDS);
    OrderId order = bench.remote.place(new Sale(mug, 3));
    bench.remote.ship(order, 0, 3);
    bench.tick();
    bench.remote.refund(order, 0, 2);
    assertLine(bench.feed().line(order, mug), 3, 0, 3, 0, 0);
  }

  @Rule(id = "sale-drew", says = "A sale is told as one that lowered the shown number.")
  void saleDrew() {
    OrderId order = bench.remote.place(new Sale(mug, 1));
    assertThat(bench.feed().line(order, mug).drewFromShown()).isTrue();
  }

  @Rule(id = "replacement-drew-not",
      says = "A replacement is told with its units, and as one that left the shown number alone.")
  void replacementDrewNot() {
    bench.need(Feature.REPLACEMENTS);
    assertDrewNot(Sale.Kind.REPLACEMENT);
  }

  @Rule(id = "sample-drew-not", says = "A sample is told with its units, and as one that left the shown number alone.")
  void sampleDrewNot() {
    bench.need(Feature.SAMPLES);
    assertDrewNot(Sale.Kind.SAMPLE);
  }

  private void assertDrewNot(Sale.Kind kind) {
    OrderId order = bench.remote.place(new Sale(mug, 2, kind));
    OrderSnapshot.Line line = bench.feed().line(order, mug);
    assertOpen(line, 2);
    assertThat(line.drewFromShown()).as("drew from shown").isFalse();
  }

  @Rule(id = "unlisted-kept", says = "A line of a listing that is not on sale here is told all the same.")
  void unlistedKept() {
    OrderId order = bench.remote.place(new Sale(mug, 1), new Sale(bench.remote.unknownListing(), 2));
    OrderSnapshot told = bench.feed().order(order);
    assertThat(told.lines()).extracting(OrderSnapshot.Line::ordered).containsExactlyInAnyOrder(1L, 2L);
  }

  @Rule(id = "nameless-kept", says = "A line that names no listing is told with its units, under some name.")
  void namelessKept() {
    bench.need(Feature.NAMELESS_LINES);
    OrderId order = bench.remote.placeNameless(2);
    assertThat(bench.feed().order(order).lines()).singleElement()
        .extracting(OrderSnapshot.Line::ordered).isEqualTo(2L);
  }

  @Rule(id = "restores-on-cancel",
      says = "Whether the channel puts cancelled units back on display is declared as it is.")
  void restoresOnCancel() {
    OrderId order = bench.remote.place(new Sale(mug, 3));
    bench.tick();
    long before = bench.remote.shows(mug);
    bench.remote.cancel(order, 0, 3);
    assertThat(bench.remote.shows(mug) - before).as("units back on display")
        .isEqualTo(bench.card().restoresOnCancel() ? 3 : 0);
  }

  private static void assertLine(
      OrderSnapshot.Line line, long ordered, long cancelled, long shipped, long returned, long restocked) {
    assertThat(List.of(line.ordered(), line.cancelled(), line.shipped(), line.returned(), line.restocked()))
        .as("ordered, cancelled, shipped, returned, restocked of " + line)
        .containsExactly(ordered, cancelled, shipped, returned, restocked);
  }

  /** A channel may tell a cancelled or edited line by fewer ordered units, or by cancelled ones. */
  private static void assertOpen(OrderSnapshot.Line line, long units) {
    assertThat(line.ordered() - line.cancelled() - line.shipped()).as("units that wait of " + line).isEqualTo(units);
  }
}
