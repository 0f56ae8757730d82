package dev.onepool.connector.tiktok;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.testkit.contract.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What is published of TikTok Shop's interface, which judges what we send and what the sandbox answers. It is not ours. */
final class Specs {

  static final ObjectMapper JSON = new ObjectMapper();
  static final Path FOLDER = Path.of("..", "..", "shared", "specs", "tiktok");

  private static OpenApiInteractionValidator validator;

  private Specs() {}

  /** Ends the test as not run where it is not there. */
  static void need() {
    Assumptions.assumeTrue(Files.isDirectory(FOLDER), "judges did not run: nothing published in " + FOLDER);
  }

  static JsonNode read(String file) {
    try {
      return JSON.readTree(FOLDER.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Returns what is wrong with a call and its answer. */
  static List<String> faults(Exchange exchange) {
    SimpleRequest.Builder request = new SimpleRequest.Builder(exchange.method(), exchange.path());
    for (String part : exchange.query().isEmpty() ? new String[0] : exchange.query().split("&")) {
      request.withQueryParam(part.substring(0, part.indexOf('=')),
          URLDecoder.decode(part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8));
    }
    exchange.headers().forEach((name, value) -> {
      if (name.equals("x-tts-access-token")) {
        request.withHeader(name, value);
      }
    });
    if (exchange.body().length > 0) {
      request.withContentType(exchange.headers().getOrDefault("content-type", "")).withBody(text(exchange.body()));
    }
    SimpleResponse response = SimpleResponse.Builder.status(exchange.status()).withContentType("application/json")
        .withBody(text(exchange.answer())).build();
    List<ValidationReport.Message> messages = new ArrayList<>(validator().validateRequest(request.build()).getMessages());
    validator().validate(request.build(), response).getMessages().stream()
        .filter(message -> message.getKey().startsWith("validation.response")).forEach(messages::add);
    return messages.stream().filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .map(message -> exchange.method() + " " + exchange.path() + " " + message.getKey() + ": " + message.getMessage()).toList();
  }

  private static synchronized OpenApiInteractionValidator validator() {
    if (validator == null) {
      validator = OpenApiInteractionValidator
          .createForInlineApiSpecification(mended(read("tiktok-shop-202309-derived.openapi.json")).toString())
          .withLevelResolver(LevelResolver.create().withDefaultLevel(ValidationReport.Level.ERROR).build())
          .build();
    }
    return validator;
  }

  /**
   * Puts right where the derivation went wrong: it took what follows a nested object for parts of that object. The published
   * examples of these answers tell which fields belong to the object around it.
   */
  private static JsonNode mended(JsonNode model) {
    JsonNode paths = model.path("paths");
    lift(data(paths.path("/order/202309/orders/search").path("post")).path("orders").path("items"), "recipient_address",
        read("samples/models/Order/OrderSearchOrdersResponse.json").path("data").path("orders").path(0));
    lift(data(paths.path("/order/202309/orders").path("get")).path("orders").path("items"), "recipient_address",
        read("samples/models/Order/OrderBatchGetOrderDetailResponse.json").path("data").path("orders").path(0));
    ObjectNode returns = (ObjectNode) data(paths.path("/return_refund/202309/returns/search").path("post"));
    for (String field : List.of("next_page_token", "total_count")) {
      returns.set(field, ((ObjectNode) returns.path("return_orders").path("items").path("properties")).remove(field));
    }
    return model;
  }

  private static JsonNode data(JsonNode operation) {
    return operation.path("responses").path("200").path("content").path("application/json").path("schema").path("properties")
        .path("data").path("properties");
  }

  private static void lift(JsonNode object, String nested, JsonNode example) {
    ObjectNode outer = (ObjectNode) object.path("properties");
    ObjectNode inner = (ObjectNode) outer.path(nested).path("properties");
    example.fieldNames().forEachRemaining(field -> {
      JsonNode lifted = inner.remove(field);
      if (lifted != null) {
        outer.set(field, lifted);
      }
    });
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
