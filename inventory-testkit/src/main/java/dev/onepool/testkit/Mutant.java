package dev.onepool.testkit;

import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.ledger.Rules.Weakening;
import org.jspecify.annotations.Nullable;

/** An engine, or a way to the channels, with one rule missing. A simulation that is worth something notices each. */
public enum Mutant {
  /** Sales lower a write's charge from when it was sent, not from when it was certainly applied. */
  SALES_COUNTED_FROM_SENT(Weakening.SALES_COUNT_FROM_SENT),
  /** Reading a value that the newest write could show proves it, whatever older writes could show. */
  READBACK_BY_VALUE(Weakening.READBACK_BY_VALUE),
  /** A newer write that was applied clears the older attempts. */
  NEWER_CLEARS_OLDER(Weakening.NEWER_CLEARS_OLDER),
  /** The transport sends 5 % of the writes a second time, and nobody knows. */
  UNSEEN_RESEND(null),
  /** Replacements, and orders older than the first charge, lower the charge too. */
  EVERY_SALE_COUNTS(Weakening.EVERY_SALE_COUNTS),
  /** The watermark is the end of the poll window, without the visibility delay. */
  NO_VISIBILITY_DELAY(Weakening.NO_VISIBILITY_DELAY);

  private static final double RESENT = 0.05;

  private final @Nullable Weakening weakening;

  Mutant(@Nullable Weakening weakening) {
    this.weakening = weakening;
  }

  Rules rules() {
    return weakening == null ? Rules.SOUND : Rules.without(weakening);
  }

  Faults faults() {
    return weakening == null ? Faults.hostile().with(Fault.UNSEEN_RESEND, RESENT) : Faults.hostile();
  }
}
