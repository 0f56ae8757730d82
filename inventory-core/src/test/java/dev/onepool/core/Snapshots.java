package dev.onepool.core;

import dev.onepool.ChannelId;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.core.internal.ledger.ChannelTerms;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyOrder;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.OrderSnapshot.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Orders as the channel {@link #SHOP} reports them, in few words, for tests. */
public final class Snapshots {

  /** The channel of all these orders. */
  public static final ChannelId SHOP = ChannelId.of("shop");

  /** A channel that leaves cancelled units off display. */
  public static final ChannelTerms TERMS =
      new ChannelTerms(Duration.ZERO, Duration.ofHours(1), true, false, false);

  private static final Instant PLACED = HandClock.START.minusSeconds(3_600);

  private Snapshots() {}

  /** Returns the command that brings all lines of an order at this version. */
  public static ApplyOrder complete(String order, int version, Line... lines) {
    return apply(snapshot(order, version, true, List.of(lines)));
  }

  /** Returns the command that brings some lines of an order at this version. */
  public static ApplyOrder partial(String order, int version, Line... lines) {
    return apply(snapshot(order, version, false, List.of(lines)));
  }

  /** Returns the command that brings this snapshot. */
  public static ApplyOrder apply(OrderSnapshot snapshot) {
    return new ApplyOrder(SHOP, snapshot, TERMS, null);
  }

  /** Returns an order that was changed so many minutes after it was placed. */
  public static OrderSnapshot snapshot(String order, int version, boolean complete, List<Line> lines) {
    return new OrderSnapshot(
        OrderId.of(order), PLACED.plusSeconds(60L * version), 0, PLACED, complete, lines);
  }

  /** Returns a line that was ordered and nothing more. */
  public static Line ordered(String line, String listing, long units) {
    return counts(line, listing, units, 0, 0, 0, 0);
  }

  /** Returns a line of which everything was cancelled. */
  public static Line cancelled(String line, String listing, long units) {
    return counts(line, listing, units, units, 0, 0, 0);
  }

  /** Returns a line of which everything was shipped. */
  public static Line shipped(String line, String listing, long units) {
    return counts(line, listing, units, 0, units, 0, 0);
  }

  /** Returns a line with these totals. */
  public static Line counts(String line, String listing, long ordered, long cancelled, long shipped, long returned,
      long restocked) {
    return new Line(
        LineId.of(line), ListingId.of(listing), ordered, cancelled, shipped, returned, restocked, true);
  }
}
