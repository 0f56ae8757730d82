package dev.onepool.sandbox.amazon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order at one version.
 *
 * @param id Amazon's number
 * @param placedAt when it was placed
 * @param updatedAt when this version came to be
 * @param visibleAt when the API shows this version
 * @param pending whether the buyer has not paid yet
 * @param replacement whether it replaces another
 * @param lines in the order in which they are told
 */
public record SandboxOrder(String id, Instant placedAt, Instant updatedAt, Instant visibleAt, boolean pending,
    boolean replacement, List<Line> lines) {

  /** Copies the list. */
  public SandboxOrder {
    lines = List.copyOf(lines);
  }

  /**
   * A line.
   *
   * @param id stays
   * @param sku null where it has none
   * @param ordered units
   * @param cancelled units of these that were cancelled
   * @param shipped units of these that were shipped
   */
  public record Line(String id, @Nullable String sku, long ordered, long cancelled, long shipped) {

    /** Returns the units that are neither cancelled nor shipped. */
    public long open() {
      return ordered - cancelled - shipped;
    }
  }

  /** Returns Amazon's word for how it stands. */
  public String status() {
    long open = lines.stream().mapToLong(Line::open).sum();
    long shipped = lines.stream().mapToLong(Line::shipped).sum();
    if (open == 0 && shipped == 0) {
      return "CANCELLED";
    }
    if (pending) {
      return "PENDING";
    }
    return shipped == 0 ? "UNSHIPPED" : open == 0 ? "SHIPPED" : "PARTIALLY_SHIPPED";
  }

  Line line(String lineId) {
    return lines.stream().filter(line -> line.id().equals(lineId)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("order " + id + " has no line " + lineId));
  }

  SandboxOrder with(Line changed, Instant at, Instant visible) {
    List<Line> all = new ArrayList<>(lines);
    all.replaceAll(line -> line.id().equals(changed.id()) ? changed : line);
    boolean paid = pending && changed.shipped() == 0;
    return new SandboxOrder(id, placedAt, at, visible, paid, replacement, all);
  }

  SandboxOrder spoiled(Instant at, Instant visible) {
    List<Line> all = new ArrayList<>(lines);
    all.add(lines.get(0));
    return new SandboxOrder(id, placedAt, at, visible, pending, replacement, all);
  }
}
