package dev.onepool.benchmarks.crash;

import dev.onepool.EffectKey;
import dev.onepool.LocationId;
import dev.onepool.OrderLineRef;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What somebody asks of the ledger, in a form that fits on a line of a journal.
 *
 * @param id makes the command's key; two deeds with the same kind and id are the same command
 * @param target the reservation or the order it is about; the id itself where it makes one
 * @param lines of which SKUs how many units; signed for an adjustment
 */
record Deed(Kind kind, String id, String target, List<Line> lines) {

  private static final Instant PLACED = Instant.parse("2026-03-01T08:00:00Z");

  /** What can be asked. */
  enum Kind {
    RECEIVE, RESERVE, RELEASE, FULFIL, ADJUST, COUNT, SALE, CANCEL, SHIP
  }

  /** Units of a SKU. */
  record Line(String sku, long units) {
    @Override
    public String toString() {
      return sku + ":" + units;
    }
  }

  Deed {
    lines = List.copyOf(lines);
  }

  static Deed of(Kind kind, String id, String sku, long units) {
    return new Deed(kind, id, id, List.of(new Line(sku, units)));
  }

  static Deed reserve(String id, Line... lines) {
    return new Deed(Kind.RESERVE, id, id, Arrays.asList(lines));
  }

  /** Returns what is done with a reservation or a sale as a whole; its id is that of what it is about. */
  static Deed with(Kind kind, Deed earlier) {
    return new Deed(kind, earlier.id(), earlier.id(), earlier.lines());
  }

  /** Returns the key under which the ledger's entries are. */
  EffectKey key() {
    return command().key();
  }

  StockCommand command() {
    return switch (kind) {
      case RECEIVE -> new StockCommand.Receive(key("receipt"), sku(), LocationId.MAIN, units());
      case RESERVE -> new StockCommand.Reserve(ReservationId.of(id), lines.stream()
          .map(line -> new StockCommand.ReserveLine(Sku.of(line.sku()), LocationId.MAIN, Quantity.of(line.units())))
          .toList(), null);
      case RELEASE -> new StockCommand.Release(ReservationId.of(target));
      case FULFIL -> new StockCommand.Fulfil(ReservationId.of(target));
      case ADJUST -> new StockCommand.Adjust(key("adjust"), sku(), LocationId.MAIN, lines.get(0).units(), "drawn");
      case COUNT -> new StockCommand.Count(key("count"), sku(), LocationId.MAIN, units());
      case SALE -> new StockCommand.RecordSale(order(), sku(), LocationId.MAIN, units(), PLACED);
      case CANCEL -> new StockCommand.Cancel(key("cancel"), order(), units());
      case SHIP -> new StockCommand.Ship(key("ship"), order(), units());
    };
  }

  private EffectKey key(String source) {
    return EffectKey.of(source, id);
  }

  private OrderLineRef order() {
    return OrderLineRef.of("counter", target, "1");
  }

  private Sku sku() {
    return Sku.of(lines.get(0).sku());
  }

  private Quantity units() {
    return Quantity.of(lines.get(0).units());
  }

  /** Returns the deed as words without line ends, to be {@link #parse read} again. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + id + " " + target + " "
        + lines.stream().map(Line::toString).collect(Collectors.joining(","));
  }

  static Deed parse(String text) {
    String[] words = text.split(" ");
    List<Line> lines = new ArrayList<>();
    for (String line : words[3].split(",")) {
      String[] parts = line.split(":");
      lines.add(new Line(parts[0], Long.parseLong(parts[1])));
    }
    return new Deed(Kind.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1], words[2], lines);
  }
}
