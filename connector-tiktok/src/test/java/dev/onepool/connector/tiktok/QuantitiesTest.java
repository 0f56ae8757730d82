package dev.onepool.connector.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.ListingId;
import dev.onepool.sandbox.tiktok.SandboxOrder.Kind;
import dev.onepool.sandbox.tiktok.TikTokSandbox;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Exchange;
import dev.onepool.testkit.contract.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Quantities: products, warehouses, and failures inside a success. */
class QuantitiesTest {

  private static final String PRODUCT = "1729592969712207001";
  private static final String MUG = "1729388324987800001";
  private static final String CUP = "1729388324987800002";

  // ---- one call for each product, with all warehouses

  @Test
  void skusOfOneProduct_goInOneCall() {
    try (Bench bench = new Bench()) {
      List<String> mugs = bench.tiktok.list(5, "RED", "BLUE");
      String cup = bench.tiktok.list(5, "CUP").get(0);
      bench.publish(bench.write(mugs.get(0), 3), bench.write(cup, 4), bench.write(mugs.get(1), 2));
      assertThat(bench.tiktok.calls(Call.WRITE)).isEqualTo(2);
      assertThat(List.of(mugs.get(0), cup, mugs.get(1))).extracting(bench.tiktok::shows).containsExactly(3L, 4L, 2L);
    }
  }

  @Test
  void secondWarehouse_isRefused_andSaysWhatToDo() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.listInTwo("MUG", 5, 6);
      assertRejected(bench.publish(bench.write(mug, 3)).get(0), FailureKind.INVALID, "other-warehouses");
      assertThat(bench.tiktok.calls(Call.WRITE)).isZero();
    }
  }

  @Test
  void secondWarehouse_kept_isWrittenAsItWas() {
    try (Bench bench = new Bench(Map.of("other-warehouses", "keep"))) {
      String mug = bench.tiktok.listInTwo("MUG", 5, 6);
      bench.publish(bench.write(mug, 3));
      assertThat(bench.tiktok.refusals()).isEmpty();
      assertThat(bench.tiktok.shows(mug, TikTokSandbox.WAREHOUSE)).isEqualTo(3);
      assertThat(bench.tiktok.shows(mug, TikTokSandbox.OTHER_WAREHOUSE)).isEqualTo(6);
      assertThat(bench.connector().shown(List.of(ListingId.of(mug))).get(0).quantity()).as("shown of ours").isEqualTo(3);
    }
  }

  @Test
  void secondWarehouse_zeroed_isWrittenAsEmpty() {
    try (Bench bench = new Bench(Map.of("other-warehouses", "zero"))) {
      String mug = bench.tiktok.listInTwo("MUG", 5, 6);
      assertThat(bench.connector().shown(List.of(ListingId.of(mug))).get(0).quantity()).as("shown of all").isEqualTo(11);
      bench.publish(bench.write(mug, 3));
      assertThat(bench.tiktok.shows(mug)).isEqualTo(3);
    }
  }

  @Test
  void skuThatOurWarehouseDoesNotStock_isRefused() {
    try (Bench bench = new Bench(Map.of("other-warehouses", "keep"))) {
      String mug = bench.tiktok.listElsewhere("MUG", 6);
      assertRejected(bench.publish(bench.write(mug, 3)).get(0), FailureKind.INVALID, "does not stock it");
      assertThat(bench.tiktok.calls(Call.WRITE)).isZero();
    }
  }

  @Test
  void skuOfAnotherProduct_isUnknown() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String other = bench.tiktok.list(5, "CUP").get(0);
      String mixed = mug.split("/")[0] + "/" + other.split("/")[1];
      assertRejected(bench.publish(bench.write(mixed, 3)).get(0), FailureKind.UNKNOWN_LISTING, "no SKU");
    }
  }

  @Test
  void listingThatIsNoNumber_isUnknown_withoutACall() {
    try (Bench bench = new Bench()) {
      assertRejected(bench.publish(bench.write("MUG", 3)).get(0), FailureKind.UNKNOWN_LISTING, "1729/1730");
      assertThat(bench.tiktok.calls()).isZero();
    }
  }

  // ---- what the number is

  @Test
  void orderedUnits_areNotAmongThoseForSale() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      bench.tiktok.place(bench.clock.instant(), Kind.UNPAID, TikTokSandbox.WAREHOUSE, new TikTokSandbox.Line(mug, 2));
      bench.publish(bench.write(mug, 4));
      assertThat(bench.tiktok.shows(mug)).as("for sale, with 2 units waiting").isEqualTo(4);
    }
  }

  @Test
  void largestQuantity_isWritten() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      assertThat(bench.publish(bench.write(mug, 99_999)).get(0)).isInstanceOf(PublishResult.Accepted.class);
      assertThat(bench.tiktok.shows(mug)).isEqualTo(99_999);
    }
  }

  @Test
  void quantityAboveTheLargest_isRejected_andNeverCut() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      assertRejected(bench.publish(bench.write(mug, 100_000)).get(0), FailureKind.INVALID, "cap the channel");
      assertThat(bench.tiktok.shows(mug)).isEqualTo(5);
    }
  }

  @Test
  void refusedZero_isRejected_andSaysWhatToDo() {
    try (Bench bench = new Bench()) {
      bench.tiktok.refusesZero();
      String mug = bench.tiktok.list(5, "MUG").get(0);
      assertRejected(bench.publish(bench.write(mug, 0)).get(0), FailureKind.INVALID, "deactivate product");
    }
  }

  @Test
  void receipts_declared_areGiven() {
    try (Bench bench = new Bench(Map.of("receipts", "true"))) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      assertThat(bench.connector().capabilities().proof()).isEqualTo(Capabilities.Proof.RECEIPT);
      assertThat(bench.publish(bench.write(mug, 3)).get(0)).isEqualTo(new PublishResult.Applied(null));
    }
  }

  @Test
  void writes_beyondTheBudget_areThrottled_andNotSent() {
    try (Bench bench = new Bench(Map.of("batch-size", "3", "writes-per-second", "1"))) {
      List<QuantityWrite> batch = new ArrayList<>();
      for (String code : List.of("A", "B", "C")) {
        batch.add(bench.write(bench.tiktok.list(5, code).get(0), 1));
      }
      bench.connector().publish(batch, bench.deadline());
      List<PublishResult> second = bench.connector().publish(batch, bench.deadline());
      assertThat(second).allMatch(PublishResult.Throttled.class::isInstance);
      assertThat(bench.tiktok.calls(Call.WRITE)).isEqualTo(3);
    }
  }

  @Test
  void lostAnswerOfOneProduct_sparesTheOthers() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String cup = bench.tiktok.list(5, "CUP").get(0);
      bench.tiktok.trouble(Call.WRITE, Trouble.LOST_AFTER);
      List<PublishResult> results = bench.publish(bench.write(mug, 3), bench.write(cup, 4));
      assertThat(results.get(0)).isInstanceOf(PublishResult.Unknown.class);
      assertThat(results.get(1)).isInstanceOf(PublishResult.Accepted.class);
      assertThat(bench.tiktok.calls(Call.WRITE)).isEqualTo(2);
    }
  }

  @Test
  void throttledProduct_keepsTheRestBack() {
    try (Bench bench = new Bench()) {
      String mug = bench.tiktok.list(5, "MUG").get(0);
      String cup = bench.tiktok.list(5, "CUP").get(0);
      bench.tiktok.throttle(Call.WRITE, Duration.ofSeconds(30));
      List<PublishResult> results = bench.publish(bench.write(mug, 3), bench.write(cup, 4));
      assertThat(results).allMatch(result -> result.equals(new PublishResult.Throttled(Bench.START.plusSeconds(30))));
      assertThat(bench.tiktok.calls(Call.WRITE)).isEqualTo(1);
    }
  }

  // ---- failures inside a success

  @Test
  void frozenSku_isRejected_andItsSisterIsTaken() {
    try (Bench bench = new Bench()) {
      List<String> mugs = bench.tiktok.list(5, "RED", "BLUE");
      bench.tiktok.freeze(mugs.get(0));
      List<PublishResult> results = bench.publish(bench.write(mugs.get(0), 3), bench.write(mugs.get(1), 2));
      assertRejected(results.get(0), FailureKind.INVALID, "12052003");
      assertThat(results.get(1)).isInstanceOf(PublishResult.Accepted.class);
      assertThat(bench.tiktok.calls(Call.WRITE)).isEqualTo(1);
    }
  }

  @Test
  void errorThatNamesNoSku_leavesAllUnknown() {
    assertThat(update("{\"errors\":[{\"code\":12052990,\"message\":\"some failed\"}]}"))
        .allMatch(PublishResult.Unknown.class::isInstance);
  }

  @Test
  void errorOfAnotherWarehouse_isUnknown() {
    List<PublishResult> results = update("{\"errors\":[{\"code\":12052990,\"detail\":{\"sku_id\":\"" + MUG
        + "\",\"extra_errors\":[{\"code\":12052097,\"warehouse_id\":\"7068517275539719943\"}]}}]}");
    assertThat(results.get(0)).isInstanceOf(PublishResult.Unknown.class);
    assertThat(results.get(1)).isInstanceOf(PublishResult.Accepted.class);
  }

  @Test
  void internalErrorOfASku_isUnknown() {
    assertThat(update("{\"errors\":[{\"code\":36009003,\"detail\":{\"sku_id\":\"" + MUG + "\"}}]}").get(0))
        .isInstanceOf(PublishResult.Unknown.class);
  }

  @Test
  void errorsThatAreNoList_leaveAllUnknown() {
    assertThat(update("{\"errors\":{\"code\":1}}")).allMatch(PublishResult.Unknown.class::isInstance);
  }

  @Test
  void emptyData_isSuccess() {
    assertThat(update("{}")).allMatch(PublishResult.Accepted.class::isInstance);
    assertThat(update("null")).allMatch(PublishResult.Accepted.class::isInstance);
    assertThat(update("{\"errors\":[]}")).allMatch(PublishResult.Accepted.class::isInstance);
  }

  @Test
  void batchErrorOfTheWholeCall_isUnknown() {
    assertThat(publish(ScriptedContext.answer(200, "{\"code\":12052990,\"message\":\"batch update inventory error\"}")))
        .allMatch(PublishResult.Unknown.class::isInstance);
  }

  @Test
  void refusalOfTheWholeCall_isRejected() {
    assertThat(publish(ScriptedContext.answer(200, "{\"code\":12052050,\"message\":\"too many\"}")))
        .allMatch(PublishResult.Rejected.class::isInstance);
  }

  @Test
  void codeThatNobodyKnows_isUnknown() {
    assertThat(publish(ScriptedContext.answer(200, "{\"code\":98001004,\"message\":\"hm\"}")))
        .allMatch(PublishResult.Unknown.class::isInstance);
  }

  private static List<PublishResult> update(String data) {
    return publish(ScriptedContext.answer(200, "{\"code\":0,\"message\":\"Success\",\"data\":" + data + "}"));
  }

  private static List<PublishResult> publish(HttpOutcome answer) {
    String warehouses = "\"total_available_quantity\":1,\"warehouse_inventory\":[{\"warehouse_id\":\"" + TikTokSandbox.WAREHOUSE
        + "\",\"available_quantity\":1,\"committed_quantity\":0}]";
    String shelves = "{\"code\":0,\"data\":{\"inventory\":[{\"product_id\":\"" + PRODUCT + "\",\"skus\":[{\"id\":\"" + MUG + "\","
        + warehouses + "},{\"id\":\"" + CUP + "\"," + warehouses + "}]}]}}";
    return ScriptedContext.of(Map.of(), call ->
        call.uri().getPath().endsWith("/update") ? answer : ScriptedContext.answer(200, shelves)).connector().publish(
            List.of(new QuantityWrite(ListingId.of(PRODUCT + "/" + MUG), 3, "a"),
                new QuantityWrite(ListingId.of(PRODUCT + "/" + CUP), 4, "b")),
            ScriptedContext.NOW.plusSeconds(60));
  }

  // ---- on the wire

  @Test
  void call_isSignedOverWhatIsSent() {
    List<Exchange> sent = new ArrayList<>();
    try (Bench bench = new Bench()) {
      bench.tiktok.recorder(sent::add);
      String mug = bench.tiktok.list(5, "MUG").get(0);
      bench.publish(bench.write(mug, 3));
      assertThat(bench.tiktok.refusals()).isEmpty();
    }
    Exchange write = sent.stream().filter(call -> call.path().endsWith("/update")).findFirst().orElseThrow();
    JsonNode body = Json.parse(write.body());
    assertThat(body).isNotNull();
    assertThat(write.query()).contains("shop_cipher=ROW_cipherOfTheSandbox%2F%2B%3D", "sign=", "timestamp=1772366400")
        .doesNotContain("access_token");
    assertThat(body.path("skus").path(0).path("inventory").path(0).path("quantity").asLong()).isEqualTo(3);
  }

  @Test
  void cipher_isLookedUpOnce_andNotWhereItIsGiven() {
    try (Bench bench = new Bench()) {
      bench.connector().listings(null);
      bench.connector().listings(null);
      assertThat(bench.tiktok.calls(Call.OTHER)).as("calls for the authorised shops").isEqualTo(1);
    }
    try (Bench bench = new Bench(Map.of("shop-cipher", "ROW_cipherOfTheSandbox/+="))) {
      bench.connector().listings(null);
      assertThat(bench.tiktok.calls(Call.OTHER)).isZero();
    }
  }

  private static void assertRejected(PublishResult result, FailureKind kind, String words) {
    assertThat(result).isInstanceOfSatisfying(PublishResult.Rejected.class, rejected -> {
      assertThat(rejected.kind()).isEqualTo(kind);
      assertThat(rejected.message()).contains(words);
    });
  }
}
