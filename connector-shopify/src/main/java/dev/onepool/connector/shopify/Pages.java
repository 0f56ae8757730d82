package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads what must be there of an answer, and says what is missing where it is not. */
final class Pages {

  private Pages() {}

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
    String number = Gid.number(type, node.path("id").asText());
    if (number == null) {
      throw malformed("a " + type + " without an identifier");
    }
    return number;
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
    try {
      return OffsetDateTime.parse(node.path(field).asText()).toInstant();
    } catch (DateTimeParseException e) {
      throw malformed("no time for " + field);
    }
  }

  static @Nullable String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).asText() : null;
  }

  static ConnectorException malformed(String what) {
    return new ConnectorException(FailureKind.MALFORMED, "the shop answered something that cannot be read: " + what);
  }
}
