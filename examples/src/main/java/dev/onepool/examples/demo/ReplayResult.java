package dev.onepool.examples.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run of {@code ./demo replay} has shown.
 *
 * @param orders what was sold, with what became of the source's rows
 * @param workload the same, as it was sold
 * @param lines how lines were sold
 * @param margins what a unit earns
 * @param best what one count without any lag comes to
 * @param runs what came of each policy, in the order in which they were named
 * @param seconds how long it took
 */
record ReplayResult(Orders orders, Workload workload, LinesOption lines, Margins margins, Replay.Best best, List<Replay.Run> runs,
    double seconds) {

  /** Copies the list. */
  ReplayResult {
    runs = List.copyOf(runs);
  }

  List<Replay.Row> rows() {
    return runs.stream().map(Replay.Run::row).toList();
  }

  /** Returns what was replayed, in a sentence. */
  String headline() {
    return Words.number(workload.lines()) + " lines of " + Words.number(workload.orders()) + " orders for "
        + Words.number(workload.skus()) + " SKUs, " + day(workload.startsAt()) + " to " + day(workload.endsAt()) + " ("
        + orders.source() + "), sold once more under " + policies(runs.size()) + ".";
  }

  /** Returns how many there are, in words. */
  static String policies(int count) {
    return count == 1 ? "one policy" : count + " policies";
  }

  /** Returns how the policies compare, a sentence each. */
  List<String> findings() {
    List<Replay.Row> safe = rows().stream().filter(row -> row.oversold() == 0).toList();
    List<Replay.Row> fewest = first(Replay.Row::oversold);
    List<Replay.Row> most = first(row -> -row.unitsDelivered());
    List<Replay.Row> richest = first(row -> -row.margin());
    List<Replay.Row> quietest = first(Replay.Row::writeCalls);
    return List.of(
        safe.isEmpty()
            ? "Every policy oversold, the least " + names(fewest) + ": " + Words.number(fewest.get(0).oversold()) + " units."
            : "Nothing was oversold under " + (safe.size() == runs.size() ? "any of them" : names(safe)) + ".",
        "Most was delivered under " + names(most) + ": " + Words.percent(most.get(0).delivered()) + " of what perfect knowledge would"
            + " have delivered.",
        "The highest margin was left under " + names(richest) + ": " + Words.money(richest.get(0).margin()) + ", against "
            + Words.money(best.margin()) + " by perfect knowledge.",
        "The fewest calls were needed under " + names(quietest) + ": " + Words.number(quietest.get(0).writeCalls()) + ".");
  }

  /** Returns who comes first, all of them where several are equal. */
  private List<Replay.Row> first(ToDoubleFunction<Replay.Row> by) {
    double least = rows().stream().mapToDouble(by).min().orElseThrow();
    return rows().stream().filter(row -> by.applyAsDouble(row) == least).toList();
  }

  private static String names(List<Replay.Row> rows) {
    List<String> names = rows.stream().map(Replay.Row::policy).toList();
    int last = names.size() - 1;
    return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** Returns what each number means, a sentence each. */
  List<String> meanings() {
    return List.of(
        "Perfect knowledge is one count that every shop sees at once, sold to whoever comes first: the mark to measure by. A policy that keeps"
            + " units for dearer sales may leave a higher margin.",
        "Delivered: units sold that were there, those of orders that have to be cancelled among them.",
        "Oversold: units sold that were not there. Each order with such a unit has to be cancelled.",
        "Refused: units that a buyer wanted, that were there, and that the shop did not show.",
        "Held back: units left that no buyer could buy, because all shops together showed fewer; the mean of "
            + Words.number(looks()) + " looks.",
        "Lost sales: units asked for and not delivered, whether refused or oversold. Perfect knowledge loses what ran out.",
        "Margin: " + margins + " for each unit delivered, at the prices of the orders; what an order costs that has to be cancelled"
            + " is not in it.",
        "Writes are quantities sent, calls the requests that they went in, at most 250 in each.");
  }

  /** Returns what was assumed, a sentence each. */
  List<String> assumptions() {
    Assumptions assumed = workload.assumptions();
    List<String> sentences = new ArrayList<>();
    sentences.add("Each SKU starts with " + assumed.stockDays().toPlainString() + " days of its demand and gets no more.");
    sentences.add(lines == LinesOption.WHOLE ? "A line is sold whole or not at all." : "Buyers take what is shown of a line.");
    sentences.add("Orders are known " + Words.duration(assumed.orderLag()) + " after they are placed, writes show "
        + Words.duration(assumed.writeLag()) + " after they are sent, the engine acts every " + Words.duration(assumed.loop()) + ".");
    sentences.add("Which buyer shops on which of the channels " + String.join(", ", ChannelAssignment.CHANNELS) + " is made up: "
        + ChannelAssignment.RULE + ".");
    sentences.add("Buyers who are refused do not come back, nor go to another shop.");
    return sentences;
  }

  /** Returns what somebody has to look into; none where all is well. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (Replay.Row row : rows()) {
      if (row.auditFindings() > 0) {
        warnings.add(row.policy() + ": the audit of the ledger found " + Words.number(row.auditFindings()) + " faults; its numbers are not to be"
            + " relied on.");
      }
      if (row.failures() > 0) {
        warnings.add(row.policy() + ": " + Words.number(row.failures()) + " times something went wrong in a round, such as an answer of the"
            + " policy that cannot be used; such a SKU kept its numbers.");
      }
    }
    return warnings;
  }

  private int looks() {
    return runs.stream().mapToInt(run -> run.looks().size()).max().orElse(0);
  }

  static String day(long epochSecond) {
    return Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
