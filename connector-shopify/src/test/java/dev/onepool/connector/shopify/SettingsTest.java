package dev.onepool.connector.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.onepool.ConfigurationException;
import dev.onepool.spi.SettingsSpec.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which settings are taken, and whether the README tells of all of them. */
class SettingsTest {

  private static final String BEGIN = "<!-- settings: made by SettingsTest -->\n";
  private static final String END = "<!-- end of settings -->\n";

  private final Connected shop = new Connected();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void settings_thatFit_areTaken() {
    for (Map<String, String> settings : List.<Map<String, String>>of(
        Map.of("shop", "a.myshopify.com"), Map.of("shop", "My-Shop-7.myshopify.com"), Map.of("endpoint", ""),
        Map.of("endpoint", "http://[::1]:8080"), Map.of("endpoint", "https://example.com"), Map.of("location-id", "1"), Map.of("api-version", "2027-01"),
        Map.of("overlap", "PT3M"), Map.of("batch-size", "1"), Map.of("order-page-size", "250"),
        Map.of("client-id", "", "client-secret", "", "admin-token", "shpat_0123456789"))) {
      assertThatCode(() -> shop.connect(settings).close()).as(settings.toString()).doesNotThrowAnyException();
    }
  }

  @Test
  void settings_thatDoNotFit_areNamed() {
    Map<String, Map<String, String>> wrong = Map.ofEntries(
        Map.entry("shop must be a domain", Map.of("shop", "a.myshopify.com.evil.example")),
        Map.entry("shop must be a domain such", Map.of("shop", "-a.myshopify.com")),
        Map.entry("\"endpoint\" must begin with https://", Map.of("endpoint", "http://127.0.0.1.evil.example")),
        Map.entry("\"endpoint\" must begin", Map.of("endpoint", "http://example.com")),
        Map.entry("location-id must be a number", Map.of("location-id", "gid://shopify/Location/1")),
        Map.entry("api-version must be", Map.of("api-version", "unstable")),
        Map.entry("overlap must be at least", Map.of("overlap", "PT2M59S")),
        Map.entry("batch-size must be", Map.of("batch-size", "251")),
        Map.entry("order-page-size must be", Map.of("order-page-size", "0")),
        Map.entry("timeout must be", Map.of("timeout", "PT0S")),
        Map.entry("webhook-uri must begin", Map.of("webhook-uri", "http://example.com")),
        Map.entry("give admin-token", Map.of("client-id", "")),
        Map.entry("give admin-token, or client-id", Map.of("client-secret", "")),
        Map.entry("exclude each other", Map.of("admin-token", "shpat_0123456789", "refresh-token", "shprt_0123456789")),
        Map.entry("refresh-token needs", Map.of("client-id", "", "refresh-token", "shprt_0123456789")));
    wrong.forEach((problem, settings) -> {
      ConfigurationException refused =
          catchThrowableOfType(ConfigurationException.class, () -> shop.connect(settings));
      assertThat(refused).as(settings.toString()).isNotNull();
      assertThat(refused.problems()).anyMatch(said -> said.contains(problem));
      assertThat(refused).message().doesNotContain("shpat_", "shprt_", "sandbox-client-secret");
    });
  }

  @Test
  void readme_ofThisModule_listsTheSettings() throws IOException {
    Path file = Path.of(System.getProperty("basedir", ""), "README.md");
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    String updated = text.substring(0, begin) + table() + text.substring(end);
    if (Boolean.getBoolean("readme.update")) {
      Files.write(file, updated.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Files.readString(file)).as("write it anew with -Dreadme.update=true").isEqualTo(updated);
  }

  private static String table() {
    StringBuilder table = new StringBuilder("| setting | type | default | what it says |\n|---|---|---|---|\n");
    for (Setting setting : new ShopifyConnectorProvider().settings().settings()) {
      table.append("| `").append(setting.key()).append("` | ").append(setting.type().name().toLowerCase(java.util.Locale.ROOT))
          .append(setting.secret() ? ", secret" : "").append(" | ")
          .append(setting.fallback() == null ? "must be given" : setting.fallback().isEmpty() ? "none" : "`" + setting.fallback() + "`")
          .append(" | ").append(setting.description().replace("|", "\\|")).append(" |\n");
    }
    return table.toString();
  }
}
