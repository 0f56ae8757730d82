package dev.onepool.testkit;

import dev.onepool.Guarantee;
import dev.onepool.MassChangeBrake;
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
  NO_VISIBILITY_DELAY(Weakening.NO_VISIBILITY_DELAY),
  /** A write without a clear answer is taken not to have been applied, and not charged any longer. */
  ONLY_ANSWERED_WRITES_COUNT(Weakening.ONLY_ANSWERED_WRITES_COUNT),
  /** A write that the channel took is taken to be applied at once. */
  ACCEPTED_IS_APPLIED(Weakening.ACCEPTED_IS_APPLIED),
  /** A write that was applied releases what was written before at once, not when every order placed by then is known. */
  RELEASED_BEFORE_WATERMARK(Weakening.RELEASED_BEFORE_WATERMARK),
  /** What a channel says of its clock is taken to be our clock's. */
  NO_CLOCK_SKEW(Weakening.NO_CLOCK_SKEW),
  /** Sales of the very instant at which a number was applied count as later ones. */
  SAME_INSTANT_IS_LATER(Weakening.SAME_INSTANT_IS_LATER),
  /** A sale lowers the newest write that it can have drawn on, not the oldest. */
  NEWEST_IS_LOWERED_FIRST(Weakening.NEWEST_IS_LOWERED_FIRST),
  /** Cancelled units that the channel puts back on display are not charged again. */
  RESTORED_UNITS_FORGOTTEN(Weakening.RESTORED_UNITS_FORGOTTEN),
  /** A listing may be raised before the orders open at the beginning are known. */
  RAISED_BEFORE_KNOWN(Weakening.RAISED_BEFORE_KNOWN),
  /** Our own checkout may sell what listings have a right to. */
  CHECKOUT_IGNORES_RIGHTS(Weakening.CHECKOUT_IGNORES_RIGHTS),
  /** A listing is mapped anew while it may still take units of what it was. */
  REMAPPED_WHILE_EXPOSED(Weakening.REMAPPED_WHILE_EXPOSED),
  /** Units that listings have a right to may leave for another location. */
  TRANSFER_IGNORES_RIGHTS(Weakening.TRANSFER_IGNORES_RIGHTS),
  /** Every listing shows all that there is: rights are not divided. */
  SHARED_NOT_DIVIDED(null),
  /** A process that dies takes with it which SKUs were to be planned. */
  DIRTY_MARKS_LOST(null),
  /** A buffer is promised, and none is kept. */
  NO_BUFFER(null),
  /** As many channels may sell at once as list a SKU, and all show all. */
  ALL_MAY_SELL_ALL(null),
  /** Orders that could not be read for hours are taken to be known. */
  STALE_IS_FRESH(Weakening.STALE_IS_FRESH),
  /** A wrong count of many SKUs takes them off sale at once, like any other. */
  NO_BRAKE(null);

  private static final double RESENT = 0.05;

  private final @Nullable Weakening weakening;

  Mutant(@Nullable Weakening weakening) {
    this.weakening = weakening;
  }

  Setting setting() {
    Rules rules = weakening == null ? Rules.SOUND : Rules.without(weakening);
    Faults faults = this == UNSEEN_RESEND ? Faults.hostile().with(Fault.UNSEEN_RESEND, RESENT) : Faults.hostile();
    return new Setting(rules, faults, this == DIRTY_MARKS_LOST,
        this == NO_BRAKE ? MassChangeBrake.off() : MassChangeBrake.standard(), true);
  }

  /** Returns what is promised instead; null for what the world's seller promises. */
  @Nullable Guarantee guarantee() {
    return this == SHARED_NOT_DIVIDED || this == NO_BUFFER || this == ALL_MAY_SELL_ALL ? Guarantee.mirror(0) : null;
  }

  /** Returns the promise of a chance that only many stock-outs can show to be broken; null where nothing may be oversold. */
  @Nullable Guarantee chance() {
    return switch (this) {
      case NO_BUFFER, STALE_IS_FRESH -> Guarantee.buffered(FairWorld.EPSILON);
      case ALL_MAY_SELL_ALL -> Guarantee.auto(FairWorld.EPSILON);
      default -> null;
    };
  }
}
