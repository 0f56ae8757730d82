package dev.onepool.testkit.contract;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What came of the rules in one run of tests, by provider. The contracts run in any order and on several threads, so the
 * last to end a provider's rules closes its card.
 */
final class CardBook {

  /** What came of one rule, and why. */
  record Entry(RuleResult result, String why) {}

  private final Map<String, Map<String, Entry>> entries = new HashMap<>();

  synchronized void note(Subject subject, String rule, RuleResult result, String why) {
    entries.computeIfAbsent(subject.toString(), key -> new TreeMap<>())
        .put(rule, new Entry(result, String.valueOf(why)));
  }

  /** Closes the provider's card, if every rule of the kit has a result. */
  synchronized void finish(Subject subject, Function<String, Optional<String>> configuration) {
    Map<String, Entry> results = entries.getOrDefault(subject.toString(), Map.of());
    if (results.keySet().equals(Rules.byId().keySet()) && entries.remove(subject.toString()) != null) {
      CapabilityCard card = CapabilityCard.of(subject, results);
      if (!configuration.apply("onepool.card").orElse("").equals("off")) {
        Terminal.print(card.toString());
      }
      Certificate.keep(card, subject.loader(), configuration);
    }
  }
}
