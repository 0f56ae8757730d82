package dev.onepool.connector.walmart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.NotificationResult.Changed;
import dev.onepool.spi.NotificationResult.Forged;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Notifications: both signatures, and what each type asks for. */
class NotificationsTest {

  private static final Instant NOW = ScriptedContext.NOW;
  private static final String SECRET = "the-webhook-secret";

  private static WalmartConnector connector(String secret) {
    return ScriptedContext.of(Map.of("notifications.secret", secret, "notifications.url", WalmartRemote.WEBHOOK, "partner-id", "7"),
        call -> ScriptedContext.answer(200, "{}")).connector();
  }

  private static NotificationResult read(Notification notification) {
    return connector(SECRET).notification(notification);
  }

  private static Notification message(String type, String payload) {
    return Signed.plain("{\"source\":{\"eventType\":\"" + type + "\",\"eventTime\":\"2026-03-01T12:00:00Z\",\"eventId\":\"e1\"},\"payload\":"
        + payload + "}", SECRET, NOW);
  }

  /** RFC 4231, test case 2: a judge of the signature that is not ours. */
  @Test
  void publishedVector_isGenuine_inHexAndInBase64_andItsNeighboursAreForged() {
    byte[] body = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);
    String vector = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(vector));
    for (String good : List.of(vector, vector.toUpperCase(java.util.Locale.ROOT), base64)) {
      assertThat(connector("Jefe").notification(new Notification(Map.of("x-onepool-signature", List.of(good)), body, NOW)))
          .as(good).isInstanceOf(NotificationResult.Unreadable.class);
    }
    for (String bad : List.of("", " ", vector.replace('5', '6'), base64.substring(1), vector.substring(2), base64.toLowerCase(java.util.Locale.ROOT))) {
      assertThat(connector("Jefe").notification(new Notification(Map.of("x-onepool-signature", List.of(bad)), body, NOW)))
          .as(bad).isInstanceOf(Forged.class);
    }
    System.out.println("judges: 2 signature vectors");
  }

  @Test
  void signatureInTime_isGenuine_fiveMinutesAndTheClocksLong() {
    String body = "{\"source\":{\"eventType\":\"REPORT_STATUS\"}}";
    for (long seconds : new long[] {0, 420, -120}) {
      assertThat(read(Signed.inTime(body, SECRET, NOW.minusSeconds(seconds), NOW))).as(seconds + " s old")
          .isInstanceOf(NotificationResult.Ignored.class);
    }
    for (long seconds : new long[] {421, -121}) {
      assertThat(read(Signed.inTime(body, SECRET, NOW.minusSeconds(seconds), NOW))).as(seconds + " s old").isInstanceOf(Forged.class);
    }
  }

  @Test
  void signatureInTime_withAnotherTime_isForged_alsoBesideAGenuinePlainOne() {
    String body = "{\"source\":{\"eventType\":\"REPORT_STATUS\"}}";
    Notification old = Signed.inTime(body, SECRET, NOW.minusSeconds(3_600), NOW);
    Map<String, List<String>> moved = Map.of("wm_sec.signature", old.headers().get("wm_sec.signature"),
        "wm_sec.timestamp", List.of(Long.toString(NOW.getEpochSecond())),
        "x-onepool-signature", Signed.plain(body, SECRET, NOW).headers().get("x-onepool-signature"));
    assertThat(read(new Notification(moved, old.body(), NOW))).isInstanceOf(Forged.class);
  }

  @Test
  void withoutASecret_everythingIsForged() {
    WalmartConnector connector = ScriptedContext.answering(200, "{}").connector();
    assertThat(connector.notification(message("ORDER_UPDATES", "{}"))).isInstanceOf(Forged.class);
    assertThat(connector.capabilities().notifies()).isFalse();
  }

  @Test
  void orderUpdate_namesItsOrder_whereverItStands() {
    for (String payload : List.of("{\"purchaseOrderId\":\"17\"}", "{\"order\":{\"purchaseOrderId\":\"17\"},\"meta\":{}}",
        "{\"meta\":{\"purchaseOrderId\":\"17\"}}", "{\"partnerId\":\"7\",\"order\":{\"purchaseOrderId\":17}}")) {
      assertThat(read(message("ORDER_UPDATES", payload))).as(payload).isInstanceOfSatisfying(Changed.class, changed -> {
        assertThat(changed.orders()).containsExactly(OrderId.of("17"));
        assertThat(changed.id()).isEqualTo("e1");
        assertThat(changed.pollOrders()).isFalse();
      });
    }
  }

  @Test
  void orderUpdate_withoutAnOrder_asksForThePages() {
    assertThat(read(message("PO_CREATED", "{}"))).isInstanceOfSatisfying(Changed.class,
        changed -> assertThat(changed.pollOrders()).isTrue());
  }

  @Test
  void returnAndSoldOut_nameWhatToRead() {
    assertThat(read(message("RETURN_DELIVERED", "{\"returnOrders\":[{\"purchaseOrderId\":\"17\"}]}"))).isInstanceOfSatisfying(Changed.class,
        changed -> assertThat(changed.orders()).containsExactly(OrderId.of("17")));
    assertThat(read(message("INVENTORY_OOS", "{\"sku\":\"MUG\",\"shipNodes\":[{\"shipNode\":\"1\"}]}"))).isInstanceOfSatisfying(
        Changed.class, changed -> assertThat(changed.listings()).containsExactly(ListingId.of("MUG")));
  }

  @Test
  void anotherSellers_isForged_andUnknownTypesAreIgnored() {
    assertThat(read(message("ORDER_UPDATES", "{\"partnerId\":\"8\",\"purchaseOrderId\":\"17\"}"))).isInstanceOf(Forged.class);
    assertThat(read(message("BUY_BOX_CHANGED", "{}"))).isInstanceOf(NotificationResult.Ignored.class);
  }

  @Test
  void flatEnvelope_thatWalmartDoesNotSend_isUnreadable() {
    assertThat(read(Signed.plain("{\"eventType\":\"PO_CREATED\",\"resource\":{}}", SECRET, NOW)))
        .isInstanceOf(NotificationResult.Unreadable.class);
  }
}
