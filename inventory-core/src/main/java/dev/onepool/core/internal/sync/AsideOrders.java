package dev.onepool.core.internal.sync;

import dev.onepool.OrderId;
import dev.onepool.SellerId;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.LedgerCommand.SetAside;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.store.ChannelRow;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders that could not be understood: each is set aside alone, told, and asked for by its name from time to time, until it comes
 * in a form that can. Only a complete one counts, from wherever it is read.
 */
final class AsideOrders {

  private static final Logger log = LoggerFactory.getLogger(AsideOrders.class);
  private static final Duration ASK_AGAIN = Duration.ofMinutes(15);
  private static final int MOST_A_ROUND = 10;

  private final SellerId seller;
  private final GroupCommit commit;
  private final Applying applying;
  private final Map<OrderKey, Instant> asked = new ConcurrentHashMap<>();

  /** Brings orders into the ledger. */
  interface Applying {
    void apply(ChannelRuntime runtime, List<OrderSnapshot> orders, Round round);
  }

  AsideOrders(SellerId seller, GroupCommit commit, Applying applying) {
    this.seller = seller;
    this.commit = commit;
    this.applying = applying;
  }

  /** Returns the position after a page was applied, with what was wrong on it set aside. */
  ReadPosition after(ChannelRuntime runtime, ReadPosition before, OrderPage page, @Nullable Instant watermark) {
    ReadPosition position = before.aside().isEmpty() ? before : before.without(understood(page.orders()));
    for (OrderPage.Unreadable order : page.unreadable()) {
      OrderKey key = new OrderKey(runtime.channel(), order.order());
      if (position.of(order.order()) == null) {
        log.warn("order {} cannot be read and is set aside: {}", key, order.why());
        commit.run(seller, new SetAside(key, order.why()));
        asked.put(key, commit.now());
      }
      position = position.with(order.order(), order.listings(), watermark);
    }
    if (position.aside().size() > ReadPosition.MOST_ASIDE) {
      throw new ConnectorException(FailureKind.MALFORMED, "more than " + ReadPosition.MOST_ASIDE
          + " orders cannot be read; the last page is not passed over");
    }
    return position;
  }

  private static Set<OrderId> understood(List<OrderSnapshot> orders) {
    return orders.stream().filter(OrderSnapshot::complete).map(OrderSnapshot::order).collect(Collectors.toSet());
  }

  /** Asks for orders that were set aside, where it is time; returns the channel without those that can be read now. */
  ChannelRow again(ChannelRuntime runtime, ChannelRow row, Round round) {
    ReadPosition position = ReadPosition.parse(row.cursor());
    if (position.aside().isEmpty()) {
      return row;
    }
    List<OrderId> due = position.aside().stream().map(ReadPosition.Aside::order)
        .filter(order -> due(new OrderKey(runtime.channel(), order))).limit(MOST_A_ROUND).toList();
    Set<OrderId> understood = new HashSet<>();
    for (OrderId order : due) {
      asked.put(new OrderKey(runtime.channel(), order), commit.now());
      List<OrderSnapshot> found = ask(runtime, order);
      applying.apply(runtime, found, round);
      understood.addAll(understood(found));
    }
    understood.forEach(order -> asked.remove(new OrderKey(runtime.channel(), order)));
    return understood.isEmpty() ? row : row.readTo(position.without(understood).text(), row.watermark());
  }

  private boolean due(OrderKey order) {
    Instant last = asked.get(order);
    return last == null || !commit.now().isBefore(last.plus(ASK_AGAIN));
  }

  private static List<OrderSnapshot> ask(ChannelRuntime runtime, OrderId order) {
    try {
      return runtime.connector().ordersById(Set.of(order));
    } catch (RuntimeException e) {
      log.debug("order {} of channel {}, which was set aside, still cannot be read", order, runtime.channel(), e);
      return List.of();
    }
  }

  /** Tells, in every round, that something waits. */
  void tell(ChannelRuntime runtime, ChannelRow row, Round round) {
    List<ReadPosition.Aside> aside = ReadPosition.parse(row.cursor()).aside();
    if (!aside.isEmpty()) {
      round.fail(aside.size() + " orders of " + runtime.channel() + " cannot be read, the first is " + aside.get(0).order()
          + "; what they may have sold stays charged and is not raised");
    }
  }
}
