package dev.onepool.sandbox.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sandbox refuses, because Shopify does; and that buyers and books agree. */
class ShopifySandboxTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SET = "mutation SetQuantities($input: InventorySetQuantitiesInput!, $key: String!) { "
      + "inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code field message } } }";

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final ShopifySandbox sandbox = ShopifySandbox.open(clock, Duration.ZERO, 1_000, 50);
  private final HttpClient client = HttpClient.newHttpClient();
  private ListingId mug = ListingId.of("unset");

  @BeforeEach
  void open() {
    sandbox.acceptToken("the-token");
    mug = sandbox.list("MUG", 5);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private JsonNode ask(String query, ObjectNode variables, String token) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("query", query);
    body.set("variables", variables);
    return send("/admin/api/2026-07/graphql.json", body, token);
  }

  private JsonNode send(String path, ObjectNode body, String token) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.settings().get("endpoint") + path))
        .header("X-Shopify-Access-Token", token).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.headers().firstValue("X-Shopify-API-Version")).contains("2026-07");
    JsonNode answer = JSON.readTree(response.body());
    return ((ObjectNode) answer).put("status", response.statusCode());
  }

  private ObjectNode write(int items) {
    ObjectNode variables = JSON.createObjectNode().put("key", "6f1c7c9e-0a0f-5e1b-9c1e-2f7f3f0f8a11");
    ArrayNode quantities = variables.putObject("input").put("name", "available").put("reason", "correction")
        .putArray("quantities");
    for (int i = 0; i < items; i++) {
      quantities.addObject().put("inventoryItemId", "gid://shopify/InventoryItem/" + (i == 0 ? mug.value() : i))
          .put("locationId", "gid://shopify/Location/124656943").put("quantity", 3).putNull("changeFromQuantity");
    }
    return variables;
  }

  private static ObjectNode first(ObjectNode variables) {
    return (ObjectNode) variables.path("input").path("quantities").path(0);
  }

  private static String code(JsonNode answer) {
    return answer.path("errors").path(0).path("extensions").path("code").asText();
  }

  private static String userError(JsonNode answer) {
    return answer.path("data").path("inventorySetQuantities").path("userErrors").path(0).path("code").asText();
  }

  @Test
  void write_thatIsRight_isDone() throws Exception {
    assertThat(userError(ask(SET, write(1), "the-token"))).isEmpty();
    assertThat(sandbox.shown(mug)).isEqualTo(3);
  }

  @Test
  void write_withoutAKey_isRefused() throws Exception {
    JsonNode answer = ask(SET.replace("@idempotent(key: $key)", "").replace(", $key: String!", ""), write(1), "the-token");
    assertThat(code(answer)).isEqualTo("BAD_REQUEST");
    assertThat(sandbox.shown(mug)).isEqualTo(5);
  }

  @Test
  void write_withoutChangeFromQuantity_isRefused() throws Exception {
    ObjectNode variables = write(1);
    first(variables).remove("changeFromQuantity");
    assertThat(code(ask(SET, variables, "the-token"))).isEqualTo("BAD_REQUEST");
    assertThat(sandbox.shown(mug)).isEqualTo(5);
  }

  @Test
  void write_ofMoreThan250_isRefused() throws Exception {
    assertThat(code(ask(SET, write(251), "the-token"))).isEqualTo("MAX_INPUT_SIZE_EXCEEDED");
  }

  @Test
  void write_ofOnePairTwice_isRefusedWhole() throws Exception {
    ObjectNode variables = write(2);
    ((ObjectNode) variables.path("input").path("quantities").path(1)).setAll(first(variables));
    assertThat(userError(ask(SET, variables, "the-token"))).isEqualTo("NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
    assertThat(sandbox.shown(mug)).isEqualTo(5);
  }

  @Test
  void write_atAnUnknownLocation_isRefused() throws Exception {
    ObjectNode variables = write(1);
    first(variables).put("locationId", "gid://shopify/Location/1");
    assertThat(userError(ask(SET, variables, "the-token"))).isEqualTo("INVALID_LOCATION");
  }

  @Test
  void write_underOneKeyWithOtherNumbers_isRefusedForADay() throws Exception {
    ask(SET, write(1), "the-token");
    ObjectNode other = write(1);
    first(other).put("quantity", 4);
    assertThat(userError(ask(SET, other, "the-token"))).isEqualTo("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
    clock.advance(Duration.ofHours(24));
    assertThat(userError(ask(SET, other, "the-token"))).isEmpty();
    assertThat(sandbox.shown(mug)).isEqualTo(4);
  }

  @Test
  void query_ofAnUnknownField_isRefusedWithoutData() throws Exception {
    JsonNode answer = ask("query Listings { inventoryItems(first: 1) { nodes { id colour } } }", JSON.createObjectNode(), "the-token");
    assertThat(code(answer)).isEqualTo("fieldUndefined");
    assertThat(answer.has("data")).isFalse();
  }

  @Test
  void query_thatIsTooDear_isRefused() throws Exception {
    JsonNode answer = ask("query Q { orders(first: 250, sortKey: UPDATED_AT, query: \"status:open\") { nodes { id "
        + "lineItems(first: 10) { nodes { id } } } } }", JSON.createObjectNode(), "the-token");
    assertThat(code(answer)).isEqualTo("MAX_COST_EXCEEDED");
  }

  @Test
  void queries_beyondTheBucket_areThrottledUntilItFills() throws Exception {
    String query = "query Shown { nodes(ids: [" + "\"gid://shopify/InventoryItem/" + mug + "\"]) { id } "
        + "inventoryItems(first: 249) { nodes { id inventoryLevel(locationId: \"gid://shopify/Location/124656943\") "
        + "{ id location { id } } } } }";
    String code = "";
    int calls = 0;
    for (; calls < 200 && code.isEmpty(); calls++) {
      code = code(ask(query, JSON.createObjectNode(), "the-token"));
    }
    assertThat(code).as("after " + calls + " calls").isEqualTo("THROTTLED");
    clock.advance(Duration.ofSeconds(20));
    assertThat(code(ask(query, JSON.createObjectNode(), "the-token"))).isEmpty();
  }

  @Test
  void call_withAWrongToken_isRefused() throws Exception {
    assertThat(ask(SET, write(1), "another-token").path("status").asInt()).isEqualTo(401);
    assertThat(sandbox.shown(mug)).isEqualTo(5);
  }

  @Test
  void call_ofAnotherVersion_isRefused() throws Exception {
    assertThat(send("/admin/api/2024-01/graphql.json", JSON.createObjectNode(), "the-token").path("status").asInt())
        .isEqualTo(404);
  }

  @Test
  void token_forAWrongSecret_isRefused() throws Exception {
    ObjectNode asked = JSON.createObjectNode().put("client_id", "sandbox-client-id").put("client_secret", "wrong")
        .put("grant_type", "client_credentials");
    assertThat(send("/admin/oauth/access_token", asked, "").path("status").asInt()).isEqualTo(400);
  }

  @Test
  void refreshToken_usedTwice_isRefused() throws Exception {
    ObjectNode asked = JSON.createObjectNode().put("client_id", "sandbox-client-id")
        .put("client_secret", sandbox.settings().get("client-secret")).put("grant_type", "refresh_token")
        .put("refresh_token", sandbox.rotatingSettings().get("refresh-token"));
    JsonNode answer = send("/admin/oauth/access_token", asked, "");
    assertThat(answer.path("status").asInt()).isEqualTo(200);
    assertThat(answer.path("refresh_token").asText()).isNotEmpty().isNotEqualTo(asked.path("refresh_token").asText());
    assertThat(send("/admin/oauth/access_token", asked, "").path("status").asInt()).isEqualTo(400);
  }

  @Test
  void buyers_takeWhatIsThereAndNoMore() {
    assertThat(sandbox.buy(Map.of(mug, 3L))).isPresent();
    assertThat(sandbox.buy(Map.of(mug, 3L))).isEmpty();
    assertThat(sandbox.books()).containsEntry(mug, new ShopifySandbox.Book(3, 0, 2));
  }

  @Test
  void books_afterACancellation_showTheUnitsAgain() {
    sandbox.cancel(sandbox.buy(Map.of(mug, 3L)).orElseThrow(), 0, 2, true);
    assertThat(sandbox.books()).containsEntry(mug, new ShopifySandbox.Book(3, 2, 4));
  }
}
