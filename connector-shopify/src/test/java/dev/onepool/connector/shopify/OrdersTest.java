package dev.onepool.connector.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.shopify.Fault;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is special about orders at Shopify; what is common to all channels, the contracts try. */
class OrdersTest {

  private Connected shop = new Connected();
  private ListingId mug = ListingId.of("unset");

  @BeforeEach
  void open() {
    mug = shop.sandbox.list("MUG", 50);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private void reopen(Map<String, String> settings) {
    shop.close();
    shop = new Connected(settings);
    mug = shop.sandbox.list("MUG", 50);
  }

  private OrderSnapshot.Line line(OrderId order) {
    List<OrderSnapshot.Line> lines = shop.order(order).lines();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  // ---- lines without an item

  @Test
  void line_ofAnUnknownCode_isToldUnderTheCode() {
    assertThat(line(shop.sandbox.placeCustom("ENGRAVING", 2)).listing()).isEqualTo(ListingId.of("sku:ENGRAVING"));
  }

  @Test
  void line_withoutACode_isToldUnderItsOwnName() {
    OrderId order = shop.sandbox.placeCustom(null, 2);
    OrderSnapshot.Line line = line(order);
    assertThat(line.listing()).isEqualTo(ListingId.of("line:" + shop.sandbox.lineId(order, 0)));
    assertThat(line.ordered()).isEqualTo(2);
  }

  @Test
  void line_withACodeThatIsNoIdentifier_isToldUnderItsOwnName() {
    OrderId order = shop.sandbox.placeCustom(" ".repeat(3) + "\u0007", 1);
    assertThat(line(order).listing().value()).startsWith("line:");
    OrderId lengthy = shop.sandbox.placeCustom("X".repeat(300), 1);
    assertThat(line(lengthy).listing().value()).startsWith("line:");
  }

  // ---- what did not come from the shelf

  @Test
  void order_thatIsATest_isLeftOut() {
    OrderId test = shop.place(mug, 1);
    shop.sandbox.mark(test, true, true, "web");
    OrderId real = shop.place(mug, 1);
    shop.order(real);
    assertThat(shop.connector.ordersById(Set.of(test, real))).extracting(OrderSnapshot::order).containsExactly(real);
  }

  @Test
  void order_thatIsATestWhereTestsCount_isTold() {
    reopen(Map.of("test-orders", "true"));
    OrderId test = shop.place(mug, 1);
    shop.sandbox.mark(test, true, true, "web");
    assertThat(line(test).ordered()).isEqualTo(1);
  }

  @Test
  void order_fromADraftOrNotConfirmed_isToldAsOneThatDrewNothing() {
    OrderId draft = shop.place(mug, 1);
    shop.sandbox.mark(draft, false, true, "shopify_draft_order");
    assertThat(line(draft).drewFromShown()).isFalse();
    OrderId waiting = shop.place(mug, 1);
    shop.sandbox.mark(waiting, false, false, "web");
    assertThat(line(waiting).drewFromShown()).isFalse();
    assertThat(line(shop.place(mug, 1)).drewFromShown()).isTrue();
  }

  @Test
  void line_givenInExchange_isToldAsOneThatDrewNothing() {
    ListingId cup = shop.sandbox.list("CUP", 9);
    OrderId order = shop.place(mug, 2);
    shop.sandbox.ship(order, 0, 2);
    shop.sandbox.receive(order, 0, 1, cup);
    OrderSnapshot told = shop.order(order);
    assertThat(told.lines()).extracting(OrderSnapshot.Line::listing).containsExactly(mug, cup);
    assertThat(told.lines()).extracting(OrderSnapshot.Line::drewFromShown).containsExactly(true, false);
    assertThat(told.lines().get(0).returned()).isEqualTo(1);
  }

  // ---- taken off

  @Test
  void units_cancelledWithoutRestocking_areNotSaidToBeBack() {
    OrderId order = shop.place(mug, 5);
    shop.sandbox.cancel(order, 0, 2, false);
    shop.sandbox.cancel(order, 0, 1, true);
    OrderSnapshot.Line line = line(order);
    assertThat(line.cancelled()).isEqualTo(1);
    assertThat(line.shipped()).as("left the stock").isEqualTo(2);
    assertThat(line.ordered() - line.cancelled() - line.shipped()).as("waiting").isEqualTo(2);
  }

  @Test
  void order_cancelledWhole_holdsNothing() {
    OrderId order = shop.place(mug, 5);
    shop.sandbox.ship(order, 0, 2);
    // Read while it is open: a cancelled order is not among the open ones that reading begins with.
    shop.order(order);
    shop.sandbox.cancel(order, true);
    OrderSnapshot.Line line = line(order);
    assertThat(List.of(line.ordered(), line.cancelled(), line.shipped())).containsExactly(5L, 3L, 2L);
  }

  @Test
  void order_cancelledWithoutARefund_holdsNothing() {
    OrderId order = shop.place(mug, 5);
    shop.sandbox.ship(order, 0, 2);
    shop.order(order);
    shop.sandbox.cancelUnpaid(order);
    assertUnits(line(order), 5, 3, 2);
  }

  // ---- locations

  @Test
  void order_movedToAnotherLocation_isTakenBackByANewerVersion() {
    OrderId order = shop.place(mug, 2);
    OrderSnapshot before = shop.order(order);
    shop.clock.advance(Duration.ofSeconds(3));
    shop.sandbox.moveAway(order);
    OrderSnapshot after = shop.connector.ordersById(Set.of(order)).get(0);
    assertThat(after.complete()).isTrue();
    assertThat(after.lines()).isEmpty();
    assertThat(after.updatedAt()).as("Shopify leaves the time stamp").isEqualTo(before.updatedAt());
    assertThat(after.sequence()).isGreaterThan(before.sequence());
  }

  @Test
  void order_movedLongAfterItChanged_isAmongTheNextPages() {
    OrderId order = shop.place(mug, 2);
    shop.order(order);
    shop.clock.advance(Duration.ofDays(2));
    shop.order(shop.place(mug, 1));
    shop.sandbox.moveAway(order);
    assertThat(shop.order(order).lines()).isEmpty();
  }

  @Test
  void order_notMovedAndNotChanged_isNotReadAgain() {
    OrderId order = shop.place(mug, 2);
    shop.order(order);
    shop.clock.advance(Duration.ofDays(2));
    shop.order(shop.place(mug, 1));
    shop.sandbox.moveAway(shop.place(mug, 1));
    assertThatThrownBy(() -> shop.order(order)).isInstanceOf(AssertionError.class).hasMessageContaining("none of the pages");
  }

  @Test
  void line_thatTwoLocationsShip_isToldWithOurUnits() {
    OrderId order = shop.place(mug, 9);
    shop.sandbox.moveAway(order, 0, 4);
    assertUnits(line(order), 5, 0, 0);
    shop.sandbox.ship(order, 0, 2);
    assertUnits(line(order), 5, 0, 2);
    shop.sandbox.cancel(order, 0, 1, true);
    assertUnits(line(order), 5, 1, 2);
    shop.sandbox.cancel(order, 0, 1, false);
    assertUnits(line(order), 5, 1, 3);
    shop.sandbox.refund(order, 0, 1, true);
    OrderSnapshot.Line told = line(order);
    assertUnits(told, 5, 1, 3);
    assertThat(told.restocked()).isEqualTo(1);
  }

  private static void assertUnits(OrderSnapshot.Line line, long ordered, long cancelled, long shipped) {
    assertThat(List.of(line.ordered(), line.cancelled(), line.shipped())).as(line.toString())
        .containsExactly(ordered, cancelled, shipped);
  }

  @Test
  void line_thatIsATip_isLeftOut() {
    OrderId order = shop.sandbox.placeWithTip(mug, 2);
    assertThat(shop.order(order).lines()).extracting(OrderSnapshot.Line::listing).containsExactly(mug);
  }

  @Test
  void order_movedWhereOneLocationShipsAll_staysOurs() {
    reopen(Map.of("single-location", "true"));
    OrderId order = shop.place(mug, 2);
    shop.sandbox.moveAway(order);
    assertThat(line(order).ordered()).isEqualTo(2);
  }

  // ---- pages

  @Test
  void order_ofManyLines_isToldWhole() {
    reopen(Map.of("line-page-size", "2"));
    List<Map.Entry<ListingId, Long>> lines = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      lines.add(Map.entry(mug, 1L + i % 3));
    }
    OrderSnapshot told = shop.order(shop.sandbox.place(shop.clock.instant(), lines));
    assertThat(told.complete()).isTrue();
    assertThat(told.lines()).extracting(OrderSnapshot.Line::ordered)
        .containsExactlyElementsOf(lines.stream().map(Map.Entry::getValue).toList());
  }

  @Test
  void lastPage_promisesNoMoreThanTheClocksAllow() {
    Instant before = shop.clock.instant();
    OrderPage page = shop.connector.orders(null);
    assertThat(page.more()).isFalse();
    assertThat(page.completeThrough()).isEqualTo(before.minus(shop.connector.capabilities().clockSkew()));
  }

  @Test
  void orders_byAClockThatIsAhead_areStillFoundByTheNextReading() {
    shop.connector.orders(null);
    String cursor = shop.connector.orders(null).next();
    // The shop's clock is a minute behind ours, and its search two minutes late.
    OrderId late = shop.sandbox.place(
        shop.clock.instant().minus(Duration.ofMinutes(3)), List.of(Map.entry(mug, 1L)));
    assertThat(shop.connector.orders(cursor).orders()).extracting(OrderSnapshot::order).contains(late);
  }

  @Test
  void cursor_thatIsNotOurs_isInvalid() {
    for (String cursor : List.of("", "2||||", "1|yesterday|||", "1|||", "abc")) {
      assertThatThrownBy(() -> shop.connector.orders(cursor)).isInstanceOfSatisfying(
          ConnectorException.class, refused -> assertThat(refused.kind()).isEqualTo(FailureKind.INVALID));
    }
  }

  @Test
  void orders_whoseIdentifiersAreNone_areLeftOutWithoutACall() {
    long before = shop.sandbox.calls();
    assertThat(shop.connector.ordersById(Set.of(OrderId.of("no-number")))).isEmpty();
    assertThat(shop.sandbox.calls()).isEqualTo(before);
  }

  // ---- orders that cannot be

  private OrderPage page() {
    shop.clock.advance(Duration.ofSeconds(1));
    return shop.connector.orders(null);
  }

  private void assertAside(OrderId order, ListingId... listings) {
    assertThat(page().unreadable()).singleElement().satisfies(told -> {
      assertThat(told.order()).isEqualTo(order);
      assertThat(told.listings()).containsExactlyInAnyOrder(listings);
      assertThat(told.why()).contains("order " + order + " cannot be").hasSizeLessThan(400);
    });
  }

  @Test
  void orderWithALineTwice_isToldAsUnreadable_withItsListings() {
    ListingId cup = shop.sandbox.list("CUP", 5);
    OrderId order = shop.sandbox.place(shop.clock.instant(), List.of(Map.entry(mug, 2L), Map.entry(cup, 1L)));
    shop.sandbox.spoil(order);
    assertAside(order, mug, cup);
  }

  @Test
  void orderWithALineTwice_sparesTheOthersOnThePage() {
    shop.sandbox.spoil(shop.place(mug, 1));
    OrderId good = shop.place(mug, 2);
    assertThat(page().orders()).extracting(OrderSnapshot::order).containsExactly(good);
  }

  @Test
  void orderWithALineTwice_thatNamesNoItem_tellsNoListings() {
    OrderId order = shop.sandbox.placeCustom("ENGRAVING", 2);
    shop.sandbox.spoil(order);
    assertAside(order);
  }

  @Test
  void orderNamedBesideOneThatCannotBe_isRead() {
    OrderId bad = shop.place(mug, 1);
    shop.sandbox.spoil(bad);
    OrderId good = shop.place(mug, 2);
    assertThat(shop.connector.ordersById(Set.of(bad, good))).extracting(OrderSnapshot::order).containsExactly(good);
  }

  @Test
  void orderWhoseRefundsCannotBeRead_isToldAsUnreadable_withItsListings() {
    OrderId order = shop.place(mug, 3);
    shop.sandbox.cancel(order, 0, 1, true);
    shop.sandbox.fault("OrderRefunds", Fault.GARBAGE);
    assertAside(order, mug);
  }

  @Test
  void orderWhoseFurtherLinesCannotBeRead_tellsNoListings() {
    reopen(Map.of("line-page-size", "1"));
    OrderId order = shop.sandbox.place(shop.clock.instant(), List.of(Map.entry(mug, 2L), Map.entry(mug, 1L)));
    shop.sandbox.fault("OrderLines", Fault.GARBAGE);
    assertAside(order);
  }

  @Test
  void refundsThatAreRefusedOrLost_failThePage() {
    shop.sandbox.cancel(shop.place(mug, 3), 0, 1, true);
    Map.of(Fault.TOO_MANY, FailureKind.THROTTLED, Fault.LOST_BEFORE, FailureKind.UNAVAILABLE, Fault.SCOPE_MISSING,
        FailureKind.UNAUTHORIZED).forEach((fault, kind) -> {
          shop.clock.advance(Duration.ofMinutes(1));
          shop.sandbox.fault("OrderRefunds", fault);
          assertThatThrownBy(this::page).as(fault.name()).isInstanceOfSatisfying(
              ConnectorException.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
        });
  }

  // ---- shipments

  @Test
  void shipment_withoutATrackingNumber_isRefused() {
    OrderId order = shop.place(mug, 2);
    assertThat(shop.connector.act(ship(order, 2, null), shop.deadline())).isInstanceOf(PublishResult.Rejected.class);
    assertThat(shop.sandbox.shipped(order, 0)).isZero();
  }

  @Test
  void shipment_whoseAnswerWasLost_isKnownWhenToldAgain() {
    OrderId order = shop.place(mug, 3);
    shop.sandbox.fault("Ship", Fault.LOST_AFTER);
    OrderAction half = ship(order, 1, "JD001");
    assertThat(shop.connector.act(half, shop.deadline())).isInstanceOf(PublishResult.Unknown.class);
    assertThat(shop.connector.act(half, shop.deadline())).isInstanceOf(PublishResult.Applied.class);
    assertThat(shop.sandbox.shipped(order, 0)).isEqualTo(1);
  }

  @Test
  void shipment_ofMoreThanIsOpen_isRefused() {
    OrderId order = shop.place(mug, 2);
    assertThat(shop.connector.act(ship(order, 3, "JD001"), shop.deadline()))
        .isInstanceOfSatisfying(PublishResult.Rejected.class, refused ->
            assertThat(refused.message()).contains(shop.sandbox.lineId(order, 0)));
    assertThat(shop.sandbox.shipped(order, 0)).isZero();
  }

  @Test
  void shipment_ofAnOrderOfAnotherLocation_isRefused() {
    OrderId order = shop.place(mug, 2);
    shop.sandbox.moveAway(order);
    assertThat(shop.connector.act(ship(order, 2, "JD001"), shop.deadline())).isInstanceOf(PublishResult.Rejected.class);
  }

  private OrderAction ship(OrderId order, long units, @org.jspecify.annotations.Nullable String number) {
    return new OrderAction.Ship(
        order, "ship-1", Map.of(LineId.of(shop.sandbox.lineId(order, 0)), units), "DHL", number);
  }
}
