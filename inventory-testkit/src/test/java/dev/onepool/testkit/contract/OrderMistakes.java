package dev.onepool.testkit.contract;

import static dev.onepool.testkit.contract.ReadingMistakes.telling;
import static dev.onepool.testkit.contract.ReadingMistakes.with;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the states of orders. */
final class OrderMistakes {

  private OrderMistakes() {}

  static List<Mistake> all() {
    List<Mistake> all = new ArrayList<>(whole());
    all.addAll(lines());
    return all;
  }

  private static List<Mistake> whole() {
    return List.of(
        telling("order-told-whole", (wall, order) -> new OrderSnapshot(
            order.order(), order.updatedAt(), 0, order.placedAt(), false, order.lines())),
        telling("long-order-whole", (wall, order) -> with(order, order.lines().stream().limit(11).toList())),
        telling("placed-at-stays", (wall, order) -> new OrderSnapshot(
            order.order(), order.updatedAt(), 0, order.updatedAt(), true, order.lines())),
        telling("version-grows", (wall, order) -> new OrderSnapshot(
            order.order(), order.placedAt(), 0, order.placedAt(), true, order.lines())),
        telling("lines-apart", (wall, order) -> {
          Map<ListingId, OrderSnapshot.Line> merged = new LinkedHashMap<>();
          order.lines().forEach(line -> merged.merge(line.listing(), line, (one, other) ->
              numbers(one, one.ordered() + other.ordered(), one.cancelled() + other.cancelled(),
                  one.shipped() + other.shipped(), 0, 0)));
          return with(order, List.copyOf(merged.values()));
        }),
        telling("line-ids-stable", (wall, order) -> {
          List<OrderSnapshot.Line> numbered = new ArrayList<>();
          for (OrderSnapshot.Line line : order.lines()) {
            numbered.add(order.lines().size() == 1 ? line : named(line, "line-" + numbered.size()));
          }
          return with(order, numbered);
        }),
        Mistake.in("pending-holds", inside -> new Wrapped(inside) {
          @Override
          public OrderPage orders(@Nullable String cursor) {
            OrderPage page = super.orders(cursor);
            List<OrderSnapshot> paid = page.orders().stream()
                .filter(order -> Objects.requireNonNull(market.order(order.order())).paid()).toList();
            return new OrderPage(paid, page.next(), page.more(), page.completeThrough(), page.unreadable());
          }
        }, "pending-cancelled"),
        telling("pending-cancelled", (wall, order) -> Objects.requireNonNull(wall.market.order(order.order())).paid()
            ? order : with(order, order.lines().stream()
                .map(line -> numbers(line, line.ordered(), 0, line.shipped(), 0, 0)).toList())),
        remembering("edited", (first, line) -> first.ordered() == line.ordered() ? line
            : numbers(line, first.ordered(), line.cancelled(), line.shipped(), line.returned(), line.restocked())),
        remembering("voided", (first, line) -> first.shipped() <= line.shipped() ? line
            : numbers(line, line.ordered(), line.cancelled(), first.shipped(), line.returned(), line.restocked())),
        telling("shipped", (wall, order) -> order.lines().stream().anyMatch(line -> line.shipped() == 0)
            ? with(order, order.lines().stream()
                .map(line -> numbers(line, line.ordered(), line.cancelled(), 0, 0, 0)).toList()) : order),
        telling("refunded-after-shipping", (wall, order) -> {
          long refunded = Objects.requireNonNull(wall.market.order(order.order())).lines().get(0).refunded();
          return refunded == 0 ? order : with(order, order.lines().stream().map(line ->
              numbers(line, line.ordered(), line.cancelled(), line.shipped(), refunded, 0)).toList());
        }),
        drew("replacement-drew-not", Sale.Kind.REPLACEMENT, true),
        drew("sample-drew-not", Sale.Kind.SAMPLE, true),
        telling("unlisted-kept", (wall, order) -> with(order, order.lines().stream().filter(line ->
            line.listing().value().startsWith("unnamed") || wall.market.get(line.listing()) != null).toList())),
        telling("nameless-kept", (wall, order) -> with(order, order.lines().stream()
            .filter(line -> !line.listing().value().startsWith("unnamed")).toList())),
        Mistake.in("restores-on-cancel", inside -> WriteMistakes.declaring(inside, FullConnector.declared().notifies()
            .does(OrderAction.Ship.class).does(OrderAction.Cancel.class)
            .does(OrderAction.Acknowledge.class))));
  }

  private static List<Mistake> lines() {
    return List.of(
        telling("cancelled", line -> line.cancelled() == line.ordered() && line.ordered() > 0
            ? numbers(line, line.ordered(), 0, line.cancelled(), 0, 0) : line),
        telling("partly-cancelled", line -> line.cancelled() > 0 && line.shipped() == 0
            ? numbers(line, line.ordered(), line.ordered(), 0, 0, 0) : line),
        telling("partly-shipped", line -> line.shipped() > 0 && line.cancelled() == 0
            ? numbers(line, line.ordered(), 0, line.ordered(), line.returned(), line.restocked()) : line),
        telling("shipped-then-cancelled", line -> line.shipped() > 0 && line.cancelled() > 0
            ? numbers(line, line.ordered(), 0, line.shipped(), line.returned(), line.restocked()) : line),
        telling("returned", line -> line.restocked() == 0
            ? numbers(line, line.ordered(), line.cancelled(), line.shipped(), line.returned(), line.returned()) : line),
        telling("restocked", line ->
            numbers(line, line.ordered(), line.cancelled(), line.shipped(), line.returned(), 0)),
        telling("sale-drew", line -> new OrderSnapshot.Line(line.line(), line.listing(), line.ordered(),
            line.cancelled(), line.shipped(), line.returned(), line.restocked(), line.ordered() > 1 && line.drewFromShown())));
  }

  private static Mistake drew(String rule, Sale.Kind kind, boolean drew) {
    return telling(rule, (wall, order) ->
        Objects.requireNonNull(wall.market.order(order.order())).lines().get(0).kind() != kind ? order
            : with(order, order.lines().stream().map(line -> new OrderSnapshot.Line(line.line(), line.listing(),
                line.ordered(), line.cancelled(), line.shipped(), 0, 0, drew)).toList()));
  }

  /** Remembers what it was told first, or of most units, and does not let go of it. */
  private static Mistake remembering(
      String rule, BiFunction<OrderSnapshot.Line, OrderSnapshot.Line, OrderSnapshot.Line> told) {
    return Mistake.in(rule, inside -> new Wrapped(inside) {
      private final Map<OrderId, OrderSnapshot.Line> first = new HashMap<>();

      @Override
      OrderSnapshot told(OrderSnapshot order) {
        if (order.lines().size() != 1) {
          return order;
        }
        OrderSnapshot.Line line = order.lines().get(0);
        return with(order, List.of(told.apply(first.computeIfAbsent(order.order(), key -> line), line)));
      }
    });
  }

  private static OrderSnapshot.Line named(OrderSnapshot.Line line, String name) {
    return new OrderSnapshot.Line(LineId.of(name), line.listing(), line.ordered(), line.cancelled(), line.shipped(),
        line.returned(), line.restocked(), line.drewFromShown());
  }

  private static OrderSnapshot.Line numbers(
      OrderSnapshot.Line line, long ordered, long cancelled, long shipped, long returned, long restocked) {
    return new OrderSnapshot.Line(
        line.line(), line.listing(), ordered, cancelled, shipped, returned, restocked, line.drewFromShown());
  }
}
