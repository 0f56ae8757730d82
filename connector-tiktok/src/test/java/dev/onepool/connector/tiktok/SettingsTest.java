package dev.onepool.connector.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.onepool.ConfigurationException;
import dev.onepool.spi.HttpOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings that do not fit, all named at once, and their neighbours that do. */
class SettingsTest {

  @Test
  void everyWrongSetting_isNamedAtOnce() {
    Map<String, String> wrong = new HashMap<>(Map.of("app-key", "no key", "shop-id", "shop", "warehouse-id", "-1",
        "other-warehouses", "some", "fbt-warehouse-ids", "1,x", "shipping-providers", "DHL", "webhook-uri", "http://hub",
        "endpoint", "https://example.com", "batch-size", "101", "read-size", "601"));
    wrong.putAll(Map.of("order-page-size", "0", "listing-page-size", "101", "reads-per-second", "0", "writes-per-second", "51",
        "max-quantity", "100000", "timeout", "PT0S", "notification-max-age", "PT-1S", "visibility-delay", "PT-1S",
        "overlap", "PT-1S", "clock-skew", "PT-1S"));
    assertThat(problems(wrong)).allSatisfy(problem -> assertThat(problem.split(" ")[0]).isIn(wrong.keySet()))
        .hasSize(wrong.size());
  }

  @Test
  void largestSettings_areTaken() {
    assertThat(problems(Map.of("batch-size", "100", "read-size", "600", "order-page-size", "100", "listing-page-size", "100",
        "max-quantity", "99999", "fbt-warehouse-ids", " 1 , 2", "shipping-providers", "DHL=1, Deutsche Post = 22",
        "endpoint", "http://127.0.0.1:8080", "webhook-uri", "https://" + "h".repeat(247), "other-warehouses", "zero"))).isEmpty();
  }

  @Test
  void overlap_mustReachOverDelayAndSkew() {
    assertThat(problems(Map.of("overlap", "PT3M"))).isEmpty();
    assertThat(problems(Map.of("overlap", "PT2M59S"))).singleElement().asString().contains("PT3M", "PT2M59S");
  }

  @Test
  void ourWarehouse_isNotOneOfTikToks() {
    assertThat(problems(Map.of("warehouse-id", "7", "fbt-warehouse-ids", "8,7"))).singleElement().asString()
        .contains("fbt-warehouse-ids");
  }

  @Test
  void addressOfWebhooks_ofMoreThan255Characters_isRefused() {
    assertThat(problems(Map.of("webhook-uri", "https://" + "h".repeat(248)))).hasSize(1);
  }

  private static List<String> problems(Map<String, String> more) {
    ScriptedContext context = ScriptedContext.of(more, call -> new HttpOutcome.NotSent("none"));
    ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, context::connector);
    return refused == null ? List.of() : refused.problems();
  }
}
