package dev.onepool.benchmarks.guarantees;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what guarantees hold and what they cost. */
@Command(name = "guarantees", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measures what each guarantee about overselling holds, and what it costs.")
public final class GuaranteesCommand implements Callable<Integer> {

  @Option(names = "--orders", paramLabel = "FILE",
      description = "Recorded orders for the price. Default: ../shared/data/orders-2010-12-to-2011-05.csv.gz; without it the price"
          + " is left out, and said to be.")
  private Path orders = Path.of("../shared/data/orders-2010-12-to-2011-05.csv.gz");

  @Option(names = "--rows", paramLabel = "N", description = "Only the first N rows of them.")
  private long rows = Long.MAX_VALUE;

  @Option(names = "--stock-days", split = ",", paramLabel = "D", description = "Days of stock for the price. Default: 10,30,60.")
  private List<Integer> stockDays = List.of(10, 30, 60);

  @Option(names = "--guarantee", split = ",", paramLabel = "NAME", description = "Guarantees for the price. Default: all.")
  private List<String> guarantees = Price.GUARANTEES;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the result to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = new PrintWriter(System.out, true);
    Map<String, Object> result = new LinkedHashMap<>();
    List<String> missed = new ArrayList<>();
    if (Files.exists(orders)) {
      List<Price.Row> prices = new Price(orders, rows, stockDays, guarantees).run(out);
      result.put("price", prices);
      missed.addAll(Targets.missed(prices));
    } else {
      out.println("price: left out, because there is no file " + orders.toAbsolutePath().normalize());
    }
    result.put("missed", missed);
    missed.forEach(target -> out.println("missed: " + target));
    if (json != null) {
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), result);
    }
    return missed.isEmpty() ? 0 : 1;
  }
}
