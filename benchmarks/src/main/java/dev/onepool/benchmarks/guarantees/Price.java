package dev.onepool.benchmarks.guarantees;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.onepool.examples.demo.Replay;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
   * @param writes quantities sent
   * @param auditFindings what the audit found
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Row(int stockDays, String lines, String guarantee, double delivered, long oversold, int skusOversold, int skus,
      long refused, long writes, long auditFindings) {}

  private final Path orders;
  private final long rows;
  private final List<Integer> stockDays;
  private final List<String> guarantees;

  Price(Path orders, long rows, List<Integer> stockDays, List<String> guarantees) {
    this.orders = orders;
    this.rows = rows;
    this.stockDays = List.copyOf(stockDays);
    this.guarantees = List.copyOf(guarantees);
  }

  /** Runs everything, as many at a time as there are processors, and prints each row when it is there. */
  List<Row> run(PrintWriter out) throws InterruptedException {
    Replay first = Replay.of(orders, rows, Replay.Conditions.usual(30, true));
    ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Row>> running = new ArrayList<>();
      for (boolean whole : new boolean[] {true, false}) {
        for (int days : stockDays) {
          for (String guarantee : guarantees) {
            running.add(workers.submit(() -> run(first, days, whole, guarantee)));
          }
        }
      }
      out.printf("%5s  %-6s  %-14s %10s %9s %6s %10s %9s%n", "days", "lines", "guarantee", "delivered", "oversold", "SKUs",
          "refused", "writes");
      List<Row> rowsDone = new ArrayList<>();
      for (Future<Row> run : running) {
        Row row = run.get();
        rowsDone.add(row);
        out.printf("%5d  %-6s  %-14s %9.2f%% %,9d %6d %,10d %,9d%n", row.stockDays(), row.lines(), row.guarantee(),
            100 * row.delivered(), row.oversold(), row.skusOversold(), row.refused(), row.writes());
        out.flush();
      }
      return rowsDone;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a replay failed: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private static Row run(Replay orders, int days, boolean whole, String guarantee) {
    Replay.Row row = orders.under(Replay.Conditions.usual(days, whole)).run(guarantee, done -> {});
    return new Row(days, whole ? "whole" : "units", guarantee, row.delivered(), row.oversold(), row.skusOversold(), row.skus(),
        row.refused(), row.writes(), row.auditFindings());
  }
}
