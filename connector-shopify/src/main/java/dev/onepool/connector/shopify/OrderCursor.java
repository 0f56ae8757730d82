package dev.onepool.connector.shopify;

import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Where the reading of orders stands. Orders are read in passes: the first over all that are open, each later one over all
 * that changed since the pass before began, less the overlap. Shopify's own cursors are good within one pass only.
 *
 * @param from when the pass before began, by our clock; null in the first
 * @param began when this pass began; null if it has yet to
 * @param moves whether the pass has come to orders that did not change themselves, but whose fulfilment orders did
 * @param after Shopify's cursor of the page before in this part of the pass; null at its beginning
 */
record OrderCursor(@Nullable Instant from, @Nullable Instant began, boolean moves, @Nullable String after) {

  /** Returns the cursor in this text; null for the very first. */
  static OrderCursor of(@Nullable String text) {
    if (text == null) {
      return new OrderCursor(null, null, false, null);
    }
    String[] parts = text.split("\\|", 5);
    try {
      if (parts.length == 5 && parts[0].equals("1")) {
        return new OrderCursor(
            time(parts[1]), time(parts[2]), parts[3].equals("moves"), parts[4].isEmpty() ? null : parts[4]);
      }
    } catch (DateTimeParseException e) {
      // The same as any other text that is no cursor of ours.
    }
    throw new ConnectorException(FailureKind.INVALID, "not a cursor of this connector: \"" + text + "\"");
  }

  /** Returns the next page of the same part of this pass. */
  OrderCursor page(Instant start, String cursor) {
    return new OrderCursor(from, start, moves, cursor);
  }

  /** Returns the first page of the moves of this pass. */
  OrderCursor toMoves(Instant start) {
    return new OrderCursor(from, start, true, null);
  }

  /** Returns the pass after one that began then. */
  static OrderCursor since(Instant start) {
    return new OrderCursor(start, null, false, null);
  }

  String text() {
    return "1|" + text(from) + "|" + text(began) + "|" + (moves ? "moves" : "") + "|" + (after == null ? "" : after);
  }

  private static @Nullable Instant time(String text) {
    return text.isEmpty() ? null : Instant.parse(text);
  }

  private static String text(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }
}
