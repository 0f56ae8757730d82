package dev.onepool.sandbox.ebay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order at one version.
 *
 * @param id eBay's number
 * @param placedAt when it was placed
 * @param updatedAt when this version came to be
 * @param visibleAt when the API shows this version
 * @param payment eBay's word for the payment
 * @param cancelled whether it was cancelled, which is done to whole orders
 * @param lines in the order in which they are told
 */
public record SandboxOrder(String id, Instant placedAt, Instant updatedAt, Instant visibleAt, String payment,
    boolean cancelled, List<Line> lines) {

  /** Copies the list. */
  public SandboxOrder {
    lines = List.copyOf(lines);
  }

  /**
   * A line.
   *
   * @param id stays
   * @param sku null where it has none
   * @param item the number of the listing
   * @param ordered units
   * @param shipped units of these that were shipped
   * @param refunded whether money for it was given back
   */
  public record Line(String id, @Nullable String sku, String item, long ordered, long shipped, boolean refunded) {

    /** Returns eBay's word for how much was shipped. */
    public String status() {
      return shipped == 0 ? "NOT_STARTED" : shipped == ordered ? "FULFILLED" : "IN_PROGRESS";
    }
  }

  /** Returns eBay's word for how much was shipped. */
  public String status() {
    if (lines.stream().allMatch(line -> line.status().equals("FULFILLED"))) {
      return "FULFILLED";
    }
    return lines.stream().allMatch(line -> line.shipped() == 0) ? "NOT_STARTED" : "IN_PROGRESS";
  }

  /** Returns the units of a line that will not be shipped because the order is cancelled. */
  public long cancelled(int line) {
    return cancelled ? lines.get(line).ordered() - lines.get(line).shipped() : 0;
  }

  Line line(String lineId) {
    return lines.stream().filter(line -> line.id().equals(lineId)).findFirst()
        .orElseThrow(() -> Refusal.order(32200, "Invalid line item id: " + lineId));
  }

  SandboxOrder with(Line changed) {
    List<Line> all = new ArrayList<>(lines);
    all.replaceAll(line -> line.id().equals(changed.id()) ? changed : line);
    return new SandboxOrder(id, placedAt, updatedAt, visibleAt, payment, cancelled, all);
  }

  SandboxOrder paid(String word) {
    return new SandboxOrder(id, placedAt, updatedAt, visibleAt, word, cancelled, lines);
  }

  SandboxOrder asCancelled() {
    return new SandboxOrder(id, placedAt, updatedAt, visibleAt, payment, true, lines);
  }

  SandboxOrder reversed() {
    List<Line> all = new ArrayList<>(lines);
    Collections.reverse(all);
    return new SandboxOrder(id, placedAt, updatedAt, visibleAt, payment, cancelled, all);
  }

  SandboxOrder spoiled() {
    List<Line> all = new ArrayList<>(lines);
    all.add(lines.get(0));
    return new SandboxOrder(id, placedAt, updatedAt, visibleAt, payment, cancelled, all);
  }

  SandboxOrder at(Instant updated, Instant visible) {
    return new SandboxOrder(id, placedAt, updated, visible, payment, cancelled, lines);
  }
}
