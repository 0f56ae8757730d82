package dev.onepool.connector.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.tiktok.SandboxOrder.Kind;
import dev.onepool.sandbox.tiktok.TikTokSandbox;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.testkit.contract.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How orders are told, how pages are walked, and what is told of orders. */
class OrdersTest {

  private static final String UNIT = "\"product_id\":\"1729\",\"sku_id\":\"1730\"";

  private static final String UNREADABLE =
      "{\"id\":\"9\",\"status\":\"UNPAID\",\"create_time\":1772360000,\"update_time\":1772360000,\"line_items\":[UNITS]}";

  // ---- units and lines

  @Test
  void units_areFoldedIntoALine_thatKeepsItsName() {
    OrderSnapshot told = told("AWAITING_SHIPMENT", unit(3, "AWAITING_SHIPMENT"), unit(1, "IN_TRANSIT"), unit(2, "CANCELLED"));
    OrderSnapshot other = told("AWAITING_SHIPMENT", unit(1, "IN_TRANSIT"), unit(2, "CANCELLED"), unit(3, "AWAITING_SHIPMENT"));
    assertThat(told.lines()).containsExactly(
        new OrderSnapshot.Line(LineId.of("1730"), ListingId.of("1729/1730"), 3, 1, 1, 0, 0, true));
    assertThat(other.lines()).isEqualTo(told.lines());
  }

  @Test
  void gift_isALineOfItsOwn() {
    OrderSnapshot told = told("UNPAID", unit(1, "UNPAID"), unit(2, "UNPAID").replace("}", ",\"is_gift\":true}"));
    assertThat(told.lines()).extracting(OrderSnapshot.Line::line).containsExactly(LineId.of("1730"), LineId.of("1730+gift"));
  }

  @Test
  void bundle_isToldByWhatItIsMadeOf() {
    OrderSnapshot told = told("UNPAID", "{\"id\":\"1\"," + UNIT + ",\"display_status\":\"UNPAID\",\"combined_listing_skus\":["
        + "{\"product_id\":\"31\",\"sku_id\":\"32\",\"sku_count\":2},{\"product_id\":\"31\",\"sku_id\":\"33\",\"sku_count\":1}]}");
    assertThat(told.lines()).containsExactly(
        new OrderSnapshot.Line(LineId.of("1730:32"), ListingId.of("31/32"), 2, 0, 0, 0, 0, true),
        new OrderSnapshot.Line(LineId.of("1730:33"), ListingId.of("31/33"), 1, 0, 0, 0, 0, true));
  }

  @Test
  void bundleOfNothing_isUnreadable() {
    for (String count : List.of("0", "-1", "1.5", "9223372036854775808", "\"2\"")) {
      assertUnreadable("31/32", "{\"id\":\"1\"," + UNIT + ",\"combined_listing_skus\":[{\"product_id\":\"31\",\"sku_id\":\"32\",\"sku_count\":"
          + count + "}]}");
    }
  }

  @Test
  void unitTwice_isUnreadable() {
    assertUnreadable("1729/1730", unit(1, "UNPAID") + "," + unit(1, "UNPAID"));
  }

  @Test
  void unitWithoutNumber_isUnreadable() {
    assertUnreadable("1729/1730", "{" + UNIT + ",\"display_status\":\"UNPAID\"}");
  }

  @Test
  void unitsWithoutSku_areToldUnderTheirCode() {
    OrderSnapshot told = told("UNPAID", "{\"id\":\"1\",\"seller_sku\":\"MUG RED\"}", "{\"id\":\"2\"}", "{\"id\":\"3\",\"sku_id\":\"5\"}");
    assertThat(told.lines()).extracting(line -> line.listing().value()).containsExactly("sku:MUG RED", "unnamed:9", "sku-id:5");
  }

  @Test
  void stateThatNobodyKnows_holdsTheUnit() {
    OrderSnapshot.Line line = told("NEW_STATE", unit(1, "SOMETHING_NEW"), unit(2, "")).lines().get(0);
    assertThat(line.ordered() - line.cancelled() - line.shipped()).isEqualTo(2);
  }

  @Test
  void unitWaitingForItsCarrier_isHeld() {
    OrderSnapshot.Line line = told("AWAITING_COLLECTION", unit(1, "AWAITING_COLLECTION")).lines().get(0);
    assertThat(line.shipped()).isZero();
  }

  @Test
  void bothSpellingsOfCancelled_release() {
    assertThat(told("CANCEL", unit(1, "")).lines().get(0).cancelled()).isEqualTo(1);
    assertThat(told("UNPAID", unit(1, "CANCEL"), unit(2, "CANCELLED")).lines().get(0).cancelled()).isEqualTo(2);
  }

  @Test
  void parcelLostOnItsWay_putsNothingBack() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String order = place(bench, Kind.PAID, mug, 2);
      bench.tiktok.ship(order, 0, 1);
      bench.tiktok.lose(order, 0, 1);
      bench.tiktok.cancel(order, 0, 1);
      OrderSnapshot.Line line = read(bench).get(OrderId.of(order)).lines().get(0);
      assertThat(List.of(line.shipped(), line.cancelled())).as("left and cancelled").containsExactly(1L, 1L);
    }
  }

  @Test
  void unpaidAndOnHold_holdStock() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String unpaid = place(bench, Kind.UNPAID, mug, 2);
      String onHold = place(bench, Kind.ON_HOLD, mug, 1);
      Map<OrderId, OrderSnapshot> orders = read(bench);
      assertThat(orders.get(OrderId.of(unpaid)).lines().get(0)).isEqualTo(
          new OrderSnapshot.Line(LineId.of(mug.split("/")[1]), ListingId.of(mug), 2, 0, 0, 0, 0, true));
      assertThat(orders.get(OrderId.of(onHold)).lines().get(0).ordered()).isEqualTo(1);
    }
  }

  @Test
  void ordersThatTikTokShips_areLeftAlone() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String held = place(bench, Kind.BY_TIKTOK, mug, 1);
      assertThat(read(bench)).doesNotContainKey(OrderId.of(held));
      assertThat(bench.connector().ordersById(Set.of(OrderId.of(held)))).isEmpty();
    }
  }

  @Test
  void fulfilmentThatNobodyKnows_isTold() {
    assertThat(page("{\"id\":\"9\",\"status\":\"UNPAID\",\"create_time\":1772360000,\"update_time\":1772360000,"
        + "\"fulfillment_type\":\"FULFILLMENT_BY_A_FRIEND\",\"line_items\":[" + unit(1, "UNPAID") + "]}").orders()).hasSize(1);
  }

  @Test
  void ordersFromAnotherWarehouse_areLeftOutWhereOneIsSold_andToldElsewhere() {
    for (boolean one : List.of(true, false)) {
      try (Bench bench = new Bench(Map.of("other-warehouses", one ? "keep" : "zero"))) {
        String mug = bench.tiktok.listInTwo("MUG", 5, 5);
        String order = bench.tiktok.place(bench.clock.instant(), Kind.PAID, TikTokSandbox.OTHER_WAREHOUSE,
            new TikTokSandbox.Line(mug, 1));
        assertThat(read(bench).containsKey(OrderId.of(order))).as("told, one warehouse sold: " + one).isEqualTo(!one);
      }
    }
  }

  @Test
  void shipBy_isToldWhileUnitsAreOpen() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String order = place(bench, Kind.PAID, mug, 1);
      assertThat(read(bench).get(OrderId.of(order)).shipBy()).isEqualTo(Bench.START.plus(Duration.ofDays(2)));
      bench.tiktok.ship(order, 0, 1);
      assertThat(read(bench).get(OrderId.of(order)).shipBy()).isNull();
    }
  }

  @Test
  void refundOfWhatTheBuyerKeeps_isNoReturn() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String order = place(bench, Kind.PAID, mug, 3);
      bench.tiktok.ship(order, 0, 3);
      bench.pass(Duration.ofMinutes(1));
      bench.tiktok.refund(order, 0, 1);
      bench.tiktok.giveBack(order, 0, 1);
      OrderSnapshot.Line line = read(bench).get(OrderId.of(order)).lines().get(0);
      assertThat(List.of(line.shipped(), line.returned(), line.restocked())).containsExactly(3L, 1L, 0L);
    }
  }

  @Test
  void returns_switchedOff_areNotRead() {
    try (Bench bench = new Bench(Map.of("returns", "false"))) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String order = place(bench, Kind.PAID, mug, 3);
      bench.tiktok.ship(order, 0, 3);
      bench.tiktok.giveBack(order, 0, 1);
      assertThat(read(bench).get(OrderId.of(order)).lines().get(0).returned()).isZero();
    }
  }

  @Test
  void statesOfOneSecond_areToldApart() {
    OrderSnapshot before = told("AWAITING_SHIPMENT", unit(1, "AWAITING_SHIPMENT"));
    OrderSnapshot after = told("CANCELLED", unit(1, "CANCELLED"));
    assertThat(after.updatedAt()).isEqualTo(before.updatedAt());
    assertThat(after.sequence()).isGreaterThan(before.sequence());
  }

  // ---- pages

  @Test
  void token_comesBackAsItWas() {
    String token = "6AsPQs|UMvH3Rk/chN+UPPh==";
    List<HttpCall> calls = pages(call -> "{\"total_count\":9,\"next_page_token\":\"" + (call < 2 ? token : "") + "\",\"orders\":["
        + order(1, 1_772_366_399) + "]}", 3);
    assertThat(calls.get(1).uri().getQuery()).as("by time, as time got on").doesNotContain("page_token");
    assertThat(calls.get(2).uri().getRawQuery()).as("by token, as it did not").contains(
        "page_token=6AsPQs%7CUMvH3Rk%2FchN%2BUPPh%3D%3D");
    assertThat(calls.get(2).uri().getQuery()).contains("page_token=" + token);
  }

  @Test
  void timeBehindTheBeginning_movesNothingOn() {
    long later = ScriptedContext.NOW.getEpochSecond() + 3;
    List<HttpCall> calls = pages(call -> "{\"total_count\":9,\"next_page_token\":\"T" + call + "\",\"orders\":["
        + order(1, 1_772_366_000) + "," + order(2, later) + "]}", 2);
    assertThat(Specs.text(calls.get(1).body())).contains("\"update_time_ge\":1772366000");
  }

  @Test
  void orderThatLeavesTheFront_makesNoGap() {
    try (Bench bench = new Bench(Map.of("order-page-size", "2"))) {
      String mug = bench.tiktok.list(50, "MUG").get(0);
      List<String> placed = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        placed.add(place(bench, Kind.PAID, mug, 1));
        bench.pass(Duration.ofSeconds(1));
      }
      Map<OrderId, OrderSnapshot> known = new HashMap<>();
      String cursor = null;
      OrderPage page;
      int changed = 0;
      do {
        page = bench.connector().orders(cursor);
        cursor = page.next();
        page.orders().forEach(order -> known.put(order.order(), order));
        if (page.orders().size() == 2 && changed < 2) {
          // What stood in front moves to the end, and everything behind it forward.
          bench.pass(Duration.ofSeconds(1));
          bench.tiktok.shuffle(page.orders().get(0).order().value());
          changed++;
        }
      } while (page.more());
      assertThat(changed).isEqualTo(2);
      assertThat(known.keySet()).extracting(OrderId::value).containsAll(placed);
    }
  }

  @Test
  void firstReading_findsOldOpenOrders_andLeavesOldClosedOnes() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(50, "MUG").get(0);
      String open = place(bench, Kind.PAID, mug, 1);
      String closed = place(bench, Kind.PAID, mug, 1);
      bench.tiktok.ship(closed, 0, 1);
      bench.pass(Duration.ofDays(30));
      assertThat(read(bench).keySet()).contains(OrderId.of(open)).doesNotContain(OrderId.of(closed));
    }
  }

  @Test
  void cursorThatIsNone_isInvalid() {
    for (String cursor : List.of("", "2|0|0|UNPAID|0|", "1|x|0|UNPAID|0|", "1|0|0|GONE|0|", "b2Zmc2V0PTAK")) {
      assertThatThrownBy(() -> ScriptedContext.telling("{}").connector().orders(cursor))
          .isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INVALID));
    }
  }

  @Test
  void pageFollowedByItself_isMalformed() {
    assertThatThrownBy(() -> pages(call -> "{\"total_count\":9,\"next_page_token\":\"T\",\"orders\":[]}", 3))
        .isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED));
  }

  @Test
  void halfAnAnswer_isMalformed_andAnEmptyPageIsNot() {
    for (String data : List.of("{}", "null", "{\"total_count\":3}", "{\"orders\":{}}", "{\"orders\":[],\"next_page_token\":7}")) {
      assertThatThrownBy(() -> ScriptedContext.telling(data).connector().orders(null)).as(data)
          .isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED));
    }
    assertThat(ScriptedContext.telling("{\"total_count\":0,\"next_page_token\":\"\"}").connector().orders(null).orders())
        .isEmpty();
  }

  @Test
  void absurdTimes_setTheirOrderAside_andSpareTheOthers() {
    for (String time : List.of("0", "-5", "1.5", "99999999999999", "\"1772366399\"", "null")) {
      for (String absurd : List.of("\"create_time\":" + time + ",\"update_time\":1772366399",
          "\"create_time\":1772366399,\"update_time\":" + time)) {
        OrderPage page = page("{\"id\":\"9\"," + absurd + ",\"line_items\":[]}," + order(8, 1772366399));
        assertThat(page.unreadable()).as(absurd).extracting(OrderPage.Unreadable::order).containsExactly(OrderId.of("9"));
        assertThat(page.orders()).as(absurd).extracting(OrderSnapshot::order).containsExactly(OrderId.of("8"));
      }
    }
  }

  @Test
  void orderWithoutATime_doesNotStopThePages() {
    String orders = "\"orders\":[" + order(8, 1772366399).replace("1772366399", "null") + "]";
    assertThat(pages(number -> "{\"total_count\":2,\"next_page_token\":\"" + (number == 0 ? "T" : "") + "\"," + orders + "}", 2))
        .last().satisfies(call -> assertThat(call.uri().getQuery()).contains("page_token=T"));
  }

  @Test
  void orderWithoutUnits_orWithOneThatNamesNothing_tellsNoListings() {
    for (String units : List.of("{}", "[" + unit(1, "UNPAID") + ",{\"id\":\"x\",\"seller_sku\":\"MUG\"}]")) {
      assertThat(page(UNREADABLE.replace("[UNITS]", units)).unreadable()).as(units)
          .singleElement().satisfies(order -> assertThat(order.listings()).isEmpty());
    }
  }

  @Test
  void orderWithoutAName_makesThePageMalformed() {
    assertThatThrownBy(() -> page(order(8, 1772366399).replace("\"8\"", "\"eight\"")))
        .isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED));
  }

  @Test
  void returnThatCannotBe_setsItsOrderAside_andOneThatIsRefusedFailsThePage() {
    String shipped = "{\"code\":0,\"data\":{\"total_count\":1,\"orders\":[" + UNREADABLE.replace("UNITS", unit(1, "IN_TRANSIT")) + "]}}";
    String broken = "{\"code\":0,\"data\":{\"return_orders\":[{\"order_id\":\"9\",\"update_time\":\"never\"}]}}";
    assertThat(withReturns(shipped, ScriptedContext.answer(200, broken)).unreadable()).singleElement()
        .satisfies(order -> assertThat(order.listings()).containsExactly(ListingId.of("1729/1730")));
    Map.of(FailureKind.THROTTLED, ScriptedContext.answer(429, ""), FailureKind.UNAVAILABLE, new HttpOutcome.NoAnswer("cut"))
        .forEach((kind, answer) -> assertThatThrownBy(() -> withReturns(shipped, answer))
            .isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(kind)));
  }

  private static OrderPage withReturns(String orders, HttpOutcome returns) {
    return ScriptedContext.of(Map.of(), call -> call.uri().getPath().contains("/return_refund/") ? returns
        : ScriptedContext.answer(200, orders)).connector().orders(null);
  }

  @Test
  void orderNamedBesideOneThatCannotBe_isRead() {
    ScriptedContext context = ScriptedContext.telling("{\"orders\":[" + order(8, 1772366399) + ","
        + UNREADABLE.replace("UNITS", "{}") + "]}");
    assertThat(context.connector().ordersById(Set.of(OrderId.of("8"), OrderId.of("9"))))
        .singleElement().extracting(OrderSnapshot::order).isEqualTo(OrderId.of("8"));
  }

  // ---- actions

  @Test
  void shipmentOfAPartOfAParcel_splitsIt() {
    try (Bench bench = new Bench(Map.of("shipping-providers", "DHL=6617675021119438849"))) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String order = place(bench, Kind.PAID, mug, 3);
      PublishResult result = bench.connector().act(ship(order, mug, 2, "DHL", "JD1"), bench.deadline());
      assertThat(result).isInstanceOf(PublishResult.Applied.class);
      assertThat(bench.tiktok.order(order).units()).filteredOn(unit -> unit.tracking().equals("JD1")).hasSize(2);
      assertThat(bench.tiktok.calls(Call.ACTION)).as("a split and a shipment").isEqualTo(2);
    }
  }

  @Test
  void shipment_ofTooManyUnits_withoutNumber_orByAStranger_isRejected() {
    try (Bench bench = new Bench(Map.of("shipping-providers", "DHL=6617675021119438849"))) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String order = place(bench, Kind.PAID, mug, 3);
      for (OrderAction action : List.of(ship(order, mug, 4, "DHL", "JD1"), ship(order, mug, 1, "DHL", " "),
          ship(order, mug, 1, "Uncle Bob", "JD1"))) {
        assertThat(bench.connector().act(action, bench.deadline())).as(action.toString())
            .isInstanceOf(PublishResult.Rejected.class);
      }
      assertThat(bench.tiktok.calls(Call.ACTION)).isZero();
    }
  }

  @Test
  void shipment_byTikToksOwnLabel_isRejected() {
    ScriptedContext context = ScriptedContext.telling("{\"orders\":[{\"id\":\"9\",\"shipping_type\":\"TIKTOK\",\"line_items\":["
        + unit(1, "AWAITING_SHIPMENT") + "]}]}");
    OrderAction ship = new OrderAction.Ship(OrderId.of("9"), "s", Map.of(LineId.of("1730"), 1L), "6617", "JD1");
    assertThat(context.connector().act(ship, ScriptedContext.NOW.plusSeconds(9))).isInstanceOfSatisfying(
        PublishResult.Rejected.class, rejected -> assertThat(rejected.message()).contains("Seller Center"));
    assertThat(context.calls()).hasSize(1);
  }

  @Test
  void cancellationOfAWholeLine_toldTwice_cancelsOnce() {
    try (Bench bench = new Bench(Map.of("cancel-reason-no-stock", "seller_cancel_reason_out_of_stock"))) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String order = place(bench, Kind.PAID, mug, 2);
      OrderAction cancel = cancel(order, mug, 2, OrderAction.Reason.NO_STOCK);
      assertThat(bench.connector().act(cancel, bench.deadline())).isInstanceOf(PublishResult.Applied.class);
      assertThat(bench.connector().act(cancel, bench.deadline())).isInstanceOf(PublishResult.Applied.class);
      assertThat(bench.tiktok.calls(Call.ACTION)).isEqualTo(1);
      assertThat(bench.tiktok.shows(mug)).isEqualTo(5);
    }
  }

  @Test
  void cancellationOfAPart_orForAReasonWithoutName_isRejected() {
    try (Bench bench = new Bench(Map.of("cancel-reason-no-stock", "seller_cancel_reason_out_of_stock"))) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String order = place(bench, Kind.PAID, mug, 2);
      assertThat(bench.connector().act(cancel(order, mug, 1, OrderAction.Reason.NO_STOCK), bench.deadline()))
          .isInstanceOf(PublishResult.Rejected.class);
      assertThat(bench.connector().act(cancel(order, mug, 2, OrderAction.Reason.BUYER), bench.deadline()))
          .isInstanceOf(PublishResult.Rejected.class);
      assertThat(bench.tiktok.calls(Call.ACTION)).isZero();
    }
  }

  @Test
  void cancellationThatTikTokHasYetToDecide_isOnlyAccepted() {
    assertThat(cancelAnswered("CANCELLATION_REQUEST_PENDING")).isInstanceOf(PublishResult.Accepted.class);
    assertThat(cancelAnswered("CANCELLATION_REQUEST_CANCEL")).isInstanceOf(PublishResult.Unknown.class);
  }

  private static PublishResult cancelAnswered(String status) {
    return ScriptedContext.of(Map.of("cancel-reason-no-stock", "x"), call -> ScriptedContext.answer(200, "{\"code\":0,\"data\":"
        + (call.method().equals("GET") ? "{\"orders\":[{\"id\":\"9\",\"line_items\":[" + unit(1, "AWAITING_SHIPMENT") + "]}]}"
            : "{\"cancel_id\":\"5\",\"cancel_status\":\"" + status + "\"}") + "}"))
        .connector().act(new OrderAction.Cancel(OrderId.of("9"), "c", Map.of(LineId.of("1730"), 1L), OrderAction.Reason.NO_STOCK),
            ScriptedContext.NOW.plusSeconds(9));
  }

  // ---- helpers

  private static OrderAction ship(String order, String listing, long units, String carrier, String number) {
    return new OrderAction.Ship(OrderId.of(order), "s", Map.of(LineId.of(listing.split("/")[1]), units), carrier, number);
  }

  private static OrderAction cancel(String order, String listing, long units, OrderAction.Reason reason) {
    return new OrderAction.Cancel(OrderId.of(order), "c", Map.of(LineId.of(listing.split("/")[1]), units), reason);
  }

  private static String place(Bench bench, Kind kind, String listing, long units) {
    return bench.tiktok.place(bench.clock.instant(), kind, TikTokSandbox.WAREHOUSE, new TikTokSandbox.Line(listing, units));
  }

  /** Reads to the end from the beginning. */
  private static Map<OrderId, OrderSnapshot> read(Bench bench) {
    bench.pass(Duration.ofSeconds(30));
    Map<OrderId, OrderSnapshot> orders = new HashMap<>();
    String cursor = null;
    OrderPage page;
    do {
      page = bench.connector().orders(cursor);
      cursor = page.next();
      page.orders().forEach(order -> orders.put(order.order(), order));
    } while (page.more());
    return orders;
  }

  private static String unit(int number, String status) {
    return "{\"id\":\"" + number + "\"," + UNIT + ",\"display_status\":\"" + status + "\"}";
  }

  private static String order(int number, long updated) {
    return "{\"id\":\"" + number + "\",\"status\":\"UNPAID\",\"create_time\":1772360000,\"update_time\":" + updated
        + ",\"line_items\":[" + unit(1, "UNPAID") + "]}";
  }

  private static OrderSnapshot told(String status, String... units) {
    return page("{\"id\":\"9\",\"status\":\"" + status + "\",\"create_time\":1772360000,\"update_time\":1772360000,\"line_items\":["
        + String.join(",", units) + "]}").orders().get(0);
  }

  private static OrderPage page(String order) {
    return ScriptedContext.of(Map.of("returns", "false"), call -> ScriptedContext.answer(200,
        "{\"code\":0,\"data\":{\"total_count\":1,\"next_page_token\":\"\",\"orders\":[" + order + "]}}"))
        .connector().orders(null);
  }

  /** Its listing is known all the same. */
  private static void assertUnreadable(String listing, String units) {
    OrderPage page = page(UNREADABLE.replace("UNITS", units));
    assertThat(page.orders()).as(units).isEmpty();
    assertThat(page.unreadable()).as(units).singleElement().satisfies(order -> {
      assertThat(order.order()).isEqualTo(OrderId.of("9"));
      assertThat(order.listings()).containsExactly(ListingId.of(listing));
      assertThat(order.why()).contains("order 9 cannot be").hasSizeLessThan(400);
    });
  }

  /** Reads so many pages of changes, answered by what is told of the number of the call. */
  private static List<HttpCall> pages(Function<Integer, String> data, int pages) {
    int[] number = {0};
    ScriptedContext context = ScriptedContext.of(Map.of(), call ->
        ScriptedContext.answer(200, "{\"code\":0,\"data\":" + data.apply(number[0]++) + "}"));
    String cursor = "1|" + Instant.parse("2026-03-01T11:00:00Z").getEpochSecond() + "|0|changes|0|";
    TikTokConnector connector = context.connector();
    for (int i = 0; i < pages; i++) {
      cursor = connector.orders(cursor).next();
    }
    return context.calls();
  }
}
