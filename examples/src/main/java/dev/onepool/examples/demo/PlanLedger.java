package dev.onepool.examples.demo;

import dev.onepool.EffectKey;
import dev.onepool.Inventory;
import dev.onepool.LocationId;
import dev.onepool.OrderLineRef;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.Onepool;
import dev.onepool.testkit.ManualClock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * A ledger in memory into which an order file is sold, line by line at its time, so that planning reads what it would read from a
 * shop's own. Every SKU begins with what will be sold of it and some days more: a file does not tell when the shelf was empty.
 */
final class PlanLedger implements AutoCloseable {

  /** The channels and the part of all buyers that each has, in percent: unequal on purpose. */
  private static final Map<String, Integer> CHANNELS = channels();

  private static final int WAITING = 4_096;
  private static final double SECONDS_PER_DAY = 86_400;

  private final Onepool onepool;
  private final Inventory inventory;
  private final ManualClock clock;

  private PlanLedger(Instant start) {
    clock = new ManualClock(start);
    onepool = Onepool.builder().clock(clock).build();
    inventory = onepool.inventory(SellerId.of("demo"));
  }

  /** Sells the orders. */
  static PlanLedger of(Orders orders, double stockDaysLeft, Progress progress) {
    List<OrderLine> lines = orders.lines().stream().sorted(Comparator.comparingLong(OrderLine::placedAt)).toList();
    long start = Math.floorDiv(lines.get(0).placedAt(), (long) SECONDS_PER_DAY) * (long) SECONDS_PER_DAY;
    PlanLedger ledger = new PlanLedger(Instant.ofEpochSecond(start));
    double days = (lines.get(lines.size() - 1).placedAt() - start) / SECONDS_PER_DAY;
    ledger.receive(lines, Math.max(1, Math.ceil(days)), stockDaysLeft);
    ledger.sell(lines, progress);
    return ledger;
  }

  Inventory inventory() {
    return inventory;
  }

  /** Returns the channel that a buyer shops on: the hash of {@link ChannelAssignment}, modulo 100, over unequal parts. */
  static String channelOf(String buyer) {
    long point = Long.remainderUnsigned(ChannelAssignment.hash(buyer), 100);
    for (Map.Entry<String, Integer> channel : CHANNELS.entrySet()) {
      point -= channel.getValue();
      if (point < 0) {
        return channel.getKey();
      }
    }
    throw new IllegalStateException("the parts must come to 100: " + CHANNELS);
  }

  private static Map<String, Integer> channels() {
    Map<String, Integer> parts = new TreeMap<>();
    parts.put("amazon", 45);
    parts.put("shopify", 25);
    parts.put("walmart", 15);
    parts.put("ebay", 10);
    parts.put("tiktok", 5);
    return parts;
  }

  private void receive(List<OrderLine> lines, double days, double stockDaysLeft) {
    Map<String, Long> sold = new TreeMap<>();
    lines.forEach(line -> sold.merge(line.sku(), (long) line.quantity(), Math::addExact));
    sold.forEach((sku, units) -> inventory.ledger().post(new StockCommand.Receive(EffectKey.of("demo", sku), Sku.of(sku), LocationId.MAIN,
        Quantity.of(units + Math.max(1, Math.round(units / days * stockDaysLeft))))));
  }

  private void sell(List<OrderLine> lines, Progress progress) {
    Deque<CompletionStage<PostingResult>> waiting = new ArrayDeque<>();
    for (int i = 0; i < lines.size(); i++) {
      OrderLine line = lines.get(i);
      Instant at = Instant.ofEpochSecond(line.placedAt());
      clock.advanceTo(at.isAfter(clock.instant()) ? at : clock.instant());
      OrderLineRef ref = OrderLineRef.of(channelOf(line.buyer()), line.invoice() + "-" + i, "1");
      waiting.add(inventory.ledger().postAsync(
          new StockCommand.RecordSale(ref, Sku.of(line.sku()), LocationId.MAIN, Quantity.of(line.quantity()), at)));
      if (waiting.size() > WAITING) {
        waiting.remove().toCompletableFuture().join();
      }
      progress.at(i, lines.size());
    }
    waiting.forEach(stage -> stage.toCompletableFuture().join());
  }

  @Override
  public void close() {
    onepool.close();
  }
}
