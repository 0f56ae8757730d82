package dev.onepool.connector.ebay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.LineId;
import dev.onepool.OrderId;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Orders in: windows and pages, and what an order's words mean. */
class OrdersTest {

  // ---- pages

  @Test
  void ordersThatLeaveTheWindow_betweenItsPages_pushNoOtherOut() {
    try (Bench bench = new Bench(Map.of("order-page-size", "3"))) {
      bench.ebay.list("MUG", 100);
      bench.readOrders();
      List<String> placed = place(bench, 14);
      // Those of the first page change after it was read: whoever reads on forwards misses one for each.
      List<String> left = new ArrayList<>(placed.subList(0, 3));
      bench.ebay.betweenPages(() -> {
        if (!left.isEmpty()) {
          bench.ebay.ship(left.remove(0), 0, 1);
        }
      });
      bench.pass(Duration.ofMinutes(3));
      bench.readOrders();
      Set<String> known = bench.orders.keySet().stream().map(OrderId::value).collect(Collectors.toSet());
      assertThat(known).containsAll(placed);
    }
  }

  @Test
  void windowThatGrows_betweenItsPages_isReadAnew() {
    try (Bench bench = new Bench(Map.of("order-page-size", "3"))) {
      bench.ebay.list("MUG", 100);
      bench.readOrders();
      List<String> placed = place(bench, 8);
      Instant early = bench.clock.instant().minus(Duration.ofMinutes(1));
      List<String> late = new ArrayList<>();
      bench.ebay.betweenPages(() -> {
        if (late.size() < 4) {
          late.add(bench.ebay.place(early, "PAID", List.of(Map.entry("MUG", 1L))));
        }
      });
      bench.readOrders();
      Set<String> known = bench.orders.keySet().stream().map(OrderId::value).collect(Collectors.toSet());
      assertThat(known).containsAll(placed).containsAll(late);
    }
  }

  private static List<String> place(Bench bench, int count) {
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      placed.add(bench.order("MUG", 1));
      bench.pass(Duration.ofSeconds(1));
    }
    return placed;
  }

  @Test
  void calls_areMadeAsEbayWritesThem() {
    ScriptedContext context = ScriptedContext.answering(200, "{\"total\":0,\"orders\":[]}");
    EbayConnector connector = context.connector();
    OrderPage open = connector.orders(null);
    OrderPage first = connector.orders(open.next());
    connector.orders(first.next());
    assertThat(context.calls()).extracting(OrdersTest::filter).containsExactly(
        "creationdate:[2025-12-01T11:58:00.000Z..2026-03-01T11:58:00.000Z],orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}",
        "lastmodifieddate:[2026-02-28T11:58:00.000Z..2026-03-01T11:58:00.000Z]",
        "lastmodifieddate:[2026-02-28T11:58:00.000Z..2026-03-01T11:58:00.000Z]");
    assertThat(context.calls()).allMatch(call -> call.uri().getRawQuery().contains("%5B") && !call.uri().getRawQuery().contains("["));
    assertThat(List.of(open.more(), first.more())).containsExactly(true, false);
    assertThat(first.completeThrough()).isEqualTo(Instant.parse("2026-03-01T11:58:00Z"));
  }

  private static String filter(HttpCall call) {
    String query = call.uri().getRawQuery();
    return URLDecoder.decode(query.substring("filter=".length(), query.indexOf('&')), StandardCharsets.UTF_8);
  }

  @Test
  void cursorOfSomebodyElse_isRefused() {
    EbayConnector connector = ScriptedContext.answering(200, "{\"total\":0,\"orders\":[]}").connector();
    for (String cursor : List.of("", "1", "2;NEXT;2026-03-01T00:00:00Z;2026-03-01T01:00:00Z;end;0",
        "1;NEXT;2026-03-01T00:00:00Z;2026-03-01T01:00:00Z;-1;0", "1;LAST;2026-03-01T00:00:00Z;2026-03-01T01:00:00Z;end;0",
        "1;NEXT;yesterday;2026-03-01T01:00:00Z;end;0")) {
      assertThatIllegalArgumentException().as(cursor).isThrownBy(() -> connector.orders(cursor));
    }
    assertThat(connector.orders("1;NEXT;2026-03-01T00:00:00Z;2026-03-01T01:00:00Z;end;0").orders()).isEmpty();
  }

  @Test
  void clockThatIsSetBack_endsNoWindowBeforeTheOneBefore() {
    ScriptedContext context = ScriptedContext.answering(200, "{\"total\":0,\"orders\":[]}");
    OrderPage page = context.connector().orders("1;NEXT;2026-03-01T11:00:00Z;2026-03-01T13:00:00Z;end;0");
    assertThat(page.completeThrough()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
  }

  // ---- what is paid, cancelled, shipped, refunded

  @Test
  void failedPayment_letsTheUnitsGo_andAPaymentAfterAllTakesThemAgain() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 9);
      String order = bench.ebay.place(bench.clock.instant(), "PENDING", List.of(Map.entry("MUG", 3L)));
      assertThat(bench.line(order).cancelled()).as("payment open").isZero();
      bench.ebay.pay(order, "FAILED");
      assertThat(bench.line(order).cancelled()).as("payment failed").isEqualTo(3);
      bench.ebay.pay(order, "PAID");
      assertThat(bench.line(order).cancelled()).as("paid after all").isZero();
    }
  }

  @Test
  void cancelledOrder_thatWasShippedInPart_keepsWhatWasShipped() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 9);
      String order = bench.order("MUG", 5);
      bench.ebay.ship(order, 0, 2);
      bench.ebay.cancel(order);
      OrderSnapshot.Line line = bench.line(order);
      assertThat(List.of(line.ordered(), line.shipped(), line.cancelled())).containsExactly(5L, 2L, 3L);
    }
  }

  @Test
  void severalParcels_areAddedUp() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 9);
      String order = bench.order("MUG", 5);
      bench.ebay.ship(order, 0, 2);
      bench.ebay.ship(order, 0, 1);
      assertThat(bench.line(order).shipped()).isEqualTo(3);
      bench.ebay.ship(order, 0, 2);
      assertThat(bench.line(order).shipped()).isEqualTo(5);
    }
  }

  @Test
  void refundBeforeShipping_keepsTheUnitsAside() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 9);
      String order = bench.order("MUG", 3);
      bench.ebay.refund(order, 0);
      OrderSnapshot.Line line = bench.line(order);
      assertThat(List.of(line.ordered(), line.cancelled(), line.shipped())).containsExactly(3L, 0L, 0L);
    }
  }

  @Test
  void shipBy_isTheEarliestOfTheLines() {
    OrderSnapshot order = read(line("1", "3", ",\"lineItemFulfillmentInstructions\":{\"shipByDate\":\"2026-03-04T10:00:00.000Z\"}")
        + "," + line("2", "1", ",\"lineItemFulfillmentInstructions\":{\"shipByDate\":\"2026-03-03T10:00:00.000Z\"}"), "");
    assertThat(order.shipBy()).isEqualTo(Instant.parse("2026-03-03T10:00:00Z"));
  }

  @Test
  void auction_drewNothingFromTheNumberThatIsWritten() {
    assertThat(read(line("1", "1", ",\"soldFormat\":\"AUCTION\""), "").lines().get(0).drewFromShown()).isFalse();
    assertThat(read(line("1", "1", ",\"soldFormat\":\"FIXED_PRICE\""), "").lines().get(0).drewFromShown()).isTrue();
  }

  @Test
  void wordsThatNobodyKnows_keepTheUnitsAside() {
    OrderSnapshot order = read(line("1", "3", ",\"lineItemFulfillmentStatus\":\"TELEPORTED\",\"soldFormat\":\"RAFFLE\""),
        ",\"cancelStatus\":{\"cancelState\":\"PERHAPS\"},\"orderPaymentStatus\":\"IN_SHELLS\"");
    OrderSnapshot.Line line = order.lines().get(0);
    assertThat(List.of(line.ordered(), line.cancelled(), line.shipped())).containsExactly(3L, 0L, 0L);
    assertThat(line.drewFromShown()).isTrue();
  }

  @Test
  void lineWithoutSku_isTold_underANameThatMatchesNothing() {
    OrderSnapshot.Line line = read("{\"lineItemId\":\"1\",\"legacyItemId\":\"110\",\"legacyVariationId\":\"7\",\"quantity\":2}", "")
        .lines().get(0);
    assertThat(line.listing().value()).isEqualTo("item:110/7");
    try (Bench bench = new Bench()) {
      assertThat(bench.publish("item:110/7", 3)).isInstanceOfSatisfying(PublishResult.Rejected.class,
          rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.UNKNOWN_LISTING));
    }
  }

  private static String line(String id, String quantity, String more) {
    return "{\"lineItemId\":\"" + id + "\",\"sku\":\"MUG\",\"legacyItemId\":\"110\",\"quantity\":" + quantity + more + "}";
  }

  private static OrderSnapshot read(String lines, String more) {
    return ScriptedContext.answering(200, "{\"total\":1,\"orders\":[{\"orderId\":\"11-1-1\",\"creationDate\":"
        + "\"2026-03-01T10:00:00.000Z\",\"lastModifiedDate\":\"2026-03-01T10:00:00.000Z\",\"lineItems\":[" + lines + "]" + more
        + "}]}").connector().orders(null).orders().get(0);
  }

  // ---- by name, and out

  @Test
  void moreOrdersThanACallNames_areReadInSeveral() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 200);
      Set<OrderId> ids = place(bench, 60).stream().map(OrderId::of).collect(Collectors.toSet());
      assertThat(bench.connector().ordersById(ids)).hasSize(60);
      assertThat(bench.ebay.refusals()).isEmpty();
    }
  }

  @Test
  void secondParcel_isShippedByItsOwnTrackingNumber() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 9);
      String order = bench.order("MUG", 3);
      assertThat(ship(bench, order, 1, "JD001")).isInstanceOf(PublishResult.Applied.class);
      assertThat(ship(bench, order, 1, "JD001")).isInstanceOf(PublishResult.Applied.class);
      assertThat(ship(bench, order, 1, "JD002")).isInstanceOf(PublishResult.Applied.class);
      assertThat(bench.ebay.order(order).lines().get(0).shipped()).isEqualTo(2);
    }
  }

  @Test
  void shipmentThatEbayRefuses_isRejected() {
    try (Bench bench = new Bench()) {
      bench.ebay.list("MUG", 9);
      String order = bench.order("MUG", 3);
      assertThat(ship(bench, order, 1, "JD-00 1")).as("no tracking number of eBay's").isInstanceOf(PublishResult.Rejected.class);
      assertThat(ship(bench, order, 4, "JD001")).as("more than was ordered").isInstanceOf(PublishResult.Rejected.class);
      assertThat(ship(bench, order, 1, null)).as("without tracking number").isInstanceOf(PublishResult.Rejected.class);
      assertThat(bench.ebay.order(order).lines().get(0).shipped()).isZero();
    }
  }

  private static PublishResult ship(Bench bench, String order, long units, String tracking) {
    LineId line = LineId.of(bench.ebay.order(order).lines().get(0).id());
    return bench.connector().act(
        new OrderAction.Ship(OrderId.of(order), "ship", Map.of(line, units), "USPS", tracking), bench.deadline());
  }
}
