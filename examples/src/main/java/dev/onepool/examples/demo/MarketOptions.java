package dev.onepool.examples.demo;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is sold and in what market. Picocli fills the fields; the values they begin with are the defaults. */
final class MarketOptions {

  private static final BigDecimal LEAST_STOCK_DAYS = new BigDecimal("0.01");
  private static final BigDecimal MOST_STOCK_DAYS = new BigDecimal("3650");
  private static final Duration SHORTEST_LOOP = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  @Option(names = "--orders", paramLabel = "FILE",
      description = "CSV file with orders, plain or .gz, with the columns invoice, time, sku, quantity, unit_price,"
          + " customer, country. Default: made-up orders with a real shop's shape.")
  private @Nullable Path orders;

  @Option(names = "--rows", paramLabel = "N", converter = OptionConverters.OfNumber.class,
      description = "Use the first N rows only. Default: all.")
  private long rows = Long.MAX_VALUE;

  @Option(names = "--stock-days", paramLabel = "D", converter = OptionConverters.OfDays.class,
      description = "Days of its own demand that each SKU starts with, 0.01 to 3650. Default: 30.")
  private BigDecimal stockDays = BigDecimal.valueOf(30);

  @Option(names = "--loop", paramLabel = "TIME", converter = OptionConverters.OfDuration.class,
      description = "How often the engine acts, 1m to 7d. Default: 15m.")
  private Duration loop = Duration.ofMinutes(15);

  @Option(names = "--order-lag", paramLabel = "TIME", converter = OptionConverters.OfDuration.class,
      description = "From the moment an order is placed until the engine can read it, 0s to 7d. Default: 10m.")
  private Duration orderLag = Duration.ofMinutes(10);

  @Option(names = "--write-lag", paramLabel = "TIME", converter = OptionConverters.OfDuration.class,
      description = "From the moment a quantity is sent until the shop shows it, 0s to 7d. Default: 5m.")
  private Duration writeLag = Duration.ofMinutes(5);

  @Option(names = "--seed", paramLabel = "N", converter = OptionConverters.OfNumber.class,
      description = "What chance is drawn from, where orders are made up. Default: 1.")
  private long seed = 1;

  /** Returns the file to read, or null for made-up orders. */
  @Nullable Path orders() {
    return orders;
  }

  /** Returns what the options assume about simulated shops. */
  Assumptions assumptions(GuaranteeOption guarantee) {
    return new Assumptions(stockDays, loop, orderLag, writeLag, guarantee, seed);
  }

  /** Reads the orders, or makes them up. */
  Orders read(ConsoleProgress progress) {
    Path file = orders;
    try (ConsoleProgress.Step step = progress.begin(file == null ? "making up orders" : "reading " + OrderFile.nameOf(file))) {
      Orders read = file == null ? SyntheticOrders.make(seed, rows) : OrderFile.read(file, rows, step);
      step.finish();
      return read;
    }
  }

  /** Returns everything that is wrong with the values, one sentence each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (stockDays.compareTo(LEAST_STOCK_DAYS) < 0 || stockDays.compareTo(MOST_STOCK_DAYS) > 0) {
      problems.add("--stock-days must be from 0.01 to 3650, was " + stockDays.toPlainString());
    }
    checkRange(problems, "--loop", loop, SHORTEST_LOOP, "1m to 7d");
    checkRange(problems, "--order-lag", orderLag, Duration.ZERO, "0s to 7d");
    checkRange(problems, "--write-lag", writeLag, Duration.ZERO, "0s to 7d");
    if (rows < 1) {
      problems.add("--rows must be at least 1, was " + rows);
    }
    if (orders != null && orders.toString().isBlank()) {
      problems.add("--orders is blank; name a CSV file, or leave the option out for made-up orders");
    }
    return problems;
  }

  static void checkRange(List<String> problems, String option, Duration value, Duration least, String range) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      problems.add(option + " must be from " + range + ", was " + Words.duration(value));
    }
  }
}
