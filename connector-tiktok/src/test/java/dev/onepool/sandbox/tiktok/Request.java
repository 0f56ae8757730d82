package dev.onepool.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A call to the sandbox, read strictly: what is not known is refused. */
record Request(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> COMMON = Set.of("app_key", "timestamp", "sign", "shop_cipher");

  static Request of(String method, String path, String query, Map<String, String> headers, byte[] body) {
    Map<String, String> parameters = new TreeMap<>();
    for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = part.indexOf('=');
      if (equals < 0 || parameters.put(part.substring(0, equals), decoded(part.substring(equals + 1))) != null) {
        throw Refusal.invalid("query " + part);
      }
    }
    return new Request(method, path, parameters, headers, body);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Refuses parameters that the operation has not, and empty ones. */
  Request only(String... known) {
    List<String> names = List.of(known);
    query.forEach((name, value) -> {
      if (!COMMON.contains(name) && !names.contains(name) || value.isEmpty()) {
        throw Refusal.invalid("query." + name);
      }
    });
    return this;
  }

  String text(String name) {
    return query.getOrDefault(name, "");
  }

  int number(String name, int most) {
    String value = text(name);
    if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
      throw Refusal.invalid("query." + name + " must be from 1 to " + most);
    }
    return Integer.parseInt(value);
  }

  String part(int index) {
    return path.substring(1).split("/", -1)[index];
  }

  JsonNode json(String... known) {
    if (!headers.getOrDefault("content-type", "").equals("application/json")) {
      throw new Refusal(200, 36009022, "Content type is not supported");
    }
    try {
      return only(JSON.readTree(body), known);
    } catch (IOException malformed) {
      throw Refusal.invalid("the body is no JSON");
    }
  }

  static JsonNode only(JsonNode node, String... known) {
    if (!node.isObject()) {
      throw Refusal.invalid("not an object");
    }
    Set<String> names = Set.of(known);
    node.fieldNames().forEachRemaining(name -> {
      if (!names.contains(name)) {
        throw Refusal.invalid("body." + name);
      }
    });
    return node;
  }

  static String text(JsonNode node, String name) {
    if (!node.path(name).isTextual() || node.path(name).asText().isEmpty()) {
      throw Refusal.invalid("body." + name + " is missing");
    }
    return node.path(name).asText();
  }

  static long number(JsonNode node, String name) {
    if (!node.path(name).isIntegralNumber() || !node.path(name).canConvertToLong()) {
      throw Refusal.invalid("body." + name + " must be a whole number");
    }
    return node.path(name).asLong();
  }

  static List<JsonNode> list(JsonNode node, String name) {
    if (!node.path(name).isArray() || node.path(name).isEmpty()) {
      throw Refusal.invalid("body." + name + " is missing");
    }
    List<JsonNode> items = new ArrayList<>();
    node.path(name).forEach(items::add);
    return items;
  }

  static List<String> texts(JsonNode node, String name) {
    return list(node, name).stream().map(item -> {
      if (!item.isTextual()) {
        throw Refusal.invalid("body." + name + " must be texts");
      }
      return item.asText();
    }).toList();
  }
}
