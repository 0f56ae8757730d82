package dev.onepool.core.internal.keeping;

import dev.onepool.EffectKey;
import dev.onepool.EntryCause;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockState;
import java.time.Instant;

/** An entry as one line of JSON, always written in the same way, so that its bytes can be compared. */
final class EntryLine {

  private final String line;
  private int at;

  private EntryLine(String line) {
    this.line = line;
  }

  static void append(StringBuilder out, LedgerEntry entry) {
    out.append("{\"id\":").append(entry.id());
    text(out, "sku", entry.sku().value());
    text(out, "location", entry.location().value());
    out.append(",\"quantity\":").append(entry.quantity().units());
    text(out, "from", entry.from().name());
    text(out, "to", entry.to().name());
    text(out, "cause", entry.cause().name());
    text(out, "source", entry.effect().source());
    text(out, "effect", entry.effect().id());
    text(out, "occurredAt", entry.occurredAt().toString());
    text(out, "recordedAt", entry.recordedAt().toString());
    out.append(",\"available\":").append(entry.availableAfter().units());
    out.append(",\"reserved\":").append(entry.reservedAfter().units()).append("}\n");
  }

  /** Identifiers hold no control characters, so these two are all that JSON asks for. */
  private static void text(StringBuilder out, String name, String value) {
    out.append(",\"").append(name).append("\":\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }

  /**
   * Reads what {@link #append} wrote.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static LedgerEntry parse(String line) {
    EntryLine in = new EntryLine(line);
    try {
      LedgerEntry entry = new LedgerEntry(in.number("{", "id"), Sku.of(in.text("sku")), LocationId.of(in.text("location")),
          Quantity.of(in.number(",", "quantity")), StockState.valueOf(in.text("from")), StockState.valueOf(in.text("to")),
          EntryCause.valueOf(in.text("cause")), EffectKey.of(in.text("source"), in.text("effect")),
          Instant.parse(in.text("occurredAt")), Instant.parse(in.text("recordedAt")),
          Quantity.of(in.number(",", "available")), Quantity.of(in.number(",", "reserved")));
      in.expect("}");
      return entry;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not an archived entry: " + line, e);
    }
  }

  private void expect(String text) {
    if (!line.startsWith(text, at)) {
      throw new IllegalArgumentException("expected " + text + " at " + at);
    }
    at += text.length();
  }

  private long number(String before, String name) {
    expect(before + "\"" + name + "\":");
    int begin = at;
    while (at < line.length() && (Character.isDigit(line.charAt(at)) || line.charAt(at) == '-')) {
      at++;
    }
    return Long.parseLong(line.substring(begin, at));
  }

  private String text(String name) {
    expect(",\"" + name + "\":\"");
    StringBuilder value = new StringBuilder();
    while (line.charAt(at) != '"') {
      at += line.charAt(at) == '\\' ? 1 : 0;
      value.append(line.charAt(at++));
    }
    at++;
    return value.toString();
  }
}
