package dev.onepool.examples.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Prints a result as a table for a merchant, with what was assumed below it. */
final class ResultTable {

  /** The columns that a line has at most, unless a contender's title is longer than 31. */
  static final int WIDTH = 110;

  private static final int LEAST_TITLE_WIDTH = 32;
  private static final String CELLS_FORMAT = "%8s%13s%13s%11s%11s%12s%10s";

  private final Result result;
  private final Assumptions assumptions;
  private final int titleWidth;

  ResultTable(Result result) {
    this.result = result;
    assumptions = result.workload().assumptions();
    titleWidth = result.outcomes().keySet().stream()
        .mapToInt(contender -> contender.title(assumptions).length() + 1)
        .reduce(LEAST_TITLE_WIDTH, Math::max);
  }

  /** Returns the whole text, with a line end after its last line. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(Words.wrap(headline(), WIDTH));
    lines.add("");
    lines.add(row("", "", "units", "sold and", "sold, not", "orders to", "refused,", "sync"));
    lines.add(row("", "orders", "asked", "delivered", "there", "cancel", "had stock", "writes"));
    lines.add("-".repeat(titleWidth + WIDTH - LEAST_TITLE_WIDTH));
    result.outcomes().forEach((contender, outcome) -> lines.add(row(contender.title(assumptions), outcome)));
    lines.add("");
    lines.add(verdicts());
    lines.add(Words.wrap(result.orders().rows() + ".", WIDTH));
    lines.add(Words.wrap(assumed(), WIDTH));
    lines.add(String.format(Locale.ROOT, "Took %.1f s.", result.seconds()));
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private String headline() {
    Workload workload = result.workload();
    return "One stock, five shops: " + Words.number(workload.lines()) + " lines of " + Words.number(workload.orders())
        + " orders for " + Words.number(workload.skus()) + " SKUs, " + day(workload.startsAt()) + " to "
        + day(workload.endsAt()) + " (" + result.orders().source() + ").";
  }

  private String row(String title, Outcome outcome) {
    return row(title, Words.number(outcome.orders()), Words.number(outcome.unitsAsked()),
        Words.number(outcome.unitsDelivered()), Words.number(outcome.unitsOversold()),
        Words.number(outcome.ordersCancelled()), Words.number(outcome.unitsRefusedWithStockLeft()),
        Words.number(outcome.writes()));
  }

  private String row(String title, String... cells) {
    String padding = " ".repeat(titleWidth - title.length());
    return title + padding + String.format(Locale.ROOT, CELLS_FORMAT, (Object[]) cells);
  }

  private String verdicts() {
    List<String> verdicts = new ArrayList<>();
    for (Map.Entry<Contender, Outcome> entry : result.outcomes().entrySet()) {
      String verdict = entry.getValue().auditVerdict();
      if (verdict != null) {
        verdicts.add(entry.getKey().title(assumptions) + ", " + verdict);
      }
    }
    result.outcomes().values().stream().filter(outcome -> outcome.booksAgree() != null).findFirst()
        .ifPresent(outcome -> verdicts.add(books(outcome, Objects.requireNonNull(outcome.booksAgree()))));
    return verdicts.isEmpty()
        ? "Audit: nobody here keeps a ledger that could be audited."
        : String.join(System.lineSeparator(), verdicts);
  }

  private static String books(Outcome outcome, Map<String, Boolean> agree) {
    if (!agree.containsValue(false)) {
      return "Every shop's own books agree with the ledger, unit for unit.";
    }
    String differ = agree.entrySet().stream().filter(shop -> !shop.getValue()).map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
    return "Books that differ from the ledger's: " + differ + (outcome.unitsOversold() == 0 ? "."
        : ". What was sold and was not there is in the ledger as a shortfall.");
  }

  private String assumed() {
    return "Assumed: each SKU starts with " + assumptions.stockDays().toPlainString()
        + " days of its demand and gets no more; a line is sold whole or not at all; orders are known "
        + Words.duration(assumptions.orderLag()) + " after they are placed, writes show "
        + Words.duration(assumptions.writeLag()) + " after they are sent, the engine acts every "
        + Words.duration(assumptions.loop()) + real() + ". Which buyer shops on which of the channels "
        + String.join(", ", ChannelAssignment.CHANNELS) + " is made up: " + ChannelAssignment.RULE + "." + promised();
  }

  /** The demo asks whether overselling can be prevented; an application that asks for nothing gets another answer. */
  private String promised() {
    return assumptions.guarantee().equals(GuaranteeOption.RIGHTS)
        ? " Onepool is asked for rights here: nothing oversold. An application that asks for nothing gets auto:0.01, which sells more"
            + " and oversells at most one in a hundred of the SKUs that sell out; --guarantee auto:0.01 shows that."
        : "";
  }

  private String real() {
    return assumptions.channels() == ChannelsOption.REAL
        ? "; Onepool speaks with Amazon, whose orders it sees after " + Words.duration(assumptions.amazonOrderLag())
            + ", and with the other four by their protocols, in local sandboxes with the documented rates"
        : "";
  }

  private static String day(long epochSecond) {
    return Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
