package dev.onepool.connector.amazon;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Amazon's published models and schemas, which judge what we send and what the sandbox answers. They are not ours. */
final class Specs {

  static final ObjectMapper JSON = new ObjectMapper();
  static final Path FOLDER = Path.of("..", "..", "shared", "specs", "amazon");

  private static final Map<String, String> MODELS = Map.of(
      "/listings/2021-08-01/", "listingsItems_2021-08-01", "/orders/2026-01-01/", "orders_2026-01-01",
      "/orders/v0/", "ordersV0", "/feeds/2021-06-30/", "feeds_2021-06-30", "/fba/inventory/", "fbaInventory",
      "/fba/outbound/2020-07-01/", "fulfillmentOutbound_2020-07-01", "/notifications/v1/", "notifications");
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

  /** Returns the model of a path; empty if it is none of the Selling Partner API's. */
  static String model(String path) {
    return MODELS.entrySet().stream().filter(entry -> path.startsWith(entry.getKey())).map(Map.Entry::getValue)
        .findFirst().orElse("");
  }

  /** Returns what is wrong with a call and its answer, by the published model. */
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

  /** Returns what is wrong with a document by a published JSON schema. */
  static List<String> faults(String schemaFile, JsonNode document) {
    JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(read(schemaFile));
    return schema.validate(document).stream().map(Object::toString).toList();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
