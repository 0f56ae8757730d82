package dev.onepool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's word on what one channel shows of one SKU, until a moment. It goes before the policy. Where a channel lists the SKU
 * several times, the listings share the number; a kit gets what it needs of it.
 *
 * <p>It never breaks the guarantee: a fixed number is lowered to what may be shown, unless a permit says otherwise. Under {@link
 * Guarantee.Rights} its units are set aside before the others' are, and to be shown far more than now the listing may be off sale
 * until its last number is settled; elsewhere it is at most what the channel could show anyway.
 * With a permit nothing is promised for the SKU until the override ends, and {@link GuaranteeStatus} says so.
 *
 * @param channel the channel
 * @param sku the SKU
 * @param kind what the number means
 * @param units the number, in units of the SKU; 0 takes it off the channel
 * @param author who says so; not blank
 * @param until when it ends, by the engine's clock
 * @param permit allows a fixed number that is not there; null for none
 */
public record QuantityOverride(
    ChannelId channel, Sku sku, Kind kind, Quantity units, String author, Instant until, @Nullable OversellPermit permit) {

  private static final int LONGEST_AUTHOR = 200;

  /** What the number of an override means. */
  public enum Kind {
    /** The channel shows exactly this many, or what there is if that is less. */
    FIXED,
    /** The channel shows at most this many. */
    CAP
  }

  /** Refuses an author who is nobody, and a permit for a cap. */
  public QuantityOverride {
    if (author.isBlank() || author.length() > LONGEST_AUTHOR) {
      throw new IllegalArgumentException(
          "author must say who decides this, in 1 to " + LONGEST_AUTHOR + " characters, was \"" + author + "\"");
    }
    if (permit != null && kind != Kind.FIXED) {
      throw new IllegalArgumentException("only a fixed number can need a permit to oversell, not a cap of " + units);
    }
  }

  /**
   * Returns an override by which the channel shows exactly this many, as far as the guarantee allows.
   *
   * @param units 0 or more
   */
  public static QuantityOverride fixed(ChannelId channel, Sku sku, long units, String author, Instant until) {
    return new QuantityOverride(channel, sku, Kind.FIXED, Quantity.of(units), author, until, null);
  }

  /**
   * Returns an override by which the channel shows at most this many.
   *
   * @param units 0 or more
   */
  public static QuantityOverride cap(ChannelId channel, Sku sku, long units, String author, Instant until) {
    return new QuantityOverride(channel, sku, Kind.CAP, Quantity.of(units), author, until, null);
  }

  /** Returns the same, also where the units are not there. */
  public QuantityOverride permitting(OversellPermit oversell) {
    return new QuantityOverride(channel, sku, kind, units, author, until, oversell);
  }

  @Override
  public String toString() {
    return "override by " + author + " until " + until + ": " + (kind == Kind.FIXED ? "exactly " : "at most ") + units
        + (permit == null ? "" : ", also where they are not there, permitted by " + permit.grantedBy() + ": " + permit.reason());
  }
}
