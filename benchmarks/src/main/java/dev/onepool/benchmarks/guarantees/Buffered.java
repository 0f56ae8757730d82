package dev.onepool.benchmarks.guarantees;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Whether BUFFERED keeps its number: the real engine under {@code Guarantee.buffered(epsilon)}, SKUs that sell out again and
 * again on five channels of which one is stuck (see {@link BufferedShop}), until there were enough stock-outs.
 *
 * <p>The <em>oracle</em> is the smallest buffer that keeps epsilon for whoever knows the law of the demand and every channel's
 * lag: the fewest units that what all channels sell in their own lags, each from a sale until a number that knows of it is
 * shown there, exceeds no likelier than epsilon. It is drawn from the same law as the buyers, for each rate and size.
 */
final class Buffered {

  static final List<Double> EPSILONS = List.of(0.2, 0.05, 0.01);
  private static final double CONFIDENCE = 0.95;

  private Buffered() {}

  /**
   * What came out for one epsilon.
   *
   * @param lines {@code unit}: all lines are for one unit; {@code real}: sizes as in a wholesale shop
   * @param stockouts how often a SKU sold out
   * @param oversold how often it was oversold then
   * @param upper95 the largest chance of that which is not refuted with 95 % confidence (Clopper-Pearson, one-sided)
   * @param heldBack units left unsold at a stock-out, on average
   * @param oracle units of the oracle's buffer, on average over the same stock-outs
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Row(double epsilon, String lines, boolean stuckChannel, long stockouts, long oversold, double upper95,
      double heldBack, double oracle) {}

  /** Runs every epsilon with lines of both kinds, as many at a time as there are processors. */
  static List<Row> run(long stockouts, long seed, PrintWriter out) throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Row>> running = new ArrayList<>();
      for (boolean unitLines : new boolean[] {true, false}) {
        for (double epsilon : EPSILONS) {
          running.add(workers.submit(() -> run(epsilon, unitLines, stockouts, seed)));
        }
      }
      out.printf("%8s  %-5s %10s %9s %9s %10s %8s%n", "epsilon", "lines", "stock-outs", "oversold", "upper 95", "held back",
          "oracle");
      List<Row> rows = new ArrayList<>();
      for (Future<Row> one : running) {
        Row row = one.get();
        rows.add(row);
        out.printf(Locale.ROOT, "%8.2f  %-5s %,10d %,9d %9.4f %10.2f %8.2f%n", row.epsilon(), row.lines(), row.stockouts(),
            row.oversold(), row.upper95(), row.heldBack(), row.oracle());
        out.flush();
      }
      return rows;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run could not be made: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  static Row run(double epsilon, boolean unitLines, long stockouts, long seed) {
    try (BufferedShop shop = new BufferedShop(epsilon, unitLines, seed)) {
      shop.sell(stockouts);
      return new Row(epsilon, unitLines ? "unit" : "real", true, shop.stockouts(), shop.oversold(),
          upper95(shop.oversold(), shop.stockouts()), shop.heldBack(), shop.oracle());
    }
  }

  /** Returns the upper end of the one-sided Clopper-Pearson interval. */
  static double upper95(long times, long of) {
    return times >= of ? 1 : BetaDistribution.of(times + 1.0, of - times).inverseCumulativeProbability(CONFIDENCE);
  }
}
