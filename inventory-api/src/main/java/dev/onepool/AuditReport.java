package dev.onepool;

import java.util.List;

/**
 * What an audit found: it folds every entry and compares the sums with the balances, the reservations and the order
 * lines.
 *
 * @param entriesRead how many entries were folded
 * @param balancesChecked how many balances were compared
 * @param findings one sentence for each difference, with the values; empty where the books are right; at most {@link
 *     #MAX_FINDINGS}
 * @param moreFindings how many further differences there are
 */
public record AuditReport(long entriesRead, long balancesChecked, List<String> findings, long moreFindings) {

  /** The most findings that a report spells out. */
  public static final int MAX_FINDINGS = 1_000;

  /** Makes a report of all that was found. */
  public AuditReport(long entriesRead, long balancesChecked, List<String> findings) {
    this(entriesRead, balancesChecked, findings, 0);
  }

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
    String verdict = clean() ? "clean" : (findings.size() + moreFindings) + " findings";
    return "audit: " + verdict + " (" + entriesRead + " entries, " + balancesChecked + " balances)"
        + String.join("", findings.stream().map(finding -> System.lineSeparator() + "  " + finding).toList())
        + (moreFindings == 0 ? "" : System.lineSeparator() + "  and " + moreFindings + " more");
  }
}
