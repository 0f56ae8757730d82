package dev.onepool.benchmarks.guarantees;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what guarantees hold and what they cost. */
@Command(name = "guarantees", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measures what each guarantee about overselling holds, and what it costs.")
public final class GuaranteesCommand implements Callable<Integer> {

  /** What can be run alone. */
  enum Section { RIGHTS, BUFFERED, MUTANTS, PRICE, ECONOMICS }

  @Option(names = "--section", split = ",", paramLabel = "NAME",
      description = "Only these of rights, buffered, mutants, price, economics. Default: all.")
  private Set<Section> sections = EnumSet.allOf(Section.class);

  @Option(names = "--simulated-orders", paramLabel = "N", defaultValue = "20000000",
      description = "Order lines to place at least where rights are tried. Default: ${DEFAULT-VALUE}.")
  private long simulatedOrders = 20_000_000;

  @Option(names = "--stockouts", paramLabel = "N", defaultValue = "10000",
      description = "Stock-outs for each row of the buffers. Default: ${DEFAULT-VALUE}.")
  private long stockouts = 10_000;

  @Option(names = "--longest", paramLabel = "SECONDS", defaultValue = "600",
      description = "Stop trying rights after this time. Default: ${DEFAULT-VALUE}.")
  private long longest = 600;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the first world. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--orders", paramLabel = "FILE",
      description = "Recorded orders for the price. Default: ../shared/data/orders-2010-12-to-2011-05.csv.gz; without it the price"
          + " is left out, and said to be.")
  private Path orders = Path.of("../shared/data/orders-2010-12-to-2011-05.csv.gz");

  @Option(names = "--rows", paramLabel = "N", description = "Only the first N rows of them.")
  private long rows = Long.MAX_VALUE;

  @Option(names = "--stock-days", split = ",", paramLabel = "D", description = "Days of stock for the price. Default: 10,30,60.")
  private List<Integer> stockDays = List.of(10, 30, 60);

  @Option(names = "--lines", split = ",", paramLabel = "HOW",
      description = "How the price's lines are sold: whole (all or nothing), units (buyers take what is shown). Default: both.")
  private Set<Price.Lines> lines = EnumSet.allOf(Price.Lines.class);

  @Option(names = "--guarantee", split = ",", paramLabel = "NAME", description = "Guarantees for the price. Default: all.")
  private List<String> guarantees = Price.GUARANTEES;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the result to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = new PrintWriter(System.out, true);
    Map<String, Object> result = new LinkedHashMap<>();
    List<String> missed = new ArrayList<>();
    if (sections.contains(Section.RIGHTS)) {
      Rights.Result rights = new Rights(simulatedOrders, Duration.ofSeconds(longest), seed).run(out);
      out.println(rights.report());
      result.put("rights", rights.figures());
      missed.addAll(Targets.missed(rights));
    }
    if (sections.contains(Section.BUFFERED)) {
      List<Buffered.Row> buffered = Buffered.run(stockouts, seed, out);
      result.put("buffered", buffered);
      missed.addAll(Targets.missedByBuffers(buffered));
    }
    if (sections.contains(Section.MUTANTS)) {
      List<Mutants.Caught> mutants = Mutants.run(out);
      result.put("mutants", mutants);
      missed.addAll(Targets.notCaught(mutants));
    }
    if (sections.contains(Section.ECONOMICS)) {
      Map<String, Object> economics = Economics.run();
      economics.forEach((name, value) -> out.println("economics: " + name.replace('_', ' ') + " " + value));
      result.put("economics", economics);
      missed.addAll(Targets.missed(economics));
    }
    if (sections.contains(Section.PRICE)) {
      price(out, result, missed);
    }
    result.put("missed", missed);
    missed.forEach(target -> out.println("missed: " + target));
    if (json != null) {
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), result);
    }
    return missed.isEmpty() ? 0 : 1;
  }

  private void price(PrintWriter out, Map<String, Object> result, List<String> missed) throws Exception {
    if (Files.exists(orders)) {
      List<Price.Row> prices = new Price(orders, rows, stockDays, List.copyOf(lines), guarantees).run(out);
      result.put("price", prices);
      missed.addAll(Targets.missed(prices));
    } else {
      out.println("price: left out, because there is no file " + orders.toAbsolutePath().normalize());
    }
  }
}
