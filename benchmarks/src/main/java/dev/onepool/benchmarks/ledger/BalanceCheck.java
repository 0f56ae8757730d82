package dev.onepool.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the books say what the callers were told: initial − granted = available, and effect rows = granted = entries for
 * each line. Sums of fingerprints show that these are the very keys that were granted, not others.
 */
final class BalanceCheck {

  private BalanceCheck() {}

  /** Returns what is wrong, a sentence each; empty where the books balance. */
  static List<String> findings(Totals before, Totals after, Tally tally, int lines) {
    Totals written = after.since(before);
    List<String> findings = new ArrayList<>();
    long most = tally.granted() + tally.failed();
    if (written.effects() < tally.granted() || written.effects() > most) {
      findings.add("granted " + tally.granted() + " (" + tally.failed() + " unknown), but there are "
          + written.effects() + " effects");
    }
    if (written.entries() != written.effects() * lines) {
      findings.add(written.effects() + " effects of " + lines + " lines have " + written.entries() + " entries");
    }
    if (written.units() != written.entries()) {
      findings.add(written.entries() + " entries of one unit hold " + written.units() + " units");
    }
    if (-written.available() != written.units()) {
      findings.add("entries hold " + written.units() + " units, but " + -written.available() + " left the balances");
    }
    if (tally.failed() == 0 && written.effectPrints() != tally.fingerprint()) {
      findings.add("the effects' keys are not the keys that were granted");
    }
    if (written.entryPrints() != written.effectPrints() * lines) {
      findings.add("the entries' keys are not the effects' keys");
    }
    if (after.wrongSkus() > 0) {
      findings.add(after.wrongSkus() + " SKUs have other units than their entries say");
    }
    return findings;
  }
}
