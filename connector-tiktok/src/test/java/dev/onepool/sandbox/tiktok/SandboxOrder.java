package dev.onepool.sandbox.tiktok;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An order at one version.
 *
 * @param id its number
 * @param placedAt when it was placed
 * @param updatedAt when it was changed last
 * @param visibleAt when searches show this version
 * @param kind what sort of order it is
 * @param warehouse from which it is shipped
 * @param collectedAt when the carrier took some of it; null before
 * @param units in the order in which they are told
 */
public record SandboxOrder(String id, Instant placedAt, Instant updatedAt, Instant visibleAt, Kind kind, String warehouse,
    @Nullable Instant collectedAt, List<Unit> units) {

  /** Copies the list. */
  public SandboxOrder {
    units = List.copyOf(units);
  }

  /** What sort of order it is. */
  public enum Kind {
    /** Paid and ready to ship. */
    PAID,
    /** Not paid yet. */
    UNPAID,
    /** Paid, and the buyer may still change their mind. */
    ON_HOLD,
    /** Given away. */
    SAMPLE,
    /** In place of units sold before. */
    REPLACEMENT,
    /** Shipped by TikTok from its own warehouse. */
    BY_TIKTOK
  }

  /**
   * A unit, for TikTok knows no quantities.
   *
   * @param id its number
   * @param line which of the order's lines it was placed in, from 0
   * @param product its product's number; null where it has none
   * @param sku its SKU's number; null where it has none
   * @param code the seller's code
   * @param gift whether it came with another
   * @param parts what a bundle is made of: listing and units; empty for all else
   * @param status its display status where it is no longer the order's
   * @param parcel its package's number
   * @param tracking empty before it is shipped
   */
  public record Unit(String id, int line, @Nullable String product, @Nullable String sku, String code, boolean gift,
      Map<String, Integer> parts, String status, String parcel, String tracking) {

    /** Returns whether it is neither shipped nor cancelled. */
    public boolean isOpen() {
      return status.isEmpty();
    }

    boolean is(String other) {
      return status.equals(other);
    }

    Unit with(String newStatus, String newParcel, String newTracking) {
      return new Unit(id, line, product, sku, code, gift, parts, newStatus, newParcel, newTracking);
    }
  }

  /** Returns TikTok's word for how it stands. */
  public String status() {
    List<Unit> kept = units.stream().filter(unit -> !unit.is("CANCELLED")).toList();
    if (kept.isEmpty()) {
      return "CANCELLED";
    }
    boolean open = kept.stream().anyMatch(Unit::isOpen);
    if (kept.stream().allMatch(Unit::isOpen)) {
      return kind == Kind.UNPAID ? "UNPAID" : kind == Kind.ON_HOLD ? "ON_HOLD" : "AWAITING_SHIPMENT";
    }
    return open ? "PARTIALLY_SHIPPING"
        : kept.stream().anyMatch(unit -> unit.is("AWAITING_COLLECTION")) ? "AWAITING_COLLECTION" : "IN_TRANSIT";
  }

  long count(int line, String status) {
    return units.stream().filter(unit -> unit.line() == line && unit.is(status)).count();
  }

  SandboxOrder with(Instant at, Instant visible, UnaryOperator<Unit> change) {
    List<Unit> changed = new ArrayList<>(units);
    changed.replaceAll(change);
    boolean collected = changed.stream().anyMatch(unit -> unit.is("IN_TRANSIT"));
    Kind now = collected && kind == Kind.UNPAID ? Kind.PAID : kind;
    return new SandboxOrder(id, placedAt, at, visible, now, warehouse, collected && collectedAt == null ? at : collectedAt, changed);
  }

  SandboxOrder spoiled(Instant at, Instant visible) {
    List<Unit> all = new ArrayList<>(units);
    all.add(units.get(0));
    return new SandboxOrder(id, placedAt, at, visible, kind, warehouse, collectedAt, all);
  }

  SandboxOrder reversed(Instant at, Instant visible) {
    List<Unit> reversed = new ArrayList<>(units);
    java.util.Collections.reverse(reversed);
    return new SandboxOrder(id, placedAt, at, visible, kind, warehouse, collectedAt, reversed);
  }
}
