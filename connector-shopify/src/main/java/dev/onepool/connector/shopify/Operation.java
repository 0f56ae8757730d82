package dev.onepool.connector.shopify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the connector asks a shop. Each operation is a GraphQL document beside this class, with the fragments it uses.
 *
 * <p>The points are what such a call typically costs; they pace calls before the shop has said anything. What a call may cost
 * at most is the shop's business: it says so in every answer.
 */
enum Operation {
  SET_QUANTITIES("set-quantities", 10),
  SHOWN("shown", 20),
  LISTINGS("listings", 20),
  LOCATIONS("locations", 5),
  ORDERS("orders", 40, "order-state", "line-state", "part-state", "part-line"),
  ORDERS_BY_ID("orders-by-id", 20, "order-state", "line-state", "part-state", "part-line"),
  MOVES("moves", 10),
  ORDER_LINES("order-lines", 20, "line-state"),
  ORDER_PARTS("order-parts", 20, "part-state", "part-line"),
  PART_LINES("part-lines", 20, "part-line"),
  ORDER_REFUNDS("order-refunds", 5),
  REFUND_LINES("refund-lines", 5),
  ORDER_RETURNS("order-returns", 10),
  ORDER_SHIPMENTS("order-shipments", 5),
  SHIP("ship", 10),
  WEBHOOKS("webhooks", 10),
  WEBHOOK_CREATE("webhook-create", 10);

  private final String file;
  private final int points;
  private final String document;

  Operation(String file, int points, String... fragments) {
    this.file = file;
    this.points = points;
    StringBuilder text = new StringBuilder(read(file));
    List.of(fragments).forEach(fragment -> text.append('\n').append(read(fragment)));
    this.document = text.toString();
  }

  /** Returns the whole GraphQL document. */
  String document() {
    return document;
  }

  /** Returns what such a call typically costs. */
  int points() {
    return points;
  }

  /** Returns the operation's name, which is also that of its budget. */
  String label() {
    return file;
  }

  private static String read(String file) {
    try (InputStream in = Operation.class.getResourceAsStream(file + ".graphql")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the document " + file + ".graphql");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the document " + file + ".graphql cannot be read", e);
    }
  }
}
