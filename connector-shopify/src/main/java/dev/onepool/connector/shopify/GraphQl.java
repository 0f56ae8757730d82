package dev.onepool.connector.shopify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shopify's GraphQL: what is asked, and how what must be there of an answer is read. */
final class GraphQl {

  private static final String GID = "gid://shopify/";

  /** A text with something after it, or with a name twice, is no JSON to us. */
  private static final ObjectMapper MAPPER = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
      .build();

  private GraphQl() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Returns the object in these bytes; null if there is none, or only the beginning of one. */
  static @Nullable JsonNode parse(byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      return node != null && node.isObject() ? node : null;
    } catch (JacksonException e) {
      return null;
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
  }

  /** Returns Shopify's identifier of a thing. Ours are the numbers in them, as text: they exceed what a double can hold. */
  static String gid(String type, String number) {
    return GID + type + "/" + number;
  }

  /** Returns whether a text can be the number of an identifier. */
  static boolean isNumber(String text) {
    return text.matches("[1-9][0-9]{0,18}");
  }

  /** Returns the number of an identifier of this type; null if the text is not one. */
  static @Nullable String number(String type, @Nullable String gid) {
    String start = gid(type, "");
    String number = gid != null && gid.startsWith(start) ? gid.substring(start.length()) : "";
    return isNumber(number) ? number : null;
  }

  /**
   * Returns the cursor of what follows a page; null after the last.
   *
   * @param after the cursor that the page was asked with, so that a shop that answers it again is not asked for ever
   */
  static @Nullable String next(JsonNode connection, @Nullable String after) {
    JsonNode info = connection.path("pageInfo");
    if (!info.path("hasNextPage").isBoolean()) {
      throw malformed("a page without pageInfo");
    }
    if (!info.path("hasNextPage").asBoolean()) {
      return null;
    }
    String cursor = info.path("endCursor").asText();
    if (!info.path("endCursor").isTextual() || cursor.isEmpty() || cursor.equals(after)) {
      throw malformed("a page that has a next one and no way to it");
    }
    return cursor;
  }

  /** Returns the nodes of a page. */
  static JsonNode nodes(JsonNode connection) {
    return array(connection, "nodes");
  }

  static JsonNode array(JsonNode parent, String field) {
    JsonNode array = parent.path(field);
    if (!array.isArray()) {
      throw malformed("no list of " + field);
    }
    return array;
  }

  /** Returns the number in the identifier of a thing of this type. */
  static String id(JsonNode node, String type) {
    String number = number(type, node.path("id").asText());
    if (number == null) {
      throw malformed("a " + type + " without an identifier");
    }
    return number;
  }

  /** Returns whether this is the identifier of that, without looking into it. */
  static boolean same(JsonNode one, JsonNode other) {
    return one.path("id").asText().equals(other.path("id").asText());
  }

  static long count(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw malformed("no whole number for " + field);
    }
    return Math.max(0, value.asLong());
  }

  static boolean flag(JsonNode node, String field) {
    if (!node.path(field).isBoolean()) {
      throw malformed("neither true nor false for " + field);
    }
    return node.path(field).asBoolean();
  }

  static Instant time(JsonNode node, String field) {
    Instant time = timeIfAny(node, field);
    if (time == null) {
      throw malformed("no time for " + field);
    }
    return time;
  }

  static @Nullable Instant timeIfAny(JsonNode node, String field) {
    try {
      return OffsetDateTime.parse(node.path(field).asText()).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  static @Nullable String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).asText() : null;
  }

  static ConnectorException malformed(String what) {
    return new ConnectorException(FailureKind.MALFORMED, "the shop answered something that cannot be read: " + what);
  }

  /**
   * What the connector asks a shop. Each operation is a GraphQL document beside this class, with the fragments it uses.
   *
   * <p>The points are what such a call typically costs; they pace calls before the shop has said anything. What a call may
   * cost at most is the shop's business: it says so in every answer.
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

    int points() {
      return points;
    }

    /** Returns the operation's name, which is also that of its budget. */
    String label() {
      return file;
    }

    private static String read(String file) {
      try (InputStream in = GraphQl.class.getResourceAsStream(file + ".graphql")) {
        if (in == null) {
          throw new IllegalStateException("the jar lacks the document " + file + ".graphql");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("the document " + file + ".graphql cannot be read", e);
      }
    }
  }
}
