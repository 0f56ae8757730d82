package dev.onepool.benchmarks.guarantees;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.onepool.examples.demo.Replay;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The price of a promise: real orders, replayed through the engine under each guarantee. Orders are known after 10 minutes and
 * numbers shown after 5, the engine acts every minute.
 */
final class Price {

  static final List<String> GUARANTEES = List.of("mirror", "mirror:2", "buffered:0.01", "rights", "auto:0.01");

  /**
   * One run.
   *
   * @param stockDays days of its own demand that each SKU starts with
   * @param lines {@code whole}: all or nothing; {@code units}: buyers take what is shown
   * @param guarantee what was promised
   * @param delivered units sold that were there, as a part of what one count without lag sells
   * @param oversold units sold that were not there
   * @param skusOversold SKUs of which that happened
   * @param skus all SKUs
   * @param refused units refused that were there
   * @param mostMissedOfOneSku units of a single SKU that one count without lag sells and this did not, at most: what one line
   *     that nobody could foresee may come to
   * @param best units that one count without lag sells
   * @param writes quantities sent
   * @param auditFindings what the audit found
   * @param seconds how long the replay took
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Row(int stockDays, String lines, String guarantee, double delivered, long oversold, int skusOversold, int skus,
      long refused, long mostMissedOfOneSku, long best, long writes, long auditFindings, double seconds) {}

  /** One replay to do. */
  private record Case(int days, Lines lines, String guarantee) {}

  /** How lines are sold. */
  enum Lines {
    /** All or nothing. */
    WHOLE,
    /** Buyers take what is shown. */
    UNITS
  }

  private final Path orders;
  private final long rows;
  private final List<Case> cases = new ArrayList<>();

  Price(Path orders, long rows, List<Integer> stockDays, List<Lines> lines, List<String> guarantees) {
    this.orders = orders;
    this.rows = rows;
    for (Lines how : lines) {
      for (int days : stockDays) {
        guarantees.forEach(guarantee -> cases.add(new Case(days, how, guarantee)));
      }
    }
  }

  /** Runs everything, as many at a time as there are processors; prints each row when it is there, returns them in order. */
  List<Row> run(PrintWriter out) throws InterruptedException {
    Replay replay = Replay.of(orders, rows, Replay.Conditions.usual(30, true));
    ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      CompletionService<Row> running = new ExecutorCompletionService<>(workers);
      cases.forEach(one -> running.submit(() -> run(replay, one)));
      out.printf("%5s  %-6s  %-14s %10s %9s %6s %10s %9s %8s%n", "days", "lines", "guarantee", "delivered", "oversold", "SKUs",
          "refused", "writes", "seconds");
      Map<Case, Row> done = new HashMap<>();
      while (done.size() < cases.size()) {
        Row row = running.take().get();
        done.put(new Case(row.stockDays(), Lines.valueOf(row.lines().toUpperCase(Locale.ROOT)), row.guarantee()), row);
        out.printf("%5d  %-6s  %-14s %9.2f%% %,9d %6d %,10d %,9d %8.0f%n", row.stockDays(), row.lines(), row.guarantee(),
            100 * row.delivered(), row.oversold(), row.skusOversold(), row.refused(), row.writes(), row.seconds());
        out.flush();
      }
      return cases.stream().map(done::get).toList();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a replay failed: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private static Row run(Replay orders, Case one) {
    long began = System.nanoTime();
    Replay.Row row = orders.under(Replay.Conditions.usual(one.days(), one.lines() == Lines.WHOLE))
        .run(one.guarantee(), done -> {});
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Row(one.days(), one.lines().name().toLowerCase(Locale.ROOT), one.guarantee(), row.delivered(), row.oversold(),
        row.skusOversold(), row.skus(), row.refused(), row.mostMissedOfOneSku(), row.unitsBest(), row.writes(),
        row.auditFindings(), Math.rint(seconds * 10) / 10);
  }
}
