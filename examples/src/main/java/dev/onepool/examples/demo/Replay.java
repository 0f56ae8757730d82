package dev.onepool.examples.demo;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Sells recorded orders once more, by the engine itself under each of some guarantees, on simulated channels: what would have
 * been delivered, oversold and refused. The ledger is kept in memory, which changes no number.
 */
public final class Replay {

  private final Orders orders;
  private final Conditions conditions;

  /**
   * Under which conditions orders are replayed.
   *
   * @param stockDays days of its own mean demand that each SKU starts with
   * @param wholeLines whether a line is sold whole or not at all; otherwise buyers take what is shown
   * @param loop how often the engine acts
   * @param orderLag until an order can be read
   * @param writeLag until a number that was sent is shown
   */
  public record Conditions(BigDecimal stockDays, boolean wholeLines, Duration loop, Duration orderLag, Duration writeLag) {

    /** Returns the conditions of the field's simulations: orders are known after 10 minutes, numbers shown after 5. */
    public static Conditions usual(int stockDays, boolean wholeLines) {
      return new Conditions(BigDecimal.valueOf(stockDays), wholeLines, Duration.ofMinutes(1), Duration.ofMinutes(10),
          Duration.ofMinutes(5));
    }
  }

  /**
   * What came of it.
   *
   * @param guarantee as it was asked for
   * @param unitsDelivered units sold that were there
   * @param delivered the same, as a part of what one count without any lag would deliver; from 0 to 1
   * @param oversold units sold that were not there
   * @param skusOversold SKUs of which that happened
   * @param skus how many SKUs there are
   * @param ordersCancelled orders with such a unit
   * @param refused units refused that were there
   * @param refusedByChannel the same, by channel
   * @param unitsLeft units left at the end
   * @param writes quantities sent
   * @param auditFindings what the audit found
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Row(String guarantee, long unitsDelivered, double delivered, long oversold, int skusOversold, int skus,
      long ordersCancelled, long refused, Map<String, Long> refusedByChannel, long unitsLeft, long writes,
      long auditFindings) {}

  private Replay(Orders orders, Conditions conditions) {
    this.orders = orders;
    this.conditions = conditions;
  }

  /**
   * Reads orders, as the demo does.
   *
   * @param rows how many rows to read at most
   */
  public static Replay of(Path file, long rows, Conditions conditions) {
    return new Replay(OrderFile.read(file, rows, Progress.NONE), conditions);
  }

  static Replay of(Orders orders, Conditions conditions) {
    return new Replay(orders, conditions);
  }

  /** Returns the same orders under other conditions. */
  public Replay under(Conditions other) {
    return new Replay(orders, other);
  }

  /**
   * Replays the orders under a guarantee. May be called from several threads at once.
   *
   * @param guarantee such as {@code rights}, {@code auto:0.01}, {@code buffered:0.05} or {@code mirror:2}
   * @param progress is told how many lines are done, from 0 to 1
   * @throws IllegalArgumentException if that names no guarantee
   */
  public Row run(String guarantee, Consumer<Double> progress) {
    GuaranteeOption option = GuaranteeOption.parse(guarantee);
    if (option == null) {
      throw new IllegalArgumentException("'" + guarantee + "' is not a guarantee; write rights, mirror, mirror:UNITS,"
          + " buffered:CHANCE or auto:CHANCE");
    }
    Workload workload = workload(option);
    AtomicReference<Tally> seen = new AtomicReference<>();
    Outcome outcome = new OnepoolContender(true, conditions.wholeLines(), seen::set)
        .run(workload, (done, all) -> progress.accept((double) done / all));
    Tally tally = seen.get();
    Map<String, Long> byChannel = new LinkedHashMap<>();
    for (int channel = 0; channel < workload.channels(); channel++) {
      byChannel.put(ChannelAssignment.CHANNELS.get(channel), tally.refusedWithStockLeft(channel));
    }
    Long findings = outcome.auditFindings();
    return new Row(guarantee, outcome.unitsDelivered(), (double) outcome.unitsDelivered() / most(workload),
        outcome.unitsOversold(), tally.skusOversold(), workload.skus(), outcome.ordersCancelled(),
        outcome.unitsRefusedWithStockLeft(), byChannel, tally.unitsLeft(), outcome.writes(), findings == null ? 0 : findings);
  }

  private Workload workload(GuaranteeOption option) {
    return Workload.of(orders, new Assumptions(conditions.stockDays(), conditions.loop(), conditions.orderLag(),
        conditions.writeLag(), option, 1));
  }

  /** Returns the units that one count without any lag delivers. */
  public long most() {
    return most(workload(GuaranteeOption.MIRROR));
  }

  private long most(Workload workload) {
    long[] left = new long[workload.skus()];
    long delivered = 0;
    for (int sku = 0; sku < left.length; sku++) {
      left[sku] = workload.initialStock(sku);
    }
    for (int line = 0; line < workload.lines(); line++) {
      long wanted = workload.quantity(line);
      long there = left[workload.sku(line)];
      long taken = there >= wanted ? wanted : conditions.wholeLines() ? 0 : there;
      left[workload.sku(line)] -= taken;
      delivered += taken;
    }
    return delivered;
  }

  /** Returns the orders' source and how many lines of goods they have, in words. */
  public List<String> source() {
    return List.of(orders.source(), orders.lines().size() + " lines");
  }
}
