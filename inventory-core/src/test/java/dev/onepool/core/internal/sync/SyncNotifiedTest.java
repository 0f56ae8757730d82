package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.ListingId;
import dev.onepool.NotificationAnswer;
import dev.onepool.OrderId;
import dev.onepool.Sku;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.NotificationResult.Changed;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PushSource.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What channels send of their own accord. */
@Timeout(60)
class SyncNotifiedTest extends SyncHarness {

  private static final ConnectorException DOWN = new ConnectorException(FailureKind.UNAVAILABLE, "out of order");

  @Test
  void notification_withAnOrder_isInTheLedgerAtOnce() {
    stocked("A", 10);
    live(SHOP);
    says(changed("n1", order("o1", "s-A", 3, clock.instant())));
    assertThat(send()).isEqualTo(new NotificationAnswer(200, false, "taken in"));
    assertThat(reserved()).isEqualTo(3);
  }

  @Test
  void notification_beforeTheFirstRound_isInTheLedger() {
    stocked("A", 10);
    inventory.channels().importListings(SHOP);
    says(changed("n1", order("o1", "s-A", 3, clock.instant())));
    assertThat(send().status()).isEqualTo(200);
    assertThat(reserved()).isEqualTo(3);
  }

  @Test
  void notification_withAnOrderThatIsPolledToo_countsOnce() {
    stocked("A", 10);
    live(SHOP);
    OrderSnapshot sold = order("o1", "s-A", 3, clock.instant());
    says(changed("n1", sold));
    send();
    shop.ordered(sold);
    inventory.sync();
    assertThat(reserved()).isEqualTo(3);
  }

  @Test
  void notification_replayed_isNotAppliedAgain() {
    stocked("A", 10);
    live(SHOP);
    says(changed("n1", order("o1", "s-A", 3, clock.instant())));
    send();
    says(changed("n1", order("o2", "s-A", 3, clock.instant())));
    assertThat(send().reason()).contains("before");
    assertThat(reserved()).isEqualTo(3);
  }

  @Test
  void notification_replayedAfterADay_isAppliedAndChangesNothing() {
    stocked("A", 10);
    live(SHOP);
    Changed same = changed("n1", order("o1", "s-A", 3, clock.instant()));
    says(same);
    send();
    pass(Duration.ofHours(24));
    says(same);
    assertThat(send().reason()).isEqualTo("taken in");
    assertThat(reserved()).isEqualTo(3);
  }

  @Test
  void notification_withoutAName_isAlwaysApplied() {
    stocked("A", 10);
    live(SHOP);
    says(changed(null, order("o1", "s-A", 3, clock.instant())));
    send();
    says(changed(null, order("o2", "s-A", 3, clock.instant())));
    send();
    assertThat(reserved()).isEqualTo(6);
  }

  @Test
  void notification_olderThanWhatIsKnown_changesNothing() {
    stocked("A", 10);
    live(SHOP);
    var placed = clock.instant();
    says(changed("n2", cancelled("o1", "s-A", 3, placed, placed.plusSeconds(60))));
    send();
    says(changed("n1", order("o1", "s-A", 3, placed)));
    send();
    assertThat(reserved()).isZero();
  }

  @Test
  void notification_forged_isRefusedAndChangesNothing() {
    stocked("A", 10);
    live(SHOP);
    says(new NotificationResult.Forged("the signature is wrong"));
    assertThat(send()).isEqualTo(new NotificationAnswer(401, false, "the signature is wrong"));
  }

  @Test
  void notification_whereTheConnectorTakesNone_isRefused() {
    assertThat(inventory.notification(MARKET, Map.of(), new byte[0]).status()).isEqualTo(401);
  }

  @Test
  void notification_thatAsksForNothing_isTakenIn() {
    says(new NotificationResult.Ignored("a test"));
    assertThat(send()).isEqualTo(new NotificationAnswer(200, false, "a test"));
  }

  @Test
  void notification_unreadable_isTakenInAndARoundIsDue() {
    says(new NotificationResult.Unreadable("no JSON"));
    assertThat(send()).isEqualTo(new NotificationAnswer(200, true, "no JSON"));
  }

  @Test
  void notification_connectorThrows_shouldComeAgain() {
    shop.notices.add(any -> {
      throw new IllegalStateException("s3cr3t");
    });
    NotificationAnswer answer = send();
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.due()).isTrue();
    assertThat(answer.reason()).doesNotContain("s3cr3t");
  }

  @Test
  void notification_thatNamesAnOrder_readsIt() {
    stocked("A", 10);
    live(SHOP);
    shop.byId.put(OrderId.of("o1"), order("o1", "s-A", 3, clock.instant()));
    says(new Changed("n1", List.of(), Set.of(OrderId.of("o1")), Set.of(), false));
    assertThat(send().due()).isFalse();
    assertThat(reserved()).isEqualTo(3);
  }

  @Test
  void notification_thatNamesAnOrderWhichCannotBeRead_isDue() {
    says(new Changed("n1", List.of(), Set.of(OrderId.of("o1")), Set.of(), false));
    assertThat(send()).extracting(NotificationAnswer::status, NotificationAnswer::due).containsExactly(200, true);
  }

  @Test
  void notification_readingTheNamedOrderFails_isDue() {
    shop.failsById = DOWN;
    says(new Changed("n1", List.of(), Set.of(OrderId.of("o1")), Set.of(), false));
    assertThat(send()).extracting(NotificationAnswer::status, NotificationAnswer::due).containsExactly(200, true);
  }

  @Test
  void notification_thatSomethingChanged_isDue() {
    says(new Changed("n1", List.of(), Set.of(), Set.of(), true));
    assertThat(send()).extracting(NotificationAnswer::status, NotificationAnswer::due).containsExactly(200, true);
  }

  @Test
  void notification_thatAListingChanged_isLookedAtInTheNextRound() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    pass(Duration.ofSeconds(10));
    shop.shows.put(ListingId.of("s-A"), 500L);
    says(new Changed("n1", List.of(), Set.of(), Set.of(ListingId.of("s-A")), false));
    assertThat(send().due()).isTrue();
    pass(Duration.ofSeconds(10));
    inventory.sync();
    assertThat(incidentKinds()).contains("foreign-change");
    assertThat(shop.shows).containsEntry(ListingId.of("s-A"), 0L);
  }

  @Test
  void notification_thatCannotBeVerifiedForNow_isToBeSentAgain() {
    shop.notices.add(any -> {
      throw DOWN;
    });
    NotificationAnswer answer = send();
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.due()).isTrue();
    assertThat(answer.reason()).contains("for now", "out of order").doesNotContain("broke");
  }

  @Test
  void challenge_ofAChannelThatDoesNotAsk_hasNoAnswer() {
    assertThat(inventory.challenge(SHOP, "code")).isNull();
  }

  @Test
  void challenge_ofAChannelThatAsks_isAnsweredByItsConnector() {
    shop.challenge = code -> "{\"answer\":\"" + code + "\"}";
    assertThat(inventory.challenge(SHOP, "code")).isEqualTo("{\"answer\":\"code\"}");
  }

  @Test
  void challenge_ofAnUnknownChannel_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> inventory.challenge(ChannelId.of("nobody"), "code"));
  }

  @Test
  void notification_ofAnUnknownChannel_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inventory.notification(ChannelId.of("elsewhere"), Map.of(), new byte[0]))
        .withMessageContaining("elsewhere");
  }

  @Test
  void notification_getsExactlyWhatCame() {
    List<Notification> got = new ArrayList<>();
    shop.notices.add(notification -> {
      got.add(notification);
      return new NotificationResult.Ignored("");
    });
    byte[] body = "{ \"a\" : 1 }".getBytes(StandardCharsets.UTF_8);
    inventory.notification(SHOP, Map.of("X-Signature", List.of("abc")), body);
    assertThat(got.get(0).header("x-signature")).isEqualTo("abc");
    assertThat(got.get(0).body()).isEqualTo(body);
    assertThat(got.get(0).receivedAt()).isEqualTo(clock.instant());
  }

  @Test
  void notification_whileARoundRuns_doesNotWaitForIt() throws Exception {
    stocked("A", 10);
    live(SHOP);
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    market.pages.add(() -> {
      reading.countDown();
      await(over);
      return market.page(List.of(), false);
    });
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<?> round = pool.submit(() -> inventory.sync());
      reading.await();
      says(changed("n1", order("o1", "s-A", 3, clock.instant())));
      send();
      assertThat(reserved()).isEqualTo(3);
      over.countDown();
      round.get();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void notification_ofManyThreads_losesNone() throws Exception {
    stocked("A", 100);
    live(SHOP);
    for (int i = 0; i < 40; i++) {
      says(changed("n" + i, order("o" + i, "s-A", 1, clock.instant())));
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<NotificationAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(pool.submit(this::send));
      }
      for (int i = 0; i < 5; i++) {
        inventory.sync();
      }
      for (Future<NotificationAnswer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(reserved()).isEqualTo(40);
  }

  @Test
  void queue_withAnOrder_isEmptiedByTheRoundAndConfirmed() {
    stocked("A", 10);
    live(SHOP);
    queued("m1", changed("n1", order("o1", "s-A", 3, clock.instant())));
    inventory.sync();
    assertThat(reserved()).isEqualTo(3);
    assertThat(shop.queue.confirmed).containsExactly("m1");
  }

  @Test
  void queue_thatSaysSomethingChanged_isConfirmedWhenTheOrdersAreRead() {
    queued("m1", new Changed("n1", List.of(), Set.of(), Set.of(), true));
    shop.pages.add(() -> {
      throw DOWN;
    });
    inventory.sync();
    assertThat(shop.queue.confirmed).isEmpty();
    inventory.sync();
    assertThat(shop.queue.confirmed).containsExactly("m1");
  }

  @Test
  void queue_connectorThrows_isNotConfirmed() {
    shop.notices.add(any -> {
      throw new IllegalStateException("broken");
    });
    shop.queued("m1");
    inventory.sync();
    assertThat(shop.queue.confirmed).isEmpty();
  }

  @Test
  void queue_forgedMessage_doesNotComeForEver() {
    queued("m1", new NotificationResult.Forged("not signed"));
    inventory.sync();
    assertThat(shop.queue.confirmed).containsExactly("m1");
  }

  @Test
  void queue_thatNeverEnds_isLeftForTheNextRound() {
    for (int i = 0; i < 1_500; i++) {
      queued("m" + i, new NotificationResult.Ignored("noise"));
    }
    inventory.sync();
    assertThat(shop.queue.confirmed).hasSize(1_000);
    inventory.sync();
    assertThat(shop.queue.confirmed).hasSize(1_500);
  }

  @Test
  void queue_outOfOrder_isReportedAndOrdersArePolled() {
    stocked("A", 10);
    live(SHOP);
    shop.queued("m1");
    shop.queue.fails = DOWN;
    shop.ordered(order("o1", "s-A", 3, clock.instant()));
    assertThat(inventory.sync().failures()).singleElement().asString().contains("queue", "out of order");
    assertThat(reserved()).isEqualTo(3);
  }

  @Test
  void receive_withMessages_takesThemIn() {
    stocked("A", 10);
    live(SHOP);
    queued("m1", changed("n1", order("o1", "s-A", 3, clock.instant())));
    assertThat(inventory.receive(Duration.ofSeconds(5))).isEqualTo(1);
    assertThat(reserved()).isEqualTo(3);
    assertThat(shop.queue.confirmed).containsExactly("m1");
    assertThat(shop.queue.waits).containsOnly(Duration.ZERO);
  }

  @Test
  void receive_withoutMessages_waitsAtTheQueue() {
    queued("m1", new NotificationResult.Ignored("noise"));
    inventory.receive(Duration.ZERO);
    shop.queue.waits.clear();
    assertThat(inventory.receive(Duration.ofSeconds(5))).isZero();
    assertThat(shop.queue.waits).containsExactly(Duration.ZERO, Duration.ofSeconds(5));
  }

  @Test
  void receive_whereThereIsNoQueue_returnsAtOnce() {
    assertThat(inventory.receive(Duration.ofMinutes(1))).isZero();
  }

  @Test
  void receive_negativeWait_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> inventory.receive(Duration.ofSeconds(-1)));
  }

  @Test
  void receive_thatSomethingChanged_isConfirmedByTheNextRound() {
    queued("m1", new Changed("n1", List.of(), Set.of(), Set.of(), true));
    inventory.receive(Duration.ZERO);
    assertThat(shop.queue.confirmed).isEmpty();
    inventory.sync();
    assertThat(shop.queue.confirmed).containsExactly("m1");
  }

  @Test
  void maintain_isCalledAtTheFirstRoundAndOnceAnHour() {
    inventory.sync();
    inventory.sync();
    assertThat(shop.maintained).isEqualTo(1);
    pass(Duration.ofMinutes(59));
    inventory.sync();
    assertThat(shop.maintained).isEqualTo(1);
    pass(Duration.ofMinutes(1));
    inventory.sync();
    assertThat(shop.maintained).isEqualTo(2);
  }

  @Test
  void maintain_failing_isReportedAndTheRoundGoesOn() {
    stocked("A", 10);
    inventory.channels().importListings(SHOP);
    shop.failsMaintain = DOWN;
    shop.ordered(order("o1", "s-A", 3, clock.instant()));
    assertThat(inventory.sync().failures()).singleElement().asString().contains("maintained");
    assertThat(reserved()).isEqualTo(3);
  }

  @Test
  void close_closesTheQueue() {
    shop.queued("m1");
    engine.close();
    assertThat(shop.queue.closed).isTrue();
    start();
  }

  @Test
  void modeChange_afterNotifications_isNotHeldUp() {
    stocked("A", 10);
    live(SHOP);
    says(changed("n1", order("o1", "s-A", 3, clock.instant())));
    send();
    assertThat(inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO)).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Changed changed(String id, OrderSnapshot... orders) {
    return new Changed(id, List.of(orders), Set.of(), Set.of(), false);
  }

  private void says(NotificationResult result) {
    shop.notices.add(any -> result);
  }

  private void queued(String receipt, NotificationResult result) {
    says(result);
    shop.queued(receipt);
  }

  private NotificationAnswer send() {
    return inventory.notification(SHOP, Map.of(), new byte[0]);
  }

  private long reserved() {
    return inventory.ledger().position(Sku.of("A")).locations().get(0).reserved().units();
  }
}
