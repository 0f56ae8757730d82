package dev.onepool;

import java.util.List;

/**
 * What is promised for a SKU on a channel, and whether it holds now.
 *
 * @param guarantee what is promised
 * @param state whether it holds
 * @param deficit units by which the exposures exceed what there is; 0 unless {@link State#RESTORING}
 * @param assumptions what the promise rests on, one sentence each; empty for {@link Guarantee.Mirror}
 */
public record GuaranteeStatus(Guarantee guarantee, State state, long deficit, List<String> assumptions) {

  /** Whether a guarantee holds. */
  public enum State {
    /** It holds. */
    HOLDS,
    /** Something outside broke it (a count, damage, a foreign edit): numbers are being lowered until it holds again. */
    RESTORING,
    /** What the channel shows, or its open orders, are not known yet; nothing is raised. */
    UNKNOWN
  }

  /** Copies the list. */
  public GuaranteeStatus {
    assumptions = List.copyOf(assumptions);
  }
}
