package dev.onepool.connector.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.sandbox.tiktok.TikTokSandbox;
import dev.onepool.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox refuses what TikTok refuses; each refusal beside the call that is taken. */
class SandboxTest {

  private static final String UPDATE = "/product/202309/products/1729592969712207001/inventory/update";
  private static final String CIPHER = "ROW_cipherOfTheSandbox/+=";

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final TikTokSandbox tiktok = TikTokSandbox.open(clock);
  private final HttpClient http = HttpClient.newHttpClient();
  private String token = "";

  @BeforeEach
  void open() {
    tiktok.list(5, "RED", "BLUE");
    Map<String, String> settings = tiktok.settings();
    token = call("GET", "/api/v2/token/refresh", Map.of("app_key", settings.get("app-key"), "app_secret",
        settings.get("app-secret"), "refresh_token", settings.get("refresh-token"), "grant_type", "refresh_token"), "", false)
        .path("data").path("access_token").asText();
  }

  @AfterEach
  void close() {
    tiktok.close();
  }

  @Test
  void signedCall_isTaken_andOneWithAnotherBodyIsNot() {
    assertThat(code("POST", UPDATE, Map.of(), body(3))).isZero();
    Map<String, String> query = common("POST", UPDATE, Map.of(), body(3));
    assertThat(call("POST", UPDATE, query, body(4), true).path("code").asLong()).isEqualTo(106001);
  }

  @Test
  void staleCall_isRefused() {
    for (long age : new long[] {300, 301, -30, -31}) {
      Map<String, String> query = Map.of("timestamp", Long.toString(clock.instant().getEpochSecond() - age));
      assertThat(code("POST", UPDATE, query, body(3)) == 0).as("a call of " + age + " seconds ago is taken")
          .isEqualTo(age == 300 || age == -30);
    }
  }

  @Test
  void callWithoutCipher_orForAnotherShop_isRefused() {
    assertThat(code("POST", UPDATE, Map.of("shop_cipher", ""), body(3))).isEqualTo(106013);
    assertThat(code("POST", UPDATE, Map.of("shop_cipher", "ROW_anotherCipher"), body(3))).isEqualTo(36009004);
  }

  @Test
  void callWithAnOldToken_isRefused() {
    tiktok.expireTokens();
    assertThat(code("POST", UPDATE, Map.of(), body(3))).isEqualTo(105002);
  }

  @Test
  void refreshToken_isGoodOnce() {
    Map<String, String> settings = tiktok.settings();
    assertThat(call("GET", "/api/v2/token/refresh", Map.of("app_key", settings.get("app-key"), "app_secret",
        settings.get("app-secret"), "refresh_token", settings.get("refresh-token"), "grant_type", "refresh_token"), "", false)
        .path("code").asLong()).isNotZero();
  }

  @Test
  void unknownFields_areRefused() {
    assertThat(code("POST", UPDATE, Map.of(), body(3).replace("quantity", "amount"))).isEqualTo(36009004);
    assertThat(code("POST", UPDATE, Map.of("warehouse", "1"), body(3))).isEqualTo(36009004);
  }

  @Test
  void absurdQuantities_areRefused() {
    for (String units : new String[] {"-1", "100000", "1.5", "\"3\""}) {
      assertThat(code("POST", UPDATE, Map.of(), body(3).replace(":3", ":" + units))).as(units).isEqualTo(36009004);
    }
    assertThat(code("POST", UPDATE, Map.of(), body(99_999))).isZero();
  }

  @Test
  void pageOfMoreThan100_isRefused() {
    Map<String, String> query = Map.of("page_size", "100");
    assertThat(code("POST", "/order/202309/orders/search", query, "{}")).isZero();
    assertThat(code("POST", "/order/202309/orders/search", Map.of("page_size", "101"), "{}")).isEqualTo(36009004);
  }

  @Test
  void warehouseLeftOut_isAFailureInsideASuccess() {
    String listing = tiktok.listInTwo("TWO", 5, 6);
    String path = UPDATE.replace("1729592969712207001", listing.split("/")[0]);
    JsonNode answer = call("POST", path, common("POST", path, Map.of(), one(listing)), one(listing), true);
    assertThat(answer.path("code").asLong()).isZero();
    assertThat(answer.toString()).contains("12052037");
    assertThat(tiktok.shows(listing)).isEqualTo(11);
  }

  @Test
  void fiftyFirstCallOfASecond_isRefused() {
    for (int i = 0; i < 50; i++) {
      assertThat(code("POST", UPDATE, Map.of(), body(3))).as("call " + i).isZero();
    }
    assertThat(code("POST", UPDATE, Map.of(), body(3))).isEqualTo(36009002);
    clock.advance(java.time.Duration.ofSeconds(1));
    assertThat(code("POST", UPDATE, Map.of(), body(3))).isZero();
  }

  private static String body(long units) {
    return "{\"skus\":[{\"id\":\"1729388324987800001\",\"inventory\":[{\"warehouse_id\":\"" + TikTokSandbox.WAREHOUSE
        + "\",\"quantity\":" + units + "}]}]}";
  }

  private static String one(String listing) {
    return body(3).replace("1729388324987800001", listing.split("/")[1]);
  }

  private long code(String method, String path, Map<String, String> query, String body) {
    return call(method, path, common(method, path, query, body), body, true).path("code").asLong();
  }

  private Map<String, String> common(String method, String path, Map<String, String> query, String body) {
    Map<String, String> all = new TreeMap<>(Map.of("app_key", tiktok.settings().get("app-key"), "shop_cipher", CIPHER,
        "timestamp", Long.toString(clock.instant().getEpochSecond())));
    all.putAll(query);
    all.values().removeIf(String::isEmpty);
    all.put("sign", Api.sign(tiktok.settings().get("app-secret"), path, all, body.getBytes(StandardCharsets.UTF_8)));
    return all;
  }

  private JsonNode call(String method, String path, Map<String, String> query, String body, boolean json) {
    String address = tiktok.settings().get("endpoint") + path + "?" + query.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).header("x-tts-access-token", token)
        .method(method, HttpRequest.BodyPublishers.ofString(body));
    try {
      return Specs.JSON.readTree(http.send(json ? request.header("content-type", "application/json").build() : request.build(),
          HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
