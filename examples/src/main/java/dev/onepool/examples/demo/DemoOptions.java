package dev.onepool.examples.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the demo. Picocli fills the fields; the values they begin with are the defaults. */
final class DemoOptions {

  private static final BigDecimal LEAST_STOCK_DAYS = new BigDecimal("0.01");
  private static final BigDecimal MOST_STOCK_DAYS = new BigDecimal("3650");
  private static final Duration SHORTEST_LOOP = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  @Option(names = "--orders", paramLabel = "FILE",
      description = "CSV file with orders, plain or .gz, with the columns invoice, time, sku, quantity, unit_price,"
          + " customer, country. Default: made-up orders with a real shop's shape.")
  private @Nullable Path orders;

  @Option(names = "--stock-days", paramLabel = "D", converter = OptionConverters.OfDays.class,
      description = "Days of its own demand that each SKU starts with, 0.01 to 3650. Default: 30.")
  private BigDecimal stockDays = BigDecimal.valueOf(30);

  @Option(names = "--loop", paramLabel = "TIME", converter = OptionConverters.OfDuration.class,
      description = "How often the engine acts, 1m to 7d. Default: 15m.")
  private Duration loop = Duration.ofMinutes(15);

  @Option(names = "--guarantee", paramLabel = "NAME[:NUMBER]", converter = OptionConverters.OfGuarantee.class,
      description = "What Onepool is asked for: rights, nothing oversold; auto:0.01, at most that chance of overselling a"
          + " SKU that sells out; buffered:0.01, the same by a buffer; mirror or mirror:2, every shop shows the whole stock"
          + " less so much. Default: rights.")
  private GuaranteeOption guarantee = GuaranteeOption.RIGHTS;

  @Option(names = "--seed", paramLabel = "N", converter = OptionConverters.OfNumber.class,
      description = "What chance is drawn from, where orders are made up. Default: 1.")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the result to this file, as JSON.")
  private @Nullable Path json;

  @Option(names = "--rows", paramLabel = "N", converter = OptionConverters.OfNumber.class,
      description = "Use the first N rows only. Default: all.")
  private long rows = Long.MAX_VALUE;

  @Option(names = "--order-lag", paramLabel = "TIME", converter = OptionConverters.OfDuration.class,
      description = "From the moment an order is placed until the engine can read it, 0s to 7d. Default: 10m.")
  private Duration orderLag = Duration.ofMinutes(10);

  @Option(names = "--write-lag", paramLabel = "TIME", converter = OptionConverters.OfDuration.class,
      description = "From the moment a quantity is sent until the shop shows it, 0s to 7d. Default: 5m.")
  private Duration writeLag = Duration.ofMinutes(5);

  @Option(names = "--channels", paramLabel = "simulated|real", converter = OptionConverters.OfChannels.class,
      description = "How Onepool reaches the shops: simulated, in memory; or real, through the protocols of all five,"
          + " spoken with local shops over HTTP. Default: simulated.")
  private ChannelsOption channels = ChannelsOption.SIMULATED;

  @Option(names = "--amazon-order-lag", paramLabel = "TIME", converter = OptionConverters.OfDuration.class,
      description = "The order lag of a real Amazon, 0s to 7d. Default: 30m.")
  private Duration amazonOrderLag = Duration.ofMinutes(30);

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
  private boolean help;

  /** Returns the file to read, or null for made-up orders. */
  @Nullable Path orders() {
    return orders;
  }

  /** Returns the file to write, or null for none. */
  @Nullable Path json() {
    return json;
  }

  /** Returns how many rows to read at most. */
  long rows() {
    return rows;
  }

  /** Returns what the options assume about the market. */
  Assumptions assumptions() {
    return new Assumptions(stockDays, loop, orderLag, writeLag, guarantee, seed, channels, amazonOrderLag);
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
    checkRange(problems, "--amazon-order-lag", amazonOrderLag, Duration.ZERO, "0s to 7d");
    if (rows < 1) {
      problems.add("--rows must be at least 1, was " + rows);
    }
    if (orders != null && orders.toString().isBlank()) {
      problems.add("--orders is blank; name a CSV file, or leave the option out for made-up orders");
    }
    if (json != null) {
      checkJson(problems, json);
    }
    return problems;
  }

  private static void checkRange(List<String> problems, String option, Duration value, Duration least, String range) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      problems.add(option + " must be from " + range + ", was " + Words.duration(value));
    }
  }

  /** Finds out before the run, not after it, whether the result can be written. */
  private void checkJson(List<String> problems, Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (file.toString().isBlank() || Files.isDirectory(file)) {
      problems.add("--json must name a file, was '" + file + "'");
    } else if (directory == null || !Files.isDirectory(directory)) {
      problems.add("--json: there is no directory " + directory + "; create it, or name another file");
    } else if (!Files.isWritable(Files.exists(file) ? file : directory)) {
      problems.add("--json: no permission to write " + file);
    } else if (isOrdersFile(file)) {
      problems.add("--json must not be the file given to --orders, which it would replace: " + file);
    }
  }

  private boolean isOrdersFile(Path file) {
    try {
      return orders != null && Files.exists(orders) && Files.exists(file) && Files.isSameFile(orders, file);
    } catch (IOException e) {
      return false;
    }
  }
}
