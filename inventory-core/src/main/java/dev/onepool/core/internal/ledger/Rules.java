package dev.onepool.core.internal.ledger;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which rules are in force. Production runs {@link #SOUND} and offers no way to anything else; the simulator switches
 * single rules off to show that it would notice.
 */
public record Rules(Set<Weakening> weakened) {

  /** A rule that somebody might think superfluous. */
  public enum Weakening {
    /** Sales after a write was sent, not after it was certainly applied, lower its charge. */
    SALES_COUNT_FROM_SENT,
    /** Reading a value that the newest write could show proves it, whatever older writes could show. */
    READBACK_BY_VALUE,
    /** A newer applied write clears the older attempts. */
    NEWER_CLEARS_OLDER,
    /** Replacements and orders older than the first charge lower the charge too. */
    EVERY_SALE_COUNTS,
    /** The watermark is the end of the poll window, without the visibility delay. */
    NO_VISIBILITY_DELAY
  }

  /** All rules in force. */
  public static final Rules SOUND = new Rules(EnumSet.noneOf(Weakening.class));

  /** Returns all rules but one. */
  public static Rules without(Weakening weakening) {
    return new Rules(EnumSet.of(weakening));
  }

  /** Returns whether a rule is switched off. */
  public boolean lacks(Weakening weakening) {
    return !weakened.isEmpty() && weakened.contains(weakening);
  }
}
