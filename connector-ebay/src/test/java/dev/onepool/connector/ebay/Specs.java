package dev.onepool.connector.ebay;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.onepool.testkit.contract.Exchange;
import java.io.IOException;
import java.io.InputStream;
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

/** eBay's published contracts, which judge what we send and what the sandbox answers. They are not ours. */
final class Specs {

  static final ObjectMapper JSON = new ObjectMapper();
  static final Path FOLDER = Path.of("..", "..", "shared", "specs", "ebay");

  private static final Map<String, String> MODELS = Map.of("/sell/inventory/v1", "sell_inventory_v1_oas3",
      "/sell/fulfillment/v1", "sell_fulfillment_v1_oas3", "/commerce/notification/v1", "commerce_notification_v1_oas3");
  private static final Map<String, OpenApiInteractionValidator> VALIDATORS = new HashMap<>();

  private Specs() {}

  /** Ends the test as not run where the contracts are not there. */
  static void need() {
    Assumptions.assumeTrue(Files.isDirectory(FOLDER), "judges did not run: no published contracts in " + FOLDER);
  }

  static JsonNode read(String file) {
    try {
      return JSON.readTree(FOLDER.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Returns the path that a call's contract begins with; empty if it has none, as tokens have. */
  static String model(String path) {
    return MODELS.keySet().stream().filter(path::startsWith).findFirst().orElse("");
  }

  /** Returns what is wrong with a call and its answer, by the published contract, and is not known to deviate. */
  static List<String> faults(Exchange exchange) {
    OpenApiInteractionValidator validator = VALIDATORS.computeIfAbsent(model(exchange.path()), Specs::validator);
    SimpleRequest.Builder request = new SimpleRequest.Builder(exchange.method(), exchange.path());
    for (String part : exchange.query().isEmpty() ? new String[0] : exchange.query().split("&")) {
      request.withQueryParam(part.substring(0, part.indexOf('=')), decoded(part.substring(part.indexOf('=') + 1)));
    }
    if (exchange.body().length > 0) {
      request.withContentType(exchange.headers().getOrDefault("content-type", "")).withBody(text(exchange.body()));
    }
    SimpleResponse.Builder response = SimpleResponse.Builder.status(exchange.status());
    if (exchange.answer().length > 0) {
      response.withContentType("application/json").withBody(text(exchange.answer()));
    }
    List<ValidationReport.Message> faults = new ArrayList<>();
    if (exchange.status() < 400) {
      // What is refused may well be wrong; that it is refused is its own test.
      faults.addAll(validator.validateRequest(request.build()).getMessages());
    }
    validator.validate(request.build(), response.build()).getMessages().stream()
        .filter(message -> message.getKey().startsWith("validation.response")).forEach(faults::add);
    List<String> known = deviations();
    return faults.stream().filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .map(message -> exchange.method() + " " + exchange.path() + " " + message.getKey() + ": " + message.getMessage())
        .filter(fault -> known.stream().noneMatch(fault::contains)).toList();
  }

  private static OpenApiInteractionValidator validator(String path) {
    JsonNode model = read(MODELS.get(path) + ".json");
    correct(model);
    ((ObjectNode) model).putArray("servers").addObject().put("url", path);
    return OpenApiInteractionValidator.createForInlineApiSpecification(model.toString())
        .withLevelResolver(LevelResolver.create().withDefaultLevel(ValidationReport.Level.ERROR)
            // eBay's contracts name no security that a validator could judge, and headers that HTTP itself defines.
            .withLevel("validation.request.security.missing", ValidationReport.Level.IGNORE)
            .build())
        .build();
  }

  /**
   * eBay declares enumerations as objects; on the wire they are texts. And what a contract does not name is a fault of ours,
   * wherever in a body it stands.
   */
  private static void correct(JsonNode node) {
    if (node instanceof ObjectNode schema && schema.path("properties").isObject() && schema.path("type").asText().equals("object")) {
      schema.put("additionalProperties", false);
    }
    if (node instanceof ObjectNode object && object.path("type").asText().equals("object") && object.path("enum").isArray()) {
      object.put("type", "string");
    }
    node.forEach(Specs::correct);
  }

  /** Returns what is wrong with a notification, by the schema that was made after eBay's topic documents. */
  static List<String> faults(byte[] notification) {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(read("notification-events-derived.schema.json")).validate(JSON.readTree(notification)).stream()
          .map(Object::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the published contracts deviate from the live service, each with its cause. */
  static List<String> deviations() {
    try (InputStream list = Specs.class.getResourceAsStream("deviations.txt")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.substring(0, line.indexOf(" | ")).strip()).toList();
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
