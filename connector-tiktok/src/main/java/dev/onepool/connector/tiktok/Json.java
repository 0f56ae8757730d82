package dev.onepool.connector.tiktok;

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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads and makes JSON. What must be there and is not, or cannot be, is malformed, and never a zero or an empty list. */
final class Json {

  private static final ObjectMapper MAPPER = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
      .build();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private Json() {}

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

  /** Returns whether a text is one of TikTok's numbers: 64 bits, written as decimal digits. */
  static boolean isId(String text) {
    return text.matches("[0-9]{1,20}");
  }

  /** Returns a number of TikTok's, which mostly comes as a text and in some notifications as a JSON number; null if none. */
  static @Nullable String idOrNull(JsonNode node, String field) {
    JsonNode value = node.path(field);
    String text = value.isTextual() || value.isIntegralNumber() ? value.asText().strip() : "";
    return isId(text) && !text.matches("0+") ? text : null;
  }

  static String id(JsonNode node, String field) {
    String id = idOrNull(node, field);
    if (id == null) {
      throw malformed("no number for " + field);
    }
    return id;
  }

  static String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).asText().strip() : "";
  }

  /** Returns a whole number, 0 or more. */
  static long count(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
      throw malformed("no whole number, 0 or more, for " + field);
    }
    return value.asLong();
  }

  /** Returns a time, which TikTok tells in seconds. */
  static Instant time(JsonNode node, String field) {
    long seconds = count(node, field);
    if (seconds == 0 || seconds > LAST_SECOND) {
      throw malformed("no time for " + field);
    }
    return Instant.ofEpochSecond(seconds);
  }

  static boolean flag(JsonNode node, String field) {
    return node.path(field).asBoolean(false);
  }

  static JsonNode array(JsonNode parent, String field) {
    JsonNode array = parent.path(field);
    if (!array.isArray()) {
      throw malformed("no list of " + field);
    }
    return array;
  }

  /** Returns a list, which is empty where there is a null in its place, and malformed where there is nothing. */
  static JsonNode arrayOrNull(JsonNode parent, String field) {
    return parent.path(field).isNull() ? MAPPER.createArrayNode() : array(parent, field);
  }

  /** Returns a page's list; a page that says that there is nothing may leave the list out. */
  static JsonNode page(JsonNode data, String field) {
    boolean none = data.path("total_count").isIntegralNumber() && data.path("total_count").asLong() == 0;
    return none && !data.hasNonNull(field) ? MAPPER.createArrayNode() : array(data, field);
  }

  /**
   * Returns the token of the page that follows, exactly as it came; null after the last.
   *
   * @param token the one that the page was asked with, so that nobody who answers it again is asked for ever
   */
  static @Nullable String next(JsonNode data, @Nullable String token) {
    JsonNode next = data.path("next_page_token");
    if (!next.isTextual() && !next.isNull() && !next.isMissingNode()) {
      throw malformed("a page token that is no text");
    }
    if (!next.isTextual() || next.asText().isEmpty()) {
      return null;
    }
    if (next.asText().equals(token)) {
      throw malformed("a page that is followed by itself");
    }
    return next.asText();
  }

  static ConnectorException malformed(String what) {
    return new ConnectorException(FailureKind.MALFORMED, "TikTok answered something that cannot be read: " + what);
  }
}
