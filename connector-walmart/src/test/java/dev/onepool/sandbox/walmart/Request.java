package dev.onepool.sandbox.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call to the sandbox, read strictly: what is not known is refused. */
record Request(
    String method, String path, String rawQuery, Map<String, String> query, Map<String, String> headers, byte[] body) {

  static final ObjectMapper JSON = new ObjectMapper();

  static Request of(String method, String path, String query, Map<String, String> headers, byte[] body) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = part.indexOf('=');
      if (equals < 0 || parameters.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
        throw Refusal.invalid("parameter without value, or twice: " + part);
      }
      if (part.contains("+")) {
        throw Refusal.invalid("a space is written %20: " + part);
      }
    }
    return new Request(method, path, query, parameters, headers, body);
  }

  /** Refuses parameters that the operation has not. */
  Request only(String... known) {
    query.keySet().stream().filter(name -> !Arrays.asList(known).contains(name)).findFirst().ifPresent(name -> {
      throw Refusal.invalid("unknown parameter " + name);
    });
    return this;
  }

  String text(String name) {
    return decoded(query.getOrDefault(name, ""));
  }

  String required(String name) {
    String value = text(name);
    if (value.isEmpty()) {
      throw Refusal.invalid("missing parameter " + name);
    }
    return value;
  }

  int number(String name, int fallback, int most) {
    String value = text(name);
    int number = value.isEmpty() ? fallback : Integer.parseInt(value);
    if (number < 0 || number > most) {
      throw Refusal.invalid(name + " must be at most " + most);
    }
    return number;
  }

  @Nullable Instant time(String name) {
    String value = text(name);
    try {
      return value.isEmpty() ? null : Instant.parse(value);
    } catch (DateTimeException malformed) {
      throw Refusal.invalid(name + " is no time");
    }
  }

  /** Returns a part of the path, decoded. */
  String part(int index) {
    return decoded(path.substring(1).split("/", -1)[index]);
  }

  JsonNode json(String... known) {
    try {
      return only(JSON.readTree(body), known);
    } catch (IOException malformed) {
      throw new Refusal(400, "MALFORMED_REQUEST_CONTENT.GMP_SANDBOX_API", "the body is no JSON");
    }
  }

  static JsonNode only(JsonNode node, String... known) {
    if (!node.isObject()) {
      throw Refusal.invalid("not an object: " + node);
    }
    Set<String> names = Set.of(known);
    node.fieldNames().forEachRemaining(name -> {
      if (!names.contains(name)) {
        throw Refusal.invalid("unknown field " + name);
      }
    });
    return node;
  }

  static String text(JsonNode node, String name) {
    if (!node.path(name).isTextual() || node.path(name).asText().isEmpty()) {
      throw Refusal.invalid("missing field " + name);
    }
    return node.path(name).asText();
  }

  /** Reads a quantity as inventories write it: a number. */
  static long units(JsonNode quantity) {
    only(quantity, "unit", "amount");
    JsonNode amount = quantity.path("amount");
    if (!quantity.path("unit").asText().equals("EACH") || !amount.isIntegralNumber() || amount.asLong() < 0) {
      throw Refusal.invalid("a quantity is a whole number, 0 or more, of unit EACH: " + quantity);
    }
    return amount.asLong();
  }

  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
