package dev.onepool.sandbox.walmart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a purchase order in the sandbox.
 *
 * @param id of the purchase order
 * @param customerOrder of the buyer's whole order
 * @param placedAt when it was placed
 * @param updatedAt when it was changed last
 * @param visibleAt when it can be seen
 * @param replacement whether it replaces another
 * @param node the ship node
 * @param intentToCancel whether the buyer asked to cancel
 * @param lines in order of placing
 */
public record SandboxOrder(String id, String customerOrder, Instant placedAt, Instant updatedAt, Instant visibleAt,
    boolean replacement, String node, boolean intentToCancel, List<Line> lines) {

  /** Copies the list. */
  public SandboxOrder {
    lines = List.copyOf(lines);
  }

  /** Units that left in one parcel. */
  public record Parcel(String tracking, long units) {}

  /**
   * A line.
   *
   * @param number from 1
   * @param sku null where it is told without
   * @param ordered units
   * @param cancelled of these
   * @param refunded units whose money was given back
   * @param acknowledged whether the seller has seen it
   * @param delivered whether the shipped units have arrived
   * @param parcels what left
   * @param changedAt when it was changed last
   */
  public record Line(String number, @Nullable String sku, long ordered, long cancelled, long refunded, boolean acknowledged,
      boolean delivered, List<Parcel> parcels, Instant changedAt) {

    /** Copies the list. */
    public Line {
      parcels = List.copyOf(parcels);
    }

    /** Returns units shipped. */
    public long shipped() {
      return parcels.stream().mapToLong(Parcel::units).sum();
    }

    /** Returns units that are neither cancelled nor shipped. */
    public long open() {
      return ordered - cancelled - shipped();
    }

    Line cancelled(long units, Instant at) {
      return new Line(number, sku, ordered, cancelled + units, refunded, acknowledged, delivered, parcels, at);
    }

    Line shipped(String tracking, long units, Instant at) {
      List<Parcel> all = new ArrayList<>(parcels);
      all.add(new Parcel(tracking, units));
      return new Line(number, sku, ordered, cancelled, refunded, true, delivered, all, at);
    }

    Line refunded(long units, Instant at) {
      return new Line(number, sku, ordered, cancelled, refunded + units, acknowledged, delivered, parcels, at);
    }

    Line acknowledged(Instant at) {
      return acknowledged ? this : new Line(number, sku, ordered, cancelled, refunded, true, delivered, parcels, at);
    }

    Line delivered(Instant at) {
      return new Line(number, sku, ordered, cancelled, refunded, acknowledged, true, parcels, at);
    }
  }

  SandboxOrder changed(List<Line> now, Instant at, Instant visible) {
    return new SandboxOrder(id, customerOrder, placedAt, at, visible, replacement, node, intentToCancel, now);
  }

  SandboxOrder wantsCancel(Instant at, Instant visible) {
    return new SandboxOrder(id, customerOrder, placedAt, at, visible, replacement, node, true, lines);
  }
}
