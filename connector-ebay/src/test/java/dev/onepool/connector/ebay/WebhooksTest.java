package dev.onepool.connector.ebay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.OrderId;
import dev.onepool.sandbox.ebay.EbaySandbox;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.NotificationResult.Changed;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Notifications: keys by their ids, what they say, and the destination they come to. */
class WebhooksTest {

  // ---- keys

  @Test
  void key_isAskedForOnce_andAgainAfterAnHour() {
    try (Bench bench = new Bench()) {
      String order = listed(bench);
      long before = bench.ebay.calls(Call.OTHER);
      assertChanged(bench, order);
      assertChanged(bench, order);
      assertThat(bench.ebay.calls(Call.OTHER) - before).isEqualTo(1);
      bench.pass(Duration.ofMinutes(61));
      assertChanged(bench, order);
      assertThat(bench.ebay.calls(Call.OTHER) - before).isEqualTo(2);
    }
  }

  @Test
  void keyThatEbayHasReplaced_isFetchedByItsOwnId() {
    try (Bench bench = new Bench()) {
      String order = listed(bench);
      assertChanged(bench, order);
      bench.ebay.rotateKey();
      assertChanged(bench, order);
    }
  }

  @Test
  void keyThatCannotBeHad_asksForTheNotificationAgain() {
    try (Bench bench = new Bench()) {
      Notification notification = bench.ebay.confirmation(listed(bench), EbaySandbox.SELLER);
      bench.ebay.trouble(Call.OTHER, Trouble.SERVER_ERROR);
      assertThatThrownBy(() -> bench.connector().notification(notification)).isInstanceOfSatisfying(
          ConnectorException.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.UNAVAILABLE));
      assertThat(bench.connector().notification(notification)).isInstanceOf(Changed.class);
    }
  }

  @Test
  void keyThatIsKnown_servesForADayWhileEbayIsOutOfOrder() {
    try (Bench bench = new Bench()) {
      String order = listed(bench);
      assertChanged(bench, order);
      bench.pass(Duration.ofHours(23));
      bench.ebay.trouble(Call.OTHER, Trouble.SERVER_ERROR);
      assertChanged(bench, order);
      bench.pass(Duration.ofHours(2));
      bench.ebay.trouble(Call.OTHER, Trouble.SERVER_ERROR);
      Notification notification = bench.ebay.confirmation(order, EbaySandbox.SELLER);
      assertThatThrownBy(() -> bench.connector().notification(notification)).isInstanceOf(ConnectorException.class);
    }
  }

  @Test
  void keyThatEbayDoesNotKnow_isForged_andNotAskedForAgain() {
    try (Bench bench = new Bench()) {
      Notification genuine = bench.ebay.confirmation(listed(bench), EbaySandbox.SELLER);
      Notification stranger = naming(genuine, "00000000-0000-0000-0000-000000000000");
      long before = bench.ebay.calls(Call.OTHER);
      assertThat(bench.connector().notification(stranger)).isInstanceOf(NotificationResult.Forged.class);
      assertThat(bench.connector().notification(stranger)).isInstanceOf(NotificationResult.Forged.class);
      assertThat(bench.ebay.calls(Call.OTHER) - before).isEqualTo(1);
    }
  }

  @Test
  void floodOfInventedKeys_isNotPassedOnToEbay_andLeavesTheKnownKeyAlone() {
    try (Bench bench = new Bench()) {
      String order = listed(bench);
      assertChanged(bench, order);
      Notification genuine = bench.ebay.confirmation(order, EbaySandbox.SELLER);
      long before = bench.ebay.calls(Call.OTHER);
      for (int i = 0; i < 100; i++) {
        Notification invented = naming(genuine, String.format("00000000-0000-0000-0000-%012x", i));
        try {
          assertThat(bench.connector().notification(invented)).isInstanceOf(NotificationResult.Forged.class);
        } catch (ConnectorException throttled) {
          assertThat(throttled.kind()).isEqualTo(FailureKind.THROTTLED);
        }
      }
      assertThat(bench.ebay.calls(Call.OTHER) - before).isBetween(1L, 20L);
      assertChanged(bench, order);
    }
  }

  @Test
  void headerThatCannotBe_isForgedWithoutACall() {
    try (Bench bench = new Bench()) {
      Notification genuine = bench.ebay.confirmation(listed(bench), EbaySandbox.SELLER);
      String good = header(genuine);
      long before = bench.ebay.calls();
      for (String header : List.of("", "%%%", encoded("no JSON"), encoded("[]"), encoded("{}"),
          encoded(good.replace("ecdsa", "none")), encoded(good.replace("SHA1", "MD5")),
          encoded(good.replaceFirst("\"kid\":\"[^\"]+\"", "\"kid\":\"../../../../etc/passwd/aaaaaaaaaaaaa\"")),
          encoded(good.replaceFirst("\"signature\":\"[^\"]+\"", "\"signature\":\"%\"")))) {
        Notification forged = new Notification(Map.of("x-ebay-signature", List.of(header)), genuine.body(), genuine.receivedAt());
        assertThat(bench.connector().notification(forged)).as(header).isInstanceOf(NotificationResult.Forged.class);
      }
      assertThat(bench.ebay.calls()).isEqualTo(before);
    }
  }

  @Test
  void keyOfAnotherKind_isNotUsed() {
    try (Bench bench = new Bench()) {
      Notification genuine = bench.ebay.confirmation(listed(bench), EbaySandbox.SELLER);
      for (String key : List.of("{\"key\":\"AAAA\",\"algorithm\":\"ECDSA\",\"digest\":\"SHA1\"}",
          "{\"key\":\"%\",\"algorithm\":\"ECDSA\",\"digest\":\"SHA1\"}", "{\"key\":\"\",\"algorithm\":\"RSA\",\"digest\":\"SHA1\"}",
          "{\"key\":\"\",\"algorithm\":\"ECDSA\",\"digest\":\"MD2\"}", "{}", "<html>")) {
        ScriptedContext context = ScriptedContext.of(Map.of("notifications.endpoint", "https://x.example"),
            call -> ScriptedContext.answer(200, key));
        assertThatThrownBy(() -> context.connector().notification(genuine)).as(key).isInstanceOf(ConnectorException.class);
      }
    }
  }

  @Test
  void bodyWrittenWithSpacesOnTheWay_isVerifiedAsEbayWroteIt() {
    try (Bench bench = new Bench()) {
      Notification genuine = bench.ebay.confirmation(listed(bench), EbaySandbox.SELLER);
      String spaced = new String(genuine.body(), StandardCharsets.UTF_8).replace(",", " ,\n ");
      assertThat(bench.connector().notification(new Notification(
          genuine.headers(), spaced.getBytes(StandardCharsets.UTF_8), genuine.receivedAt()))).isInstanceOf(Changed.class);
    }
  }

  private static Notification naming(Notification genuine, String key) {
    String header = header(genuine).replaceFirst("\"kid\":\"[^\"]+\"", "\"kid\":\"" + key + "\"");
    return new Notification(Map.of("x-ebay-signature", List.of(encoded(header))), genuine.body(), genuine.receivedAt());
  }

  private static String header(Notification notification) {
    return new String(Base64.getDecoder().decode(notification.header("x-ebay-signature")), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String listed(Bench bench) {
    bench.ebay.list("MUG", 9);
    return bench.order("MUG", 2);
  }

  private static void assertChanged(Bench bench, String order) {
    assertThat(bench.connector().notification(bench.ebay.confirmation(order, EbaySandbox.SELLER)))
        .isInstanceOfSatisfying(Changed.class, changed -> assertThat(changed.orders()).containsExactly(OrderId.of(order)));
  }

  // ---- what they say

  @Test
  void cancellationsAndReturns_nameTheirOrder() {
    try (Bench bench = new Bench(Map.of("seller-user-id", EbaySandbox.SELLER))) {
      String order = listed(bench);
      for (Notification notification : List.of(bench.ebay.cancellation(order), bench.ebay.returned(order))) {
        assertThat(bench.connector().notification(notification)).isInstanceOfSatisfying(Changed.class, changed -> {
          assertThat(changed.orders()).isEqualTo(Set.of(OrderId.of(order)));
          assertThat(changed.snapshots()).isEmpty();
          assertThat(changed.pollOrders()).isFalse();
        });
      }
    }
  }

  @Test
  void sellerThatIsNotSet_isNobodysSecret_andAHintIsAHint() {
    try (Bench bench = new Bench()) {
      String order = listed(bench);
      assertThat(bench.connector().notification(bench.ebay.confirmation(order, "another"))).isInstanceOf(Changed.class);
    }
    try (Bench bench = new Bench(Map.of("seller-user-id", EbaySandbox.SELLER))) {
      String order = listed(bench);
      assertThat(bench.connector().notification(bench.ebay.confirmation(order, "another"))).isInstanceOf(NotificationResult.Forged.class);
    }
  }

  @Test
  void deletionOfABuyersAccount_asksForNothingOfOurs() {
    try (Bench bench = new Bench()) {
      ObjectNode data = JsonNodeFactory.instance.objectNode().put("username", "x").put("userId", "y").put("eiasToken", "z");
      assertThat(bench.connector().notification(bench.ebay.signed("MARKETPLACE_ACCOUNT_DELETION", data)))
          .isInstanceOfSatisfying(NotificationResult.Ignored.class, ignored -> assertThat(ignored.why()).doesNotContain("\"x\""));
    }
  }

  @Test
  void genuineNonsense_isUnreadable() {
    try (Bench bench = new Bench()) {
      for (String text : List.of("", "{", "[]", "7", "{}", "{\"metadata\":{\"topic\":\"ORDER_CONFIRMATION\"},\"notification\":{\"data\":"
          + "{\"order\":{\"orderId\":\" \"}}}}")) {
        assertThat(bench.connector().notification(bench.ebay.signed(text))).as(text)
            .isInstanceOf(NotificationResult.Unreadable.class);
      }
    }
  }

  @Test
  void withoutAnAddress_noneIsTaken() {
    try (Bench bench = new Bench(Map.of("notifications.endpoint", "", "notifications.verification-token", "",
        "notifications.destination-id", ""))) {
      Notification genuine = bench.ebay.confirmation(listed(bench), EbaySandbox.SELLER);
      assertThat(bench.connector().notification(genuine)).isInstanceOf(NotificationResult.Forged.class);
      assertThat(bench.connector().capabilities().notifies()).isFalse();
      assertThat(bench.connector().challenge("code")).isNull();
      assertThat(bench.connector().maintain()).isEmpty();
    }
  }

  @Test
  void challenge_isAnsweredByTheAddressAndItsToken() {
    try (Bench bench = new Bench()) {
      String expected = Notifications.challengeResponse("a-code", EbaySandbox.verificationToken(), EbaySandbox.ADDRESS);
      assertThat(bench.connector().challenge("a-code")).isEqualTo("{\"challengeResponse\":\"" + expected + "\"}")
          .doesNotContain(EbaySandbox.verificationToken());
      assertThat(bench.connector().challenge("another")).doesNotContain(expected);
    }
  }

  // ---- the destination

  @Test
  void destinationThatIsMarkedDown_isEnabledAgain_andSaid() {
    try (Bench bench = new Bench()) {
      bench.connector().maintain();
      bench.ebay.markDown();
      assertThat(bench.connector().maintain()).singleElement().asString().contains("MARKED_DOWN", "enabled again");
      assertThat(bench.ebay.destinationStatus()).isEqualTo("ENABLED");
    }
  }

  @Test
  void subscriptionThatIsDisabled_isEnabled_andMissingOnesAreMade() {
    try (Bench bench = new Bench()) {
      assertThat(bench.connector().maintain()).hasSize(3);
      bench.ebay.disable("ORDER_CONFIRMATION");
      assertThat(bench.connector().maintain()).singleElement().asString().contains("ORDER_CONFIRMATION");
      assertThat(bench.ebay.subscribed()).hasSize(3);
      assertThat(bench.ebay.refusals()).isEmpty();
    }
  }

  @Test
  void topicThatEbayDoesNotOffer_isNamed_andTheOthersAreSubscribed() {
    try (Bench bench = new Bench()) {
      bench.ebay.withdraw("ORDER_CONFIRMATION");
      ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> bench.connector().maintain());
      assertThat(refused.kind()).isEqualTo(FailureKind.UNSUPPORTED);
      assertThat(refused.getMessage()).contains("ORDER_CONFIRMATION", "notifications.topics").doesNotContain("ORDER_RETURN_ACTIVITY");
      assertThat(bench.ebay.subscribed()).containsExactlyInAnyOrder("ORDER_CANCELLATION_ACTIVITY", "ORDER_RETURN_ACTIVITY");
    }
  }

  @Test
  void subscriptionThatSomebodyElseMadeMeanwhile_isAsGood() {
    ScriptedContext context = ScriptedContext.of(Map.of("notifications.endpoint", "https://x.example",
        "notifications.verification-token", "the-verification-token-of-somebody-1", "notifications.destination-id", "d",
        "notifications.topics", "ORDER_CONFIRMATION"), call -> {
          String path = call.uri().getPath();
          if (call.method().equals("POST")) {
            return new HttpOutcome.Answer(409, Map.of(),
                "{\"errors\":[{\"errorId\":195012,\"message\":\"exists\"}]}".getBytes(StandardCharsets.UTF_8));
          }
          return ScriptedContext.answer(200, path.contains("/destination/") ? "{\"status\":\"ENABLED\"}" : "{}");
        });
    assertThat(context.connector().maintain()).hasSize(1);
  }
}
