package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** What Shopify has published, read from beside the repository; none of it is ours, and none of it is copied. */
final class PublishedSpecs {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PublishedSpecs() {}

  /** Returns the folder, or skips the test where there is none. */
  static Path folder() {
    Path folder = Path.of(System.getProperty("basedir", ""), "..", "..", "shared", "specs", "shopify").normalize();
    Assumptions.assumeTrue(Files.isDirectory(folder),
        "judges skipped: Shopify's published specifications are not at ../shared/specs/shopify");
    return folder;
  }

  static GraphQLSchema schema() throws IOException {
    ParserOptions large = ParserOptions.getDefaultParserOptions().transform(
        options -> options.maxCharacters(10_000_000).maxTokens(5_000_000).maxWhitespaceTokens(5_000_000));
    try (Reader text = Files.newBufferedReader(folder().resolve("admin_2026-07_inventory_pruned.graphql"))) {
      return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(text, large));
    }
  }

  static JsonNode json(String... path) throws IOException {
    Path file = folder();
    for (String step : path) {
      file = file.resolve(step);
    }
    return JSON.readTree(Files.readAllBytes(file));
  }
}
