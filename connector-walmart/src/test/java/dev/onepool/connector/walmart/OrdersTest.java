package dev.onepool.connector.walmart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.OrderId;
import dev.onepool.sandbox.walmart.WalmartSandbox;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.testkit.contract.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Orders and returns, in windows. */
class OrdersTest {

  private static final Map<String, String> SETTINGS = Map.of("visibility-delay", "PT30M");

  /** Reads until the last page; returns where to go on. */
  private static String read(Bench bench, @Nullable String cursor, Map<String, OrderSnapshot> orders) {
    OrderPage page;
    int pages = 0;
    do {
      page = bench.connector().orders(cursor);
      cursor = page.next();
      page.orders().forEach(order -> orders.merge(order.order().value(), order, OrdersTest::newer));
      assertThat(pages++).isLessThan(1_000);
    } while (page.more());
    return cursor;
  }

  private static OrderSnapshot newer(OrderSnapshot one, OrderSnapshot other) {
    int time = one.updatedAt().compareTo(other.updatedAt());
    return time > 0 || time == 0 && one.sequence() > other.sequence() ? one : other;
  }

  private static String place(Bench bench, long units) {
    return bench.walmart.place(bench.clock.instant(), false, WalmartSandbox.NODE, List.of(Map.entry("MUG", units)));
  }

  @Test
  void changeOfAnOldOrder_isSeen_becauseItsCreationIsAskedForToo() {
    try (Bench bench = new Bench(SETTINGS)) {
      String old = place(bench, 2);
      bench.pass(Duration.ofDays(30));
      Map<String, OrderSnapshot> orders = new HashMap<>();
      String cursor = read(bench, null, orders);
      bench.pass(Duration.ofDays(1));
      bench.walmart.ship(old, 0, 2);
      bench.pass(Duration.ofMinutes(5));
      orders.clear();
      read(bench, cursor, orders);
      assertThat(orders.get(old).lines().get(0).shipped()).isEqualTo(2);
    }
  }

  @Test
  void ordersOfOneSecond_areReadByWalmartsCursor_asItIs() {
    try (Bench bench = new Bench(SETTINGS)) {
      List<Exchange> exchanges = new ArrayList<>();
      bench.walmart.pages(50, 2).recorder(exchanges::add);
      List<String> placed = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        placed.add(place(bench, 1));
      }
      bench.pass(Duration.ofMinutes(5));
      Map<String, OrderSnapshot> orders = new HashMap<>();
      read(bench, null, orders);
      assertThat(orders.keySet()).containsAll(placed);
      assertThat(exchanges.stream().filter(exchange -> exchange.query().contains("poIndex"))).isNotEmpty();
      assertThat(bench.walmart.refusals()).isEmpty();
    }
  }

  @Test
  void everyOrderOfABusyDay_isRead_whateverChangesMeanwhile() {
    try (Bench bench = new Bench(Map.of("visibility-delay", "PT30M", "orders.page-size", "10"))) {
      List<String> placed = new ArrayList<>();
      Map<String, OrderSnapshot> orders = new HashMap<>();
      String cursor = null;
      for (int i = 0; i < 300; i++) {
        placed.add(place(bench, 1));
        bench.pass(Duration.ofSeconds(37));
        if (i % 3 == 0) {
          bench.walmart.ship(placed.get(i / 2), 0, i / 2 % 3 == 0 && bench.walmart.order(placed.get(i / 2)).lines().get(0).open() > 0 ? 1 : 0);
        }
        OrderPage page = bench.connector().orders(cursor);
        page.orders().forEach(order -> orders.merge(order.order().value(), order, OrdersTest::newer));
        cursor = page.next();
      }
      bench.pass(Duration.ofMinutes(5));
      cursor = read(bench, cursor, orders);
      bench.pass(Duration.ofMinutes(5));
      read(bench, cursor, orders);
      assertThat(orders.keySet()).containsAll(placed);
      assertThat(placed).allSatisfy(id -> assertThat(orders.get(id).lines().get(0).shipped())
          .isEqualTo(bench.walmart.order(id).lines().get(0).shipped()));
    }
  }

  @Test
  void ordersThatChangeWhilePagesAreRead_hideNoOthers() {
    try (Bench bench = new Bench(Map.of("visibility-delay", "PT30M", "orders.page-size", "2"))) {
      String cursor = read(bench, null, new HashMap<>());
      Set<String> placed = new HashSet<>();
      for (int i = 0; i < 12; i++) {
        placed.add(place(bench, 1));
        bench.pass(Duration.ofMinutes(30));
      }
      Set<String> told = new HashSet<>();
      OrderPage page;
      do {
        page = bench.connector().orders(cursor);
        cursor = page.next();
        for (OrderSnapshot order : page.orders()) {
          if (told.add(order.order().value())) {
            // It leaves the answer to what is being asked, and what stood behind it moves up.
            bench.walmart.ship(order.order().value(), 0, 1);
          }
        }
      } while (page.more());
      assertThat(told).isEqualTo(placed);
    }
  }

  @Test
  void acknowledgedOrders_areOpen_too() {
    try (Bench bench = new Bench(SETTINGS)) {
      bench.walmart.list("MUG", 5);
      String order = place(bench, 1);
      bench.connector().act(new dev.onepool.spi.OrderAction.Acknowledge(OrderId.of(order), "a"), bench.deadline());
      bench.pass(Duration.ofDays(20));
      Map<String, OrderSnapshot> orders = new HashMap<>();
      read(bench, null, orders);
      assertThat(orders).containsKey(order);
    }
  }

  @Test
  void returnedUnits_areTold_onlyWhenTheyAreBack_andStayToldWhenTheOrderChangesLater() {
    try (Bench bench = new Bench(SETTINGS)) {
      String order = bench.walmart.place(bench.clock.instant(), false, WalmartSandbox.NODE,
          List.of(Map.entry("MUG", 3L), Map.entry("CUP", 2L)));
      bench.walmart.ship(order, 0, 3);
      bench.pass(Duration.ofMinutes(5));
      bench.walmart.deliver(order, 0);
      bench.pass(Duration.ofMinutes(5));
      bench.walmart.giveBack(order, 0, 1, "INITIATED", false);
      bench.walmart.giveBack(order, 0, 1, "COMPLETED", true);
      Map<String, OrderSnapshot> orders = new HashMap<>();
      bench.pass(Duration.ofMinutes(5));
      String cursor = read(bench, null, orders);
      assertThat(orders.get(order).lines().get(0).returned()).as("on its way, and kept by the buyer").isZero();
      bench.walmart.giveBack(order, 0, 1, "DELIVERED", false);
      bench.pass(Duration.ofMinutes(5));
      cursor = read(bench, cursor, orders);
      assertThat(orders.get(order).lines().get(0).returned()).isEqualTo(1);
      bench.walmart.refund(order, 0, 1);
      bench.pass(Duration.ofMinutes(5));
      read(bench, cursor, orders);
      assertThat(orders.get(order).lines().get(0)).satisfies(line ->
          assertThat(List.of(line.ordered(), line.cancelled(), line.shipped(), line.returned())).containsExactly(3L, 0L, 3L, 1L));
    }
  }

  @Test
  void manyReturnsAtOnce_areRead_withinTheirBudget() {
    try (Bench bench = new Bench(SETTINGS)) {
      List<String> placed = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        String order = place(bench, 1);
        placed.add(order);
        bench.walmart.ship(order, 0, 1);
        bench.walmart.deliver(order, 0);
        bench.pass(Duration.ofSeconds(1));
      }
      Map<String, OrderSnapshot> orders = new HashMap<>();
      placed.forEach(order -> bench.walmart.giveBack(order, 0, 1, "DELIVERED", false));
      bench.pass(Duration.ofMinutes(5));
      String cursor = null;
      OrderPage page = null;
      for (int tries = 0; page == null || page.more(); tries++) {
        assertThat(tries).isLessThan(500);
        try {
          page = bench.connector().orders(cursor);
          cursor = page.next();
          page.orders().forEach(order -> orders.merge(order.order().value(), order, OrdersTest::newer));
        } catch (dev.onepool.spi.ConnectorException early) {
          bench.clock.advanceTo(early.until());
        }
      }
      assertThat(placed).allSatisfy(order -> assertThat(orders.get(order).lines().get(0).returned()).isEqualTo(1));
      assertThat(bench.walmart.refusals()).isEmpty();
    }
  }

  @Test
  void ordersByName_ofSomebodyElse_areLeftOut() {
    try (Bench bench = new Bench(SETTINGS)) {
      String order = place(bench, 1);
      assertThat(bench.connector().ordersById(Set.of(OrderId.of(order), OrderId.of("../released"), OrderId.of("7"))))
          .extracting(snapshot -> snapshot.order().value()).containsExactly(order);
    }
  }
}
