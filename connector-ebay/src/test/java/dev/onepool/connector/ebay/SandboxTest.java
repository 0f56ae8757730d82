package dev.onepool.connector.ebay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onepool.sandbox.ebay.EbaySandbox;
import dev.onepool.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sandbox refuses what eBay is documented to refuse, and sells what it shows. */
class SandboxTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ManualClock clock = new ManualClock(Bench.START);
  private final EbaySandbox ebay = EbaySandbox.open(clock);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    ebay.close();
  }

  // ---- what it sells

  @Test
  void buyer_getsWhatIsShown_andNoMore() {
    ebay.list("MUG", 3);
    assertThat(ebay.buy("MUG", 4)).isNull();
    assertThat(ebay.buy("MUG", 2)).isNotNull();
    assertThat(ebay.shows("MUG")).isEqualTo(1);
    assertThat(ebay.books().get("MUG")).isEqualTo(new EbaySandbox.Units(1, 2, 0));
  }

  @Test
  void sale_lowersBothNumbers() throws Exception {
    ebay.offersLimit(true).list("MUG", 5);
    ebay.buy("MUG", 2);
    assertThat(get("/sell/inventory/v1/offer?sku=MUG").path("offers").get(0).path("availableQuantity").asInt()).isEqualTo(3);
    assertThat(post("/sell/inventory/v1/bulk_get_inventory_item", "{\"requests\":[{\"sku\":\"MUG\"}]}").path("responses").get(0)
        .at("/inventoryItem/availability/shipToLocationAvailability/quantity").asInt()).isEqualTo(3);
  }

  @Test
  void cancelledUnits_comeBack_onlyWhereTheyDo() {
    ebay.list("MUG", 5);
    ebay.cancel(ebay.buy("MUG", 2));
    assertThat(ebay.shows("MUG")).isEqualTo(5);
    ebay.restoresOnCancel(false).cancel(ebay.buy("MUG", 2));
    assertThat(ebay.shows("MUG")).isEqualTo(3);
    assertThat(ebay.books().get("MUG")).isEqualTo(new EbaySandbox.Units(3, 4, 4));
  }

  @Test
  void order_isShownWhenItsDelayIsOver() throws Exception {
    ebay.orderDelay(Duration.ofMinutes(10)).list("MUG", 5);
    ebay.buy("MUG", 2);
    clock.advance(Duration.ofMinutes(9));
    assertThat(get(orders("", 50)).path("total").asInt()).isZero();
    clock.advance(Duration.ofMinutes(1));
    assertThat(get(orders("", 50)).path("total").asInt()).isEqualTo(1);
  }

  // ---- what it refuses

  @Test
  void listing_revisedTooOften_isBlockedUntilTheNextDay() throws Exception {
    ebay.list("MUG", 1);
    for (int i = 0; i < 250; i++) {
      assertThat(row("MUG", i).path("statusCode").asInt()).isEqualTo(200);
    }
    assertThat(row("MUG", 999).path("statusCode").asInt()).isEqualTo(400);
    clock.advance(Duration.ofHours(12));
    assertThat(row("MUG", 999).path("statusCode").asInt()).isEqualTo(200);
  }

  private JsonNode row(String sku, long units) throws Exception {
    return post("/sell/inventory/v1/bulk_update_price_quantity", "{\"requests\":[{\"sku\":\"" + sku
        + "\",\"shipToLocationAvailability\":{\"quantity\":" + units + "}}]}").path("responses").get(0);
  }

  @Test
  void writesThatCannotBe_areRefused_oneByOneOrAsAWhole() throws Exception {
    ebay.list("MUG", 1);
    ebay.list("CUP", 1);
    ebay.vary("CUP", "MUG");
    String write = "/sell/inventory/v1/bulk_update_price_quantity";
    String item = "{\"sku\":\"%s\",\"shipToLocationAvailability\":{\"quantity\":%s}%s}";
    assertThat(error(post(write, "{\"requests\":[]}"))).isEqualTo(25709);
    assertThat(error(post(write, "{\"requests\":[" + item.formatted("MUG", 1, ",\"color\":1") + "]}"))).isEqualTo(25709);
    assertThat(error(post(write, "{\"requests\":[" + item.formatted("MUG", 1, "") + "," + item.formatted("MUG", 2, "") + "]}")))
        .isEqualTo(25002);
    for (Map.Entry<String, Integer> bad : Map.of(item.formatted("NOBODY", 1, ""), 25702, item.formatted("MUG", -1, ""), 25709,
        item.formatted("MUG", "1.5", ""), 25709,
        item.formatted("MUG", 1, ",\"offers\":[{\"offerId\":\"7\",\"availableQuantity\":1}]"), 25713).entrySet()) {
      assertThat(error(post(write, "{\"requests\":[" + bad.getKey() + "]}").path("responses").get(0))).as(bad.getKey())
          .isEqualTo(bad.getValue());
    }
    JsonNode two = post(write, "{\"requests\":[" + item.formatted("MUG", 7, "") + "," + item.formatted("CUP", 7, "") + "]}");
    assertThat(error(two.path("responses").get(1))).as("two variations of one listing at once").isEqualTo(25025);
    assertThat(List.of(ebay.shows("MUG"), ebay.shows("CUP"))).containsExactly(7L, 1L);
  }

  @Test
  void ordersThatAreAskedForWrongly_areRefusedWithEbaysNumbers() throws Exception {
    String past = "2026-03-01T10:00:00.000Z";
    String now = "2026-03-01T12:00:00.000Z";
    assertThat(error(get(orders("lastmodifieddate:[" + past + ".." + now + "]", 201)))).isEqualTo(31100);
    assertThat(error(get(orders("lastmodifieddate:[" + past + "..2026-03-01T12:00:01.000Z]", 50)))).as("the future").isEqualTo(30850);
    assertThat(error(get(orders("lastmodifieddate:[" + now + ".." + past + "]", 50)))).isEqualTo(30840);
    assertThat(error(get(orders("lastmodifieddate:[2026-03-01T10:00:00Z.." + now + "]", 50)))).as("no milliseconds").isEqualTo(30810);
    assertThat(error(get(orders("changed:[" + past + ".." + now + "]", 50)))).isEqualTo(30700);
    assertThat(error(get(orders("creationdate:[2020-03-01T10:00:00.000Z.." + now + "]", 50)))).isEqualTo(30830);
    assertThat(error(get(orders("creationdate:[" + past + ".." + now + "],orderfulfillmentstatus:{OPEN}", 50)))).isEqualTo(30800);
    assertThat(get(orders("lastmodifieddate:[" + past + ".." + now + "]", 200)).path("total").asInt(-1)).isZero();
  }

  @Test
  void callsOfWhomItDoesNotKnow_areRefused() throws Exception {
    assertThat(send("GET", "/sell/inventory/v1/location", null, "Bearer nobody").statusCode()).isEqualTo(401);
    assertThat(send("GET", "/sell/inventory/v1/location", null, "Bearer " + token("client_credentials")).statusCode())
        .as("the application asks for the seller's").isEqualTo(403);
    assertThat(send("GET", "/commerce/notification/v1/destination/destination-1", null, "Bearer " + token("refresh_token"))
        .statusCode()).as("the seller asks for the application's").isEqualTo(403);
    assertThat(token("password")).isEmpty();
  }

  // ---- calls

  private String orders(String filter, int limit) {
    String text = filter.isEmpty() ? "lastmodifieddate:[2026-03-01T10:00:00.000Z..]" : filter;
    return "/sell/fulfillment/v1/order?filter=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&limit=" + limit;
  }

  private static int error(JsonNode answer) {
    return answer.path("errors").path(0).path("errorId").asInt();
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(send("GET", path, null, "Bearer " + token("refresh_token")).body());
  }

  private JsonNode post(String path, String body) throws Exception {
    return JSON.readTree(send("POST", path, body, "Bearer " + token("refresh_token")).body());
  }

  private String token(String grant) throws Exception {
    Map<String, String> settings = ebay.settings();
    String form = "grant_type=" + grant + "&refresh_token=" + URLEncoder.encode(settings.get("refresh-token"), StandardCharsets.UTF_8)
        + "&scope=" + URLEncoder.encode("https://api.ebay.com/oauth/api_scope", StandardCharsets.UTF_8);
    String basic = "Basic " + Base64.getEncoder().encodeToString(
        (settings.get("client-id") + ":" + settings.get("client-secret")).getBytes(StandardCharsets.UTF_8));
    HttpRequest request = HttpRequest.newBuilder(URI.create(settings.get("endpoint") + "/identity/v1/oauth2/token"))
        .header("Authorization", basic).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form)).build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body()).path("access_token").asText();
  }

  private HttpResponse<String> send(String method, String path, String body, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ebay.settings().get("endpoint") + path))
        .header("Authorization", authorization).header("Accept-Language", "en-US").header("Content-Type", "application/json");
    return http.send(request.method(method, body == null ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
