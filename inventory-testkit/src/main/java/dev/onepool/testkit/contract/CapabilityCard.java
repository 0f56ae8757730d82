package dev.onepool.testkit.contract;

import dev.onepool.spi.Capabilities;
import dev.onepool.spi.OrderAction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a connector declares and what came of the rules, to read.
 *
 * @param provider the provider's class
 * @param id its id
 * @param spi the version of the interface that it was made for
 * @param declared what it declares, in words
 * @param results by rule
 */
record CapabilityCard(
    String provider, String id, int spi, Map<String, String> declared, Map<String, CardBook.Entry> results) {

  private static final int MAX_REASON = 160;

  /** Asks the connector what it declares. */
  static CapabilityCard of(Subject subject, Map<String, CardBook.Entry> results) {
    return new CapabilityCard(subject.toString(), subject.provider().id(), subject.provider().spiVersion(),
        declared(subject), results);
  }

  long count(RuleResult result) {
    return results.values().stream().filter(entry -> entry.result() == result).count();
  }

  private static Map<String, String> declared(Subject subject) {
    try (Bench bench = new Bench(subject)) {
      return words(bench.card());
    } catch (RuntimeException e) {
      return Map.of("capabilities", "cannot be asked: " + firstLine(e.toString()));
    }
  }

  private static Map<String, String> words(Capabilities card) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("orders visible within", card.visibilityDelay().toString());
    words.put("writes applied within", card.maxWriteDelay().toString());
    words.put("proof of a write", card.proof().name());
    words.put("number means", card.meaning().name());
    words.put("restores on cancel", yes(card.restoresOnCancel()));
    words.put("writes in a call", card.bulkFrom() == 1 ? Integer.toString(card.maxBatch())
        : card.bulkFrom() + " to " + card.maxBatch() + ", or " + card.usualBatch());
    words.put("reads in a call", Integer.toString(card.maxReads()));
    words.put("compares and sets", yes(card.comparesAndSets()));
    words.put("idempotent writes", yes(card.idempotentWrites()));
    words.put("notifies", yes(card.notifies()));
    words.put("clocks differ by", card.clockSkew().toString());
    String actions = Stream.of(OrderAction.Acknowledge.class, OrderAction.Ship.class, OrderAction.Cancel.class)
        .filter(card::does).map(Class::getSimpleName).collect(Collectors.joining(", "));
    words.put("does for orders", actions.isEmpty() ? "nothing" : actions);
    return words;
  }

  private static String yes(boolean value) {
    return value ? "yes" : "no";
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Capability card of ").append(id).append(" (").append(provider).append(")\n");
    text.append("kit ").append(Certificate.KIT_VERSION).append(", spi ").append(spi).append(": ")
        .append(count(RuleResult.PASSED)).append(" rules passed, ")
        .append(count(RuleResult.NOT_APPLICABLE)).append(" not applicable, ")
        .append(count(RuleResult.FAILED)).append(" failed\n\n");
    declared.forEach((name, value) -> text.append(String.format("  %-24s %s%n", name, value)));
    text.append('\n');
    Rules.byId().forEach((rule, description) -> {
      CardBook.Entry entry = results.get(rule);
      if (entry != null) {
        text.append(String.format("  %-7s %-28s %s%n", mark(entry.result()), rule, reason(description, entry)));
      }
    });
    return text.toString();
  }

  private static String mark(RuleResult result) {
    return switch (result) {
      case PASSED -> "passed";
      case NOT_APPLICABLE -> "n/a";
      case FAILED -> "FAILED";
    };
  }

  private static String reason(Rule rule, CardBook.Entry entry) {
    return entry.result() == RuleResult.PASSED ? rule.says() : firstLine(entry.why());
  }

  private static String firstLine(String text) {
    String line = text.strip().lines().map(String::strip).filter(part -> !part.isEmpty()).findFirst().orElse("");
    return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + "..." : line;
  }
}
