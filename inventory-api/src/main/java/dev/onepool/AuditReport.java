package dev.onepool;

import java.util.List;

/**
 * What an audit found: it folds every entry and compares the sums with the balances, the reservations and the order
 * lines.
 *
 * @param entriesRead how many entries were folded
 * @param balancesChecked how many balances were compared
 * @param findings one sentence for each difference, with the values; empty where the books are right; at most 1,000
 */
public record AuditReport(long entriesRead, long balancesChecked, List<String> findings) {

  /** Copies the list. */
  public AuditReport {
    findings = List.copyOf(findings);
  }

  /** Returns whether nothing was found. */
  public boolean clean() {
    return findings.isEmpty();
  }

  @Override
  public String toString() {
    String verdict = clean() ? "clean" : findings.size() + " findings";
    return "audit: " + verdict + " (" + entriesRead + " entries, " + balancesChecked + " balances)"
        + String.join("", findings.stream().map(finding -> System.lineSeparator() + "  " + finding).toList());
  }
}
