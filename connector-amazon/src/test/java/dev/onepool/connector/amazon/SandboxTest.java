package dev.onepool.connector.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.sandbox.amazon.AmazonSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox refuses what Amazon refuses, and sells as Amazon sells. */
class SandboxTest {

  private static final String GOOD = "{\"productType\":\"PRODUCT\",\"patches\":[{\"op\":\"merge\",\"path\":"
      + "\"/attributes/fulfillment_availability\",\"value\":[{\"fulfillment_channel_code\":\"DEFAULT\",\"quantity\":3}]}]}";

  private final Bench bench = new Bench();
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String token = "";

  @BeforeEach
  void logIn() throws Exception {
    bench.amazon.list("MUG", 5);
    HttpRequest request = HttpRequest.newBuilder(URI.create(bench.settings.get("lwa.endpoint")))
        .header("content-type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("grant_type=refresh_token&refresh_token=" + bench.settings.get("lwa.refresh-token")
            + "&client_id=" + bench.settings.get("lwa.client-id") + "&client_secret=" + bench.settings.get("lwa.client-secret")))
        .build();
    token = Specs.JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body()).path("access_token").asText();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private int patch(String body) throws Exception {
    return call("PATCH", "/listings/2021-08-01/items/" + AmazonSandbox.SELLER + "/MUG?marketplaceIds=" + AmazonSandbox.MARKETPLACE,
        body).statusCode();
  }

  private HttpResponse<String> call(String method, String path, String body) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(URI.create(bench.settings.get("endpoint") + path))
        .header("x-amz-access-token", token).header("x-amz-date", "20260301T120000Z").header("user-agent", "test")
        .header("content-type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void goodPatch_isTaken_andItsSpoiledNeighboursAreRefused() throws Exception {
    assertThat(patch(GOOD)).isEqualTo(200);
    assertThat(patch(GOOD.replace("\"fulfillment_channel_code\":\"DEFAULT\",", ""))).isEqualTo(400);
    assertThat(patch(GOOD.replace("merge", "upsert"))).isEqualTo(400);
    assertThat(patch(GOOD.replace("\"quantity\"", "\"amount\""))).isEqualTo(400);
    assertThat(patch(GOOD.replace("\"productType\"", "\"type\""))).isEqualTo(400);
    assertThat(bench.amazon.effects("MUG")).isEqualTo(1);
  }

  @Test
  void negativeQuantityAndCamelCasePath_areRefusedInA200() throws Exception {
    for (String body : List.of(GOOD.replace(":3", ":-3"), GOOD.replace("fulfillment_availability", "fulfillmentAvailability"))) {
      HttpResponse<String> answer = call("PATCH", "/listings/2021-08-01/items/" + AmazonSandbox.SELLER + "/MUG?marketplaceIds="
          + AmazonSandbox.MARKETPLACE, body);
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode said = Specs.JSON.readTree(answer.body());
      assertThat(said.path("status").asText()).isEqualTo("INVALID");
    }
    assertThat(bench.amazon.effects("MUG")).isZero();
  }

  @Test
  void badToken_isRefused() throws Exception {
    token = "Atza|made-up";
    assertThat(patch(GOOD)).isEqualTo(403);
  }

  @Test
  void sixthPatchOfAnInstant_isTooMany_andOneASecondLaterIsNot() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(patch(GOOD)).isEqualTo(200);
    }
    assertThat(patch(GOOD)).isEqualTo(429);
    bench.pass(Duration.ofSeconds(1));
    assertThat(patch(GOOD)).isEqualTo(200);
  }

  @Test
  void whoeverAsksForTheBuyer_isRefused() throws Exception {
    String search = "/orders/2026-01-01/orders?lastUpdatedAfter=2026-02-01T00:00:00Z&marketplaceIds=" + AmazonSandbox.MARKETPLACE
        + "&includedData=FULFILLMENT";
    assertThat(call("GET", search, "").statusCode()).isEqualTo(200);
    assertThat(call("GET", search + ",RECIPIENT", "").statusCode()).isEqualTo(403);
  }

  @Test
  void connector_neverAsksForTheBuyer() {
    List<String> queries = new java.util.concurrent.CopyOnWriteArrayList<>();
    bench.amazon.recorder(exchange -> queries.add(exchange.query()));
    bench.connector().orders(null);
    assertThat(queries).isNotEmpty().noneMatch(query -> query.contains("BUYER") || query.contains("RECIPIENT"));
  }

  @Test
  void buyersBuyWhatIsShown_andNoMore_andTheBooksSaySo() {
    String order = bench.amazon.buy("MUG", 4);
    assertThat(order).isNotNull();
    assertThat(bench.amazon.buy("MUG", 2)).isNull();
    bench.amazon.cancel(order, 0, 1);
    bench.amazon.ship(order, 0, 2);
    assertThat(bench.amazon.books()).isEqualTo(Map.of("MUG", new AmazonSandbox.Units(2, 4, 1, 2)));
  }

  @Test
  void lateWrite_comesOverWhatWasSoldSince() {
    bench.amazon.writeDelay(Duration.ofMinutes(5));
    bench.publish(bench.write("MUG", 9));
    bench.amazon.buy("MUG", 2);
    assertThat(bench.amazon.shows("MUG")).isEqualTo(3);
    bench.pass(Duration.ofMinutes(5));
    assertThat(bench.amazon.shows("MUG")).isEqualTo(9);
  }

  @Test
  void lateOrder_isFoundByItsOwnTimeWhenItIsVisible() {
    bench.amazon.orderDelay(Duration.ofMinutes(30));
    bench.amazon.buy("MUG", 1);
    bench.pass(Duration.ofMinutes(20));
    var page = bench.connector().orders(null);
    assertThat(page.orders()).isEmpty();
    bench.pass(Duration.ofMinutes(20));
    page = bench.connector().orders(page.next());
    assertThat(page.orders()).hasSize(1);
    assertThat(page.orders().get(0).updatedAt()).isEqualTo(Bench.START);
  }
}
