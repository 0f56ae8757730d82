package dev.onepool.spi;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order's state as the channel knows it at one version. It is a state, not a change: the newest complete version wins,
 * whatever order they arrive in. It holds no data of the buyer.
 *
 * @param order the channel's identifier
 * @param updatedAt when the channel changed the order last, by its clock
 * @param sequence orders versions of equal {@code updatedAt}; 0 where the channel has no such number
 * @param placedAt when the buyer placed the order, by the channel's clock
 * @param complete whether all lines are here; a partial snapshot never removes a line
 * @param lines the lines, with different identifiers; at most 10,000
 * @param shipBy when the order has to be shipped at the latest, by the channel's clock; null where the channel does not say.
 *     Null takes nothing back that another snapshot said
 */
public record OrderSnapshot(
    OrderId order, Instant updatedAt, long sequence, Instant placedAt, boolean complete, List<Line> lines,
    @Nullable Instant shipBy) {

  /** The most lines that an order may have. */
  public static final int MAX_LINES = 10_000;

  /** Refuses too many lines, and two lines with one identifier. */
  public OrderSnapshot {
    lines = List.copyOf(lines);
    if (lines.size() > MAX_LINES) {
      throw new IllegalArgumentException(
          "order " + order + " has " + lines.size() + " lines, more than " + MAX_LINES);
    }
    HashSet<LineId> ids = new HashSet<>();
    for (Line line : lines) {
      if (!ids.add(line.line())) {
        throw new IllegalArgumentException("order " + order + " names line " + line.line() + " twice");
      }
    }
  }

  /** An order of which the channel does not say when it has to be shipped. */
  public OrderSnapshot(
      OrderId order, Instant updatedAt, long sequence, Instant placedAt, boolean complete, List<Line> lines) {
    this(order, updatedAt, sequence, placedAt, complete, lines, null);
  }

  /**
   * One line's state. Numbers are totals since the order was placed, never changes; all are 0 or more.
   *
   * @param line the line's identifier, stable whatever else changes
   * @param listing what was sold
   * @param ordered units ordered
   * @param cancelled of these, taken off before they were shipped
   * @param shipped units shipped and not voided; with {@code cancelled}, at most {@code ordered}
   * @param returned units that came back; at most {@code shipped}
   * @param restocked returned units put back on sale; at most {@code returned}
   * @param drewFromShown whether the sale lowered the number that the listing shows; false for replacements, exchanges,
   *     samples and drafts
   */
  public record Line(
      LineId line,
      ListingId listing,
      long ordered,
      long cancelled,
      long shipped,
      long returned,
      long restocked,
      boolean drewFromShown) {

    /** Refuses numbers that cannot be. */
    public Line {
      if (ordered < 0 || cancelled < 0 || shipped < 0 || returned < 0 || restocked < 0) {
        throw new IllegalArgumentException("a number of line " + line + " is negative: ordered " + ordered
            + ", cancelled " + cancelled + ", shipped " + shipped + ", returned " + returned
            + ", restocked " + restocked);
      }
      if (cancelled > ordered || shipped > ordered - cancelled || returned > shipped || restocked > returned) {
        throw new IllegalArgumentException("the numbers of line " + line + " do not fit: ordered " + ordered
            + ", cancelled " + cancelled + ", shipped " + shipped + ", returned " + returned
            + ", restocked " + restocked);
      }
    }

    /** Returns a line that was ordered and nothing more. */
    public static Line of(String line, ListingId listing, long ordered) {
      return new Line(LineId.of(line), listing, ordered, 0, 0, 0, 0, true);
    }
  }
}
