package dev.onepool.connector.walmart;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.onepool.testkit.contract.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Walmart's published models, which judge what we send and what the sandbox answers. They are not ours. */
final class Specs {

  static final ObjectMapper JSON = new ObjectMapper();
  static final Path FOLDER = Path.of("..", "..", "shared", "specs", "walmart", "highsidelabs-2023");

  /** Paths that begin so; the longer one first. */
  private static final List<Map.Entry<String, String>> MODELS = List.of(Map.entry("/v3/token", "auth"),
      Map.entry("/v3/inventor", "inventory"), Map.entry("/v3/fulfillment/inventory", "inventory"), Map.entry("/v3/feeds", "feeds"),
      Map.entry("/v3/orders", "orders"), Map.entry("/v3/returns", "returns"), Map.entry("/v3/settings", "settings"),
      Map.entry("/v3/webhooks", "notifications"));
  private static final Map<String, OpenApiInteractionValidator> VALIDATORS = new HashMap<>();

  private Specs() {}

  /** Ends the test as not run where the models are not there. */
  static void need() {
    Assumptions.assumeTrue(Files.isDirectory(FOLDER), "judges did not run: no published models in " + FOLDER);
  }

  static JsonNode read(String file) {
    try {
      return JSON.readTree(FOLDER.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Returns the model of a call; empty if there is none. */
  static String model(Exchange exchange) {
    // Feeds are submitted by the model of what is in them.
    return exchange.method().equals("POST") && exchange.path().equals("/v3/feeds") ? "inventory" : MODELS.stream()
        .filter(entry -> exchange.path().startsWith(entry.getKey())).map(Map.Entry::getValue).findFirst().orElse("");
  }

  /** Returns what is wrong with a call and its answer, by the published model. */
  static List<String> faults(Exchange exchange) {
    OpenApiInteractionValidator validator = VALIDATORS.computeIfAbsent(model(exchange), Specs::validator);
    SimpleRequest.Builder request = new SimpleRequest.Builder(exchange.method(), exchange.path());
    for (String part : exchange.query().isEmpty() ? new String[0] : exchange.query().split("&")) {
      request.withQueryParam(part.substring(0, part.indexOf('=')), decoded(part.substring(part.indexOf('=') + 1)));
    }
    exchange.headers().forEach(request::withHeader);
    if (exchange.body().length > 0) {
      request.withContentType(exchange.headers().getOrDefault("content-type", "")).withBody(text(exchange.body()));
    }
    SimpleResponse.Builder response = SimpleResponse.Builder.status(exchange.status());
    if (exchange.answer().length > 0) {
      response.withContentType("application/json").withBody(text(exchange.answer()));
    }
    List<String> faults = new ArrayList<>();
    if (exchange.status() < 400) {
      // What is refused may well be wrong; that it is refused is its own test.
      add(faults, "request", validator.validateRequest(request.build()));
    }
    add(faults, "answer", validator.validate(request.build(), response.build()).getMessages().stream()
        .filter(message -> message.getKey().startsWith("validation.response")).toList());
    return faults.stream().map(fault -> exchange.method() + " " + exchange.path() + " " + fault).toList();
  }

  private static void add(List<String> faults, String what, ValidationReport report) {
    add(faults, what, report.getMessages());
  }

  private static void add(List<String> faults, String what, List<ValidationReport.Message> messages) {
    messages.stream().filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .forEach(message -> faults.add(what + ": " + message.getKey() + ": " + message.getMessage()));
  }

  private static OpenApiInteractionValidator validator(String model) {
    return OpenApiInteractionValidator.createForInlineApiSpecification(text(read(model + ".json").toString()
            .getBytes(StandardCharsets.UTF_8)))
        .withLevelResolver(LevelResolver.create().withDefaultLevel(ValidationReport.Level.ERROR).build())
        .build();
  }

  /** Returns what is wrong with a document by one of a model's schemas. */
  static List<String> faults(String model, String component, JsonNode document) {
    ObjectNode schema = read(model + ".json").deepCopy();
    schema.put("$ref", "#/components/schemas/" + component);
    JsonSchema judge = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    return judge.validate(document).stream().map(fault -> component + ": " + fault).toList();
  }

  /** Returns the published examples of what a reading answers. */
  static List<JsonNode> examples(String model, String path) {
    JsonNode content = read(model + ".json").path("paths").path(path).path("get").path("responses").path("200").path("content")
        .path("application/json");
    List<JsonNode> examples = new ArrayList<>();
    content.path("examples").forEach(example -> examples.add(example.path("value")));
    if (content.has("example")) {
      examples.add(content.path("example"));
    }
    return examples;
  }

  static JsonNode parsed(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
