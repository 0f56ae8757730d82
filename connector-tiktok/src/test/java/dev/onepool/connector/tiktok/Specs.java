package dev.onepool.connector.tiktok;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onepool.sandbox.tiktok.Exchange;
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
          .createForInlineApiSpecification(read("tiktok-shop-202309-derived.openapi.json").toString())
          .withLevelResolver(LevelResolver.create().withDefaultLevel(ValidationReport.Level.ERROR).build())
          .build();
    }
    return validator;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
