package dev.onepool;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is promised for a SKU on a channel, and whether it holds now.
 *
 * @param guarantee what is promised; {@link Guarantee.Mirror} where a channel that lists the SKU has a connector without a
 *     certificate, whatever was asked for
 * @param state whether it holds
 * @param deficit units by which the exposures exceed what there is; 0 unless {@link State#RESTORING}
 * @param assumptions what the promise rests on, one sentence each; for {@link Guarantee.Mirror} why no more is
 *     promised, empty if no more was asked for
 * @param since when the state was found to have begun, by a round; null where it was so when rounds first looked, where no round has
 *     looked since it began, or where nothing was promised to begin with
 */
public record GuaranteeStatus(
    Guarantee guarantee, State state, long deficit, List<String> assumptions, @Nullable Instant since) {

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
