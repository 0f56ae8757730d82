package dev.onepool.sandbox.shopify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order of the sandbox's shop, with all that happened to it. Guarded by the shop. */
final class ShopOrder {

  final long id;
  final Instant createdAt;
  Instant updatedAt;
  @Nullable Instant cancelledAt;
  boolean confirmed = true;
  boolean test;
  String source = "web";
  boolean reversed;
  final List<Line> lines = new ArrayList<>();
  final List<Part> parts = new ArrayList<>();
  final List<Refund> refunds = new ArrayList<>();
  final List<Return> returns = new ArrayList<>();
  final List<Shipment> shipments = new ArrayList<>();
  /** From when on the search index knows of which change. */
  final Map<Instant, Instant> indexed = new LinkedHashMap<>();

  ShopOrder(long id, Instant at) {
    this.id = id;
    createdAt = at;
    updatedAt = at;
  }

  /** A line; its numbers are those that the Admin API tells. */
  static final class Line {
    final long id;
    final @Nullable Long item;
    final @Nullable String sku;
    final boolean requiresShipping;
    long quantity;
    long removed;
    long fulfilled;
    /** Of the removed, those that were never shipped. */
    long cancelled;

    Line(long id, @Nullable Long item, @Nullable String sku, long quantity, boolean requiresShipping) {
      this.id = id;
      this.item = item;
      this.sku = sku;
      this.quantity = quantity;
      this.requiresShipping = requiresShipping;
    }

    long open() {
      return quantity - cancelled - fulfilled;
    }
  }

  /** A fulfilment order. */
  static final class Part {
    final long id;
    long location;
    Instant updatedAt;
    final List<PartLine> lines = new ArrayList<>();

    Part(long id, long location, Instant at) {
      this.id = id;
      this.location = location;
      updatedAt = at;
    }

    long remaining() {
      return lines.stream().mapToLong(line -> line.remaining).sum();
    }
  }

  /** A line of a fulfilment order. */
  static final class PartLine {
    final long id;
    final Line line;
    long total;
    long remaining;

    PartLine(long id, Line line, long units) {
      this.id = id;
      this.line = line;
      total = units;
      remaining = units;
    }
  }

  /** A refund of one line. */
  record Refund(long id, Line line, long quantity, String restockType, long location) {}

  /** A return of one line, and what was given in exchange. */
  record Return(long id, Line line, long processed, @Nullable Line exchange) {}

  /** A shipment. */
  static final class Shipment {
    final long id;
    final Instant at;
    final @Nullable String company;
    final @Nullable String number;
    final Map<Line, Long> units = new LinkedHashMap<>();
    boolean cancelled;

    Shipment(long id, Instant at, @Nullable String company, @Nullable String number) {
      this.id = id;
      this.at = at;
      this.company = company;
      this.number = number;
    }
  }

  /** Returns from which change on the search index knows the order at an instant; null if it does not yet. */
  @Nullable Instant indexedAt(Instant now) {
    Instant known = null;
    for (Map.Entry<Instant, Instant> entry : indexed.entrySet()) {
      if (!entry.getValue().isAfter(now) && (known == null || entry.getKey().isAfter(known))) {
        known = entry.getKey();
      }
    }
    return known;
  }

  /** Whether the search for open orders finds it: this shop archives none, so a shipped order stays open. */
  boolean isOpen() {
    return cancelledAt == null;
  }
}
