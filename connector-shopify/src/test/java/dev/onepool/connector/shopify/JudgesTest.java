package dev.onepool.connector.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.connector.shopify.GraphQl.Operation;
import dev.onepool.sandbox.shopify.ShopifySandbox.Exchange;
import dev.onepool.spi.OrderAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares what the connector asks, and what the sandbox answers, with the schema that Shopify publishes. */
class JudgesTest {

  private static final List<Exchange> EXCHANGES = new ArrayList<>();
  private static @Nullable GraphQlJudge judge;

  @BeforeAll
  static void tradeForADay() throws IOException {
    judge = new GraphQlJudge(PublishedSpecs.schema());
    try (Connected shop = new Connected(Map.of(
        "line-page-size", "2", "order-page-size", "2", "webhook-uri", "https://example.com/shopify"))) {
      trade(shop);
      EXCHANGES.addAll(shop.sandbox.exchanges());
    }
    System.out.println("judges: " + Operation.values().length + " documents, and the variables and answers of "
        + EXCHANGES.size() + " calls, against the published schema of 2026-07");
  }

  private static void trade(Connected shop) {
    ListingId mug = shop.sandbox.list("MUG", 50);
    ListingId cup = shop.sandbox.list("CUP", 50);
    ListingId bundle = shop.sandbox.list("SET", 5);
    shop.sandbox.spoil(bundle, true);
    shop.connector.maintain();
    shop.connector.locations();
    shop.connector.listings(null);
    shop.connector.shown(List.of(mug, cup, ListingId.of("4711")));
    shop.publish(shop.write(mug, 40, 50L), shop.write(bundle, 3), shop.write(cup, 9, 4L), shop.write(ListingId.of("4711"), 1));
    List<Map.Entry<ListingId, Long>> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(Map.entry(i % 2 == 0 ? mug : cup, 2L));
    }
    OrderId large = shop.sandbox.place(shop.clock.instant(), lines);
    OrderId custom = shop.sandbox.placeCustom("ENGRAVING", 1);
    OrderId moved = shop.place(mug, 2);
    shop.connector.act(new OrderAction.Ship(large, "ship-1",
        Map.of(LineId.of(shop.sandbox.lineId(large, 0)), 2L), "DHL", "JD001"), shop.deadline());
    shop.sandbox.receive(large, 0, 1, cup);
    shop.sandbox.refund(large, 0, 1, true);
    shop.sandbox.cancel(large, 1, 1, false);
    shop.sandbox.moveAway(moved);
    shop.sandbox.cancel(custom, true);
    shop.order(large);
    // Until the next pass, which begins where the first ended, and sees what has moved.
    OrderId fresh = shop.place(mug, 1);
    shop.order(fresh);
    shop.connector.ordersById(Set.of(large, custom, moved));
  }

  private static GraphQlJudge judge() {
    return Objects.requireNonNull(judge);
  }

  @Test
  void everyOperation_ofTheConnector_wasUsed() {
    Set<String> used = EXCHANGES.stream().map(Exchange::query).collect(Collectors.toSet());
    assertThat(Arrays.stream(Operation.values()).filter(operation -> !used.contains(operation.document())))
        .as("operations that no call used").isEmpty();
  }

  @Test
  void documents_allOfThem_fitThePublishedSchema() {
    assertThat(Operation.values()).allSatisfy(operation ->
        assertThat(judge().document(operation.document())).as(operation.label()).isEmpty());
  }

  @Test
  void variables_ofEveryCall_fitThePublishedSchema() {
    assertThat(EXCHANGES).isNotEmpty().allSatisfy(exchange ->
        assertThat(judge().variables(exchange.query(), exchange.variables())).as(exchange.operation()).isEmpty());
  }

  @Test
  void answers_ofTheSandbox_fitThePublishedSchema() {
    assertThat(EXCHANGES).isNotEmpty().allSatisfy(exchange ->
        assertThat(judge().answer(exchange.query(), exchange.variables(), exchange.answer().get("data")))
            .as(exchange.operation() + " " + exchange.answer()).isEmpty());
  }

  @Test
  void documents_withAFieldThatIsNot_areFound() {
    String wrong = Operation.ORDERS.document().replace("unfulfilledQuantity", "unfulfilledUnits");
    assertThat(judge().document(wrong)).isNotEmpty();
  }

  @Test
  void documents_withoutTheIdempotencyKey_areFound() {
    String wrong = Operation.SET_QUANTITIES.document()
        .replace("@idempotent(key: $key)", "").replace(", $key: String!", "");
    assertThat(judge().document(wrong)).singleElement().asString().contains("@idempotent");
  }

  @Test
  void documents_withADirectiveOfOlderVersions_areFound() {
    String wrong = Operation.SET_QUANTITIES.document().replace("@idempotent(key:", "@idempotencyKey(value:");
    assertThat(judge().document(wrong)).isNotEmpty();
  }

  @Test
  void variables_withoutALocation_areFound() {
    Exchange write = one("SetQuantities");
    Map<String, Object> wrong = copy(write.variables());
    quantity(wrong).remove("locationId");
    assertThat(judge().variables(write.query(), wrong)).isNotEmpty();
  }

  @Test
  void variables_ofTheFormBefore2026_areFound() {
    Exchange write = one("SetQuantities");
    Map<String, Object> wrong = copy(write.variables());
    Object from = quantity(wrong).remove("changeFromQuantity");
    quantity(wrong).put("compareQuantity", from);
    assertThat(judge().variables(write.query(), wrong)).isNotEmpty();
  }

  @Test
  void answers_withATextForANumber_areFound() {
    Exchange shown = one("Shown");
    Map<String, Object> wrong = copy(shown.answer());
    Map<String, Object> item = object(list(object(wrong.get("data")).get("nodes")).get(0));
    object(list(object(item.get("inventoryLevel")).get("quantities")).get(0)).put("quantity", "5");
    assertThat(judge().answer(shown.query(), shown.variables(), wrong.get("data"))).isNotEmpty();
  }

  @Test
  void answers_withoutWhatMustBeThere_areFound() {
    Exchange orders = one("Orders");
    Map<String, Object> wrong = copy(orders.answer());
    object(list(object(object(wrong.get("data")).get("orders")).get("nodes")).get(0)).put("updatedAt", null);
    assertThat(judge().answer(orders.query(), orders.variables(), wrong.get("data"))).isNotEmpty();
  }

  private static Exchange one(String operation) {
    return EXCHANGES.stream().filter(exchange -> exchange.operation().equals(operation)).findFirst().orElseThrow();
  }

  private static Map<String, Object> quantity(Map<String, Object> variables) {
    return object(list(object(variables.get("input")).get("quantities")).get(0));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(@Nullable Object value) {
    return (List<Object>) Objects.requireNonNull(value);
  }

  /** Returns a copy that can be changed. */
  private static Map<String, Object> copy(Map<String, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, copyOf(value)));
    return copy;
  }

  private static @Nullable Object copyOf(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new HashMap<>();
      map.forEach((key, inner) -> copy.put(String.valueOf(key), copyOf(inner)));
      return copy;
    } else if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(inner -> copy.add(copyOf(inner)));
      return copy;
    }
    return value;
  }
}
