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
    NO_VISIBILITY_DELAY,
    /** A write without a clear answer is taken not to have been applied, and not charged any longer. */
    ONLY_ANSWERED_WRITES_COUNT,
    /** A write that the channel took is taken to be applied at once. */
    ACCEPTED_IS_APPLIED,
    /** A write that was applied releases what was written before at once, not when every order placed by then is known. */
    RELEASED_BEFORE_WATERMARK,
    /** What a channel says of its clock is taken to be our clock's. */
    NO_CLOCK_SKEW,
    /** Sales of the very instant at which a number was applied count as later ones. */
    SAME_INSTANT_IS_LATER,
    /** A sale lowers the newest write that it can have drawn on, not the oldest. */
    NEWEST_IS_LOWERED_FIRST,
    /** Cancelled units that the channel puts back on display are not charged again. */
    RESTORED_UNITS_FORGOTTEN,
    /** A listing may be raised before the orders open at the beginning are known. */
    RAISED_BEFORE_KNOWN,
    /** Our own checkout may sell what listings have a right to. */
    CHECKOUT_IGNORES_RIGHTS,
    /** A listing is mapped anew while it may still take units of what it was. */
    REMAPPED_WHILE_EXPOSED,
    /** Units that listings have a right to may leave for another location. */
    TRANSFER_IGNORES_RIGHTS,
    /** Orders that could not be read for a while are taken to be known up to now. */
    STALE_IS_FRESH
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
