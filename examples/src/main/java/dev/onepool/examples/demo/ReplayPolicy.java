package dev.onepool.examples.demo;

import dev.onepool.AllocationPolicies;
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
    List<PolicyRules.Rule> rules = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      PolicyRules.Rule rule = PolicyRules.parse(parts[i].strip());
      if (i > 1 && rule.isBase()) {
        throw new IllegalArgumentException("'" + parts[i] + "' divides all units, so it must be the first rule: write "
            + parts[0] + "+" + parts[i] + " and the other rules after it");
      }
      rules.add(rule);
    }
    return new ReplayPolicy(text.strip(), guarantee, rules);
  }

  /** Returns whether a rule is about what a unit earns. */
  boolean byEconomics() {
    return rules.stream().anyMatch(PolicyRules.Rule::byEconomics);
  }

  /** Returns the rules as a policy for what is sold. */
  AllocationPolicy policy(Workload workload, Margins margins) {
    AllocationPolicy policy = AllocationPolicies.sharedPool();
    for (PolicyRules.Rule rule : rules) {
      policy = rule.step().around(policy, workload, margins);
    }
    return policy;
  }

  @Override
  public String toString() {
    return text;
  }
}
