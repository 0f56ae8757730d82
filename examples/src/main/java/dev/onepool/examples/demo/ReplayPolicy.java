package dev.onepool.examples.demo;

import dev.onepool.AllocationPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * What orders are replayed under: a guarantee, and the rules by which units are divided.
 *
 * @param text how it was asked for, such as {@code auto:0.01+reserved:shopify=10}
 * @param guarantee what is promised
 * @param rules applied from left to right, the first around a shared pool
 */
record ReplayPolicy(String text, GuaranteeOption guarantee, List<PolicyRules.Rule> rules) {

  /** Copies the list. */
  ReplayPolicy {
    rules = List.copyOf(rules);
  }

  /**
   * Reads a policy.
   *
   * @throws IllegalArgumentException saying which part is none, and what to write instead
   */
  static ReplayPolicy parse(String text) {
    String[] parts = text.strip().split("\\+", -1);
    GuaranteeOption guarantee = GuaranteeOption.parse(parts[0].strip());
    if (guarantee == null) {
      throw new IllegalArgumentException("'" + parts[0] + "' is not a guarantee; write " + GuaranteeOption.FORMS
          + ", and rules after it, such as " + PolicyRules.EXAMPLE);
    }
    List<String> problems = new ArrayList<>();
    List<PolicyRules.Rule> rules = rules(parts, 1, parts[0], problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; and ", problems));
    }
    return new ReplayPolicy(text.strip(), guarantee, rules);
  }

  /** Reads the rules from a part on; what is wrong with any of them is added to the problems. */
  private static List<PolicyRules.Rule> rules(String[] parts, int from, String before, List<String> problems) {
    List<PolicyRules.Rule> rules = new ArrayList<>();
    for (int i = from; i < parts.length; i++) {
      String part = parts[i].strip();
      boolean low = PolicyRules.beginsLow(part);
      try {
        PolicyRules.Rule rule = low
            ? PolicyRules.whenLow(part, rules(parts, i + 1, part, problems)) : PolicyRules.parse(part);
        if (i > from && rule.isBase()) {
          throw new IllegalArgumentException("'" + parts[i] + "' divides all units, so it must be the first rule: write "
              + before + "+" + parts[i] + " and the other rules after it");
        }
        rules.add(rule);
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
      if (low) {
        break;
      }
    }
    return rules;
  }

  /** Returns whether a rule is about what a unit earns. */
  boolean byEconomics() {
    return rules.stream().anyMatch(PolicyRules.Rule::byEconomics);
  }

  /** Returns the rules as a policy for what is sold. */
  AllocationPolicy policy(Workload workload, Margins margins) {
    return PolicyRules.applied(rules, workload, margins);
  }

  @Override
  public String toString() {
    return text;
  }
}
