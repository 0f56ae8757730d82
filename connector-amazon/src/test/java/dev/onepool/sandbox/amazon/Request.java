package dev.onepool.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A call to the sandbox, read strictly: what is not known is refused. */
record Request(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

  static final ObjectMapper JSON = new ObjectMapper();

  static Request of(String method, String path, String query, Map<String, String> headers, byte[] body) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = part.indexOf('=');
      if (parameters.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
        throw Refusal.invalid("parameter twice: " + part);
      }
    }
    return new Request(method, path, parameters, headers, body);
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

  List<String> list(String name) {
    String raw = query.getOrDefault(name, "");
    return raw.isEmpty() ? List.of() : Arrays.stream(raw.split(",")).map(Request::decoded).toList();
  }

  int number(String name, int fallback, int most) {
    String value = text(name);
    int number = value.isEmpty() ? fallback : Integer.parseInt(value);
    if (number < 1 || number > most) {
      throw Refusal.invalid(name + " must be from 1 to " + most);
    }
    return number;
  }

  /** Returns a part of the path, decoded. */
  String part(int index) {
    return decoded(path.substring(1).split("/", -1)[index]);
  }

  int parts() {
    return path.substring(1).split("/", -1).length;
  }

  JsonNode json(String... known) {
    try {
      return only(JSON.readTree(body), known);
    } catch (java.io.IOException malformed) {
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

  static String decoded(String text) {
    // A plus is a plus in a path; the connector never writes a space as one.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
