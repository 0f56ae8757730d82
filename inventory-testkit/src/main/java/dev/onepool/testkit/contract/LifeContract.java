package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Closing, threads, deadlines, tokens and capabilities. */
public abstract class LifeContract extends ConnectorContract {

  /** For the author's test class. */
  protected LifeContract() {}

  @Rule(id = "close-twice", says = "Closing twice does nothing.")
  void closeTwice() {
    ChannelConnector connector = bench.connector();
    connector.close();
    assertThatCode(connector::close).doesNotThrowAnyException();
  }

  @Rule(id = "closed-refuses", says = "A closed connector throws IllegalStateException, and makes no call.")
  void closedRefuses() {
    ListingId listing = bench.list("MUG", 5);
    OrderId order = bench.remote.place(new Sale(listing, 1));
    QuantityWrite write = bench.write(listing, 3);
    ChannelConnector connector = bench.connector();
    connector.close();
    long before = bench.remote.calls();
    Map<String, ThrowingCallable> calls = Map.of(
        "capabilities", connector::capabilities,
        "publish", () -> connector.publish(List.of(write), bench.deadline()),
        "shown", () -> connector.shown(List.of(listing)),
        "orders", () -> connector.orders(null),
        "listings", () -> connector.listings(null));
    calls.forEach((name, call) ->
        assertThatThrownBy(call).as(name + " of a closed connector").isInstanceOf(IllegalStateException.class));
    assertThat(bench.remote.calls()).as("calls after close, order " + order).isEqualTo(before);
  }

  @Rule(id = "two-threads", says = "Calls from two threads get each its own answer.")
  void twoThreads() throws Exception {
    ListingId one = bench.list("ONE", 1);
    ListingId two = bench.list("TWO", 2);
    try (Hands hands = new Hands()) {
      for (int round = 0; round < 10; round++) {
        // Channels allow a few calls a second, and the bench's clock stands still.
        bench.tick();
        List<Callable<List<ShownQuantity>>> calls = List.of(() -> shown(one), () -> shown(two));
        List<Long> answers = hands.together(calls).stream().map(list -> list.get(0).quantity()).toList();
        assertThat(answers).as("what two threads read").containsExactly(1L, 2L);
      }
    }
  }

  private List<ShownQuantity> shown(ListingId listing) {
    return bench.connector().shown(List.of(listing));
  }

  @Rule(id = "deadline-passed", says = "A write whose deadline has passed does not reach the channel.")
  void deadlinePassed() {
    ListingId listing = bench.list("MUG", 5);
    bench.shown(listing);
    PublishResult result = Tries.publish(bench, bench.write(listing, 3), bench.clock.instant().minusSeconds(1));
    bench.settleWrites();
    assertThat(bench.remote.effects(listing)).as("writes applied; the connector said " + result).isZero();
    assertThat(result).as("said of it").isNotInstanceOf(PublishResult.Applied.class)
        .isNotInstanceOf(PublishResult.Accepted.class);
  }

  @Rule(id = "deadline-kept",
      says = "A call that gets no answer ends at its deadline, and says that the write is unknown.")
  void deadlineKept() throws Exception {
    bench.need(Feature.SILENCE);
    ListingId listing = bench.list("MUG", 5);
    bench.shown(listing);
    bench.remote.trouble(Call.WRITE, Trouble.SILENCE);
    try (Hands hands = new Hands()) {
      PublishResult result = hands.soon("publish with a deadline in 300 ms", hands.start(
          () -> Tries.publish(bench, bench.write(listing, 3), bench.clock.instant().plus(Duration.ofMillis(300)))));
      assertThat(result).isInstanceOf(PublishResult.Unknown.class);
    }
  }

  @Rule(id = "interrupt-kept",
      says = "A call ends soon after its thread is interrupted, and the thread stays interrupted.")
  void interruptKept() throws Exception {
    bench.need(Feature.SILENCE);
    ListingId listing = bench.list("MUG", 5);
    bench.shown(listing);
    bench.remote.trouble(Call.WRITE, Trouble.SILENCE);
    long before = bench.remote.calls(Call.WRITE);
    Instant deadline = bench.clock.instant().plus(Duration.ofHours(1));
    QuantityWrite write = bench.write(listing, 3);
    try (Hands hands = new Hands()) {
      Hands.Job<Boolean> call = hands.start(() -> {
        endsAsInterrupted(List.of(write), deadline);
        return Thread.currentThread().isInterrupted();
      });
      hands.until("the write has come", () -> bench.remote.calls(Call.WRITE) > before || call.isDone());
      call.interrupt();
      assertThat(hands.soon("publish of an interrupted thread", call)).as("the thread is still interrupted").isTrue();
    }
  }

  private void endsAsInterrupted(List<QuantityWrite> batch, Instant deadline) {
    try {
      List<PublishResult> results = bench.connector().publish(batch, deadline);
      assertThat(results).as("results of an interrupted call").allMatch(PublishResult.Unknown.class::isInstance);
    } catch (CancellationException expected) {
      // The other way to end.
    }
  }

  @Rule(id = "token-refreshed-once", says = "When a token expires, several threads ask for one new token, and go on.")
  void tokenRefreshedOnce() throws Exception {
    bench.need(Feature.TOKENS);
    ListingId listing = bench.list("MUG", 5);
    shown(listing);
    bench.remote.expireTokens();
    bench.tick();
    long before = bench.remote.calls(Call.TOKEN);
    try (Hands hands = new Hands()) {
      Callable<List<ShownQuantity>> reading = () -> Tries.again(FailureKind.UNAUTHORIZED, () -> shown(listing));
      List<List<ShownQuantity>> answers = hands.together(List.of(reading, reading));
      assertThat(answers).as("answers with the new token").allMatch(list -> list.size() == 1);
    }
    assertThat(bench.remote.calls(Call.TOKEN) - before).as("calls for a new token").isEqualTo(1);
  }

  @Rule(id = "token-shared", says = "A second process of the account takes the first one's token.")
  void tokenShared() {
    bench.need(Feature.TOKENS);
    ListingId listing = bench.list("MUG", 5);
    shown(listing);
    long before = bench.remote.calls(Call.TOKEN);
    assertThat(bench.another().shown(List.of(listing))).hasSize(1);
    assertThat(bench.remote.calls(Call.TOKEN) - before).as("calls for a new token").isZero();
  }

  @Rule(id = "token-refreshed-across",
      says = "When a token expires, two processes of the account ask for one new token.")
  void tokenRefreshedAcross() throws Exception {
    bench.need(Feature.TOKENS);
    ListingId listing = bench.list("MUG", 5);
    ChannelConnector second = bench.another();
    ChannelConnector first = bench.another();
    for (ChannelConnector connector : List.of(first, second)) {
      connector.shown(List.of(listing));
    }
    bench.remote.expireTokens();
    bench.tick();
    long before = bench.remote.calls(Call.TOKEN);
    for (ChannelConnector connector : List.of(first, second)) {
      assertThat(Tries.again(FailureKind.UNAUTHORIZED, () -> connector.shown(List.of(listing)))).hasSize(1);
    }
    assertThat(bench.remote.calls(Call.TOKEN) - before).as("calls for a new token").isEqualTo(1);
  }

  @Rule(id = "token-expired-write",
      says = "A write that an expired token kept out is not said to be applied, and works when sent anew.")
  void tokenExpiredWrite() {
    bench.need(Feature.TOKENS);
    ListingId listing = bench.list("MUG", 5);
    shown(listing);
    bench.remote.expireTokens();
    PublishResult first = Tries.publish(bench, bench.write(listing, 3), bench.deadline());
    bench.settleWrites();
    assertThat(Tries.taken(first)).as("said to be taken: " + first).isEqualTo(bench.remote.effects(listing) == 1);
    PublishResult second = Tries.publish(bench, bench.write(listing, 2), bench.deadline());
    bench.settleWrites();
    assertThat(bench.remote.shows(listing)).as("shown after " + second).isEqualTo(2);
  }

  @Rule(id = "revoked-unauthorized",
      says = "Revoked credentials end in UNAUTHORIZED, in words, without trying on and on.")
  void revokedUnauthorized() {
    ListingId listing = bench.list("MUG", 5);
    shown(listing);
    bench.remote.revoke();
    bench.tick();
    long before = bench.remote.calls();
    ConnectorException reading = Tries.failure(() -> shown(listing));
    assertThat(reading.kind()).as("kind of: " + reading.getMessage()).isEqualTo(FailureKind.UNAUTHORIZED);
    assertThat(reading.getMessage()).as("what to do, in words").hasSizeGreaterThan(20);
    PublishResult writing = Tries.publish(bench, bench.write(listing, 3), bench.deadline());
    assertThat(writing).isInstanceOfSatisfying(PublishResult.Rejected.class,
        rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.UNAUTHORIZED));
    assertThat(bench.remote.calls() - before).as("calls with revoked credentials").isLessThanOrEqualTo(6);
  }

  @Rule(id = "capabilities-steady",
      says = "Capabilities are there for the account and for any listing, and do not change by being asked.")
  void capabilitiesSteady() {
    ListingId listing = bench.list("MUG", 5);
    for (ListingId asked : List.of(listing, bench.remote.unknownListing())) {
      Capabilities card = bench.connector().capabilities(asked);
      assertThat(card).as("capabilities of listing " + asked).isNotNull();
      assertThat(describe(bench.connector().capabilities(asked))).isEqualTo(describe(card));
    }
    assertThat(describe(bench.card())).as("capabilities of the account, asked twice").isEqualTo(describe(bench.card()));
  }

  @Rule(id = "capabilities-provable", says = "What is declared, the channel has.")
  void capabilitiesProvable() {
    Capabilities card = bench.card();
    Map<Feature, Boolean> needed = Map.of(
        Feature.NOTIFICATIONS, card.notifies() && !bench.has(Feature.QUEUE),
        Feature.SHIP, card.does(OrderAction.Ship.class),
        Feature.CANCEL, card.does(OrderAction.Cancel.class),
        Feature.ACKNOWLEDGE, card.does(OrderAction.Acknowledge.class),
        Feature.FULFILMENT, bench.connector().fulfilment() != null,
        Feature.QUEUE, bench.connector().pushSource() != null);
    Set<Feature> unproved = needed.entrySet().stream()
        .filter(entry -> entry.getValue() && !bench.has(entry.getKey())).map(Map.Entry::getKey).collect(Collectors.toSet());
    assertThat(unproved).as("declared, and the remote side has it not").isEmpty();
  }

  private static List<Object> describe(Capabilities card) {
    return List.of(card.visibilityDelay(), card.maxWriteDelay(), card.proof(), card.restoresOnCancel(), card.maxBatch(),
        card.bulkFrom(), card.usualBatch(), card.clockSkew(), card.maxReads(), card.meaning(), card.comparesAndSets(), card.idempotentWrites(), card.notifies());
  }
}
