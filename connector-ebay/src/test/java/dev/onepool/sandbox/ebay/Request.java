package dev.onepool.sandbox.ebay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onepool.testkit.contract.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A call to the sandbox, read strictly: what is not known is refused. */
record Request(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final int INVALID = 25709;

  static Request of(String method, String path, String query, Map<String, String> headers, byte[] body) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = part.indexOf('=');
      // A server of eBay's answers nothing good to brackets that are not encoded.
      if (equals < 0 || part.matches(".*[\\[\\]{}| ].*")
          || parameters.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1))) != null) {
        throw Refusal.inventory(INVALID, "a parameter cannot be: " + part);
      }
    }
    return new Request(method, path, parameters, headers, body);
  }

  /** Returns which kind of call this is. */
  static Call kind(String method, String path) {
    if (path.endsWith("/bulk_update_price_quantity")) {
      return Call.WRITE;
    }
    if (path.endsWith("/bulk_get_inventory_item") || path.endsWith("/offer")) {
      return Call.READ;
    }
    if (path.endsWith("/inventory_item")) {
      return Call.LISTINGS;
    }
    if (path.endsWith("/sell/fulfillment/v1/order")) {
      return Call.ORDERS;
    }
    if (path.endsWith("/shipping_fulfillment") && method.equals("POST")) {
      return Call.ACTION;
    }
    return path.endsWith("/oauth2/token") ? Call.TOKEN : Call.OTHER;
  }

  /** Refuses parameters that the operation has not. */
  Request only(String... known) {
    query.keySet().stream().filter(name -> !Arrays.asList(known).contains(name)).findFirst().ifPresent(name -> {
      throw Refusal.inventory(INVALID, "unknown parameter " + name);
    });
    return this;
  }

  String text(String name) {
    return query.getOrDefault(name, "");
  }

  /** Returns a whole number; -1 if it is none. */
  int number(String name, int fallback) {
    String value = text(name);
    return value.isEmpty() ? fallback : value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
  }

  /** Returns a part of the path, decoded. */
  String part(int index) {
    return decoded(path.substring(1).split("/", -1)[index]);
  }

  JsonNode json(String... known) {
    if (!headers.getOrDefault("content-type", "").startsWith("application/json")) {
      throw new Refusal(415, INVALID, "ACCESS", "the content type must be application/json");
    }
    try {
      return only(JSON.readTree(body), known);
    } catch (java.io.IOException malformed) {
      throw Refusal.inventory(INVALID, "the body is no JSON");
    }
  }

  static JsonNode only(JsonNode node, String... known) {
    if (!node.isObject()) {
      throw Refusal.inventory(INVALID, "not an object");
    }
    Set<String> names = Set.of(known);
    node.fieldNames().forEachRemaining(name -> {
      if (!names.contains(name)) {
        throw Refusal.inventory(INVALID, "unknown field " + name);
      }
    });
    return node;
  }

  static String text(JsonNode node, String name) {
    if (!node.path(name).isTextual() || node.path(name).asText().isEmpty()) {
      throw Refusal.inventory(INVALID, "missing field " + name);
    }
    return node.path(name).asText();
  }

  static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
