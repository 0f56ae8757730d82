package dev.onepool.examples.demo;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Sells recorded orders once more, by the engine itself under each of some policies, on simulated channels: what would have
 * been delivered, oversold and refused. The ledger is kept in memory, which changes no number.
 */
public final class Replay {

  private final Orders orders;
  private final Conditions conditions;
  private final Margins margins;

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
   * @param policy as it was asked for
   * @param unitsAsked units that buyers wanted
   * @param unitsDelivered units sold that were there
   * @param delivered the same, as a part of what one count without any lag would deliver; from 0 to 1
   * @param oversold units sold that were not there
   * @param skusOversold SKUs of which that happened
   * @param skus how many SKUs there are
   * @param ordersCancelled orders with such a unit
   * @param refused units refused that were there
   * @param mostMissedOfOneSku units of a single SKU that one count without any lag would deliver and this did not, at most: a
   *     line larger than all there is may weigh more than everything else
   * @param unitsBest units that one count without any lag would deliver
   * @param refusedByChannel units refused that were there, by channel
   * @param lostSalesByChannel units asked and not delivered, by channel, whether refused or oversold
   * @param margin what the units delivered earned, in the orders' currency
   * @param unitsHeldBack units that were left and that no buyer could buy, on average
   * @param heldBackShare the same, as a part of the units left; from 0 to 1
   * @param unitsLeft units left at the end
   * @param writes quantities sent
   * @param writeCalls the calls that they were sent in
   * @param readCalls all other calls
   * @param failures what went wrong in rounds while the rest went on, such as a policy's answer that cannot be used
   * @param auditFindings what the audit found
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Row(String policy, long unitsAsked, long unitsDelivered, double delivered, long oversold, int skusOversold,
      int skus, long ordersCancelled, long refused, long mostMissedOfOneSku, long unitsBest,
      Map<String, Long> refusedByChannel, Map<String, Long> lostSalesByChannel, double margin, double unitsHeldBack,
      double heldBackShare, long unitsLeft, long writes, long writeCalls, long readCalls, long failures, long auditFindings) {}

  /**
   * A row, and what was left and held back in the course of time.
   *
   * @param row the row
   * @param looks the earliest first
   */
  record Run(Row row, List<ReplayWatch.Look> looks) {}

  /**
   * What one count without any lag comes to, sold to whoever comes first: the mark to measure by.
   *
   * @param unitsAsked units that buyers wanted
   * @param unitsDelivered units sold
   * @param lostSalesByChannel units asked and not delivered, by channel: there were none left
   * @param margin what the units delivered earned
   * @param unitsLeft units left at the end
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Best(long unitsAsked, long unitsDelivered, Map<String, Long> lostSalesByChannel, double margin, long unitsLeft) {}

  private Replay(Orders orders, Conditions conditions, Margins margins) {
    this.orders = orders;
    this.conditions = conditions;
    this.margins = margins;
  }

  /**
   * Reads orders, as the demo does.
   *
   * @param rows how many rows to read at most
   */
  public static Replay of(Path file, long rows, Conditions conditions) {
    return of(OrderFile.read(file, rows, Progress.NONE), conditions, Margins.DEFAULT);
  }

  static Replay of(Orders orders, Conditions conditions, Margins margins) {
    return new Replay(orders, conditions, margins);
  }

  /** Returns the same orders under other conditions. */
  public Replay under(Conditions other) {
    return new Replay(orders, other, margins);
  }

  /**
   * Replays the orders under a policy. May be called from several threads at once.
   *
   * @param policy such as {@code rights}, {@code auto:0.01}, {@code mirror:2} or {@code rights+reserved:shopify=10}
   * @param progress is told how many lines are done, from 0 to 1
   * @throws IllegalArgumentException if that names no policy
   */
  public Row run(String policy, Consumer<Double> progress) {
    return run(ReplayPolicy.parse(policy), (done, all) -> progress.accept((double) done / all)).row();
  }

  Run run(ReplayPolicy policy, Progress progress) {
    Workload workload = workload(policy.guarantee());
    ReplayWatch watch = new ReplayWatch(workload);
    Outcome outcome = new OnepoolContender(true, conditions.wholeLines(), policy.policy(workload, margins), watch)
        .run(workload, progress);
    Tally tally = watch.tally();
    Tally best = perfect(workload);
    long most = best.delivered();
    Long findings = outcome.auditFindings();
    Row row = new Row(policy.text(), outcome.unitsAsked(), outcome.unitsDelivered(),
        most == 0 ? 1 : (double) outcome.unitsDelivered() / most, outcome.unitsOversold(), tally.skusOversold(), workload.skus(),
        outcome.ordersCancelled(), outcome.unitsRefusedWithStockLeft(), mostMissed(workload, best, tally), most,
        byChannel(tally::refusedWithStockLeft),
        byChannel(tally::lost), margins.earned(tally), watch.meanHeldBack(), watch.shareHeldBack(), tally.unitsLeft(),
        outcome.writes(), watch.writeCalls(), watch.readCalls(), watch.failures(), findings == null ? 0 : findings);
    return new Run(row, watch.looks());
  }

  /** Returns the units by which most was left of a SKU where less would have been. */
  private static long mostMissed(Workload workload, Tally best, Tally tally) {
    return IntStream.range(0, workload.skus()).mapToLong(sku -> tally.physical(sku) - best.physical(sku)).max().orElse(0);
  }

  /** Returns what one count without any lag comes to. */
  Best best() {
    Tally tally = perfect(workload());
    return new Best(tally.asked(), tally.delivered(), byChannel(tally::lost), margins.earned(tally), tally.unitsLeft());
  }

  /** Returns what is sold, under any guarantee. */
  Workload workload() {
    return workload(GuaranteeOption.MIRROR);
  }

  private Workload workload(GuaranteeOption option) {
    return Workload.of(orders, new Assumptions(conditions.stockDays(), conditions.loop(), conditions.orderLag(),
        conditions.writeLag(), option, 1));
  }

  private Tally perfect(Workload workload) {
    Tally tally = new Tally(workload);
    for (int line = 0; line < workload.lines(); line++) {
      long wanted = workload.quantity(line);
      long there = tally.physical(workload.sku(line));
      long taken = there >= wanted ? wanted : conditions.wholeLines() ? 0 : there;
      tally.sold(line, taken);
      if (taken < wanted) {
        tally.refused(line, wanted - taken, 0);
      }
    }
    return tally;
  }

  private static Map<String, Long> byChannel(IntToLongFunction units) {
    Map<String, Long> byChannel = new LinkedHashMap<>();
    for (int channel = 0; channel < ChannelAssignment.CHANNELS.size(); channel++) {
      byChannel.put(ChannelAssignment.CHANNELS.get(channel), units.applyAsLong(channel));
    }
    return byChannel;
  }
}
