package dev.onepool.core.internal.commit;

import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.onepool.EffectConflictException;
import dev.onepool.EntryQuery;
import dev.onepool.Guarantee;
import dev.onepool.LocationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockLedger;
import dev.onepool.StoreException;
import dev.onepool.core.HandClock;
import dev.onepool.core.Units;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.JdbiStore;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.MemoryStore;
import dev.onepool.core.internal.store.SqliteOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many callers, few transactions; and one caller's trouble is no other's. */
@Timeout(60)
class GroupCommitTest {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final SellerId OTHER = SellerId.of("other");
  private static final Sku POISON = Sku.of("poison");

  private final HandClock clock = new HandClock();
  private final MemoryStore memory = new MemoryStore();
  private final WatchedStore watched = new WatchedStore(memory);
  private final GroupCommit commit = commitTo(watched.asStore());

  private GroupCommit commitTo(LedgerStore store) {
    return new GroupCommit(store, new Decider(Guarantee.rights(), Rules.SOUND), clock);
  }

  @AfterEach
  void theBooksAreRight() {
    commit.close();
    assertThat(ledger(SELLER).audit().findings()).isEmpty();
    assertThat(ledger(OTHER).audit().findings()).isEmpty();
  }

  private StockLedger ledger(SellerId seller) {
    return new CoreStockLedger(seller, commit, memory, Guarantee.rights());
  }

  private Units at(String sku) {
    return Units.of(ledger(SELLER).position(Sku.of(sku)), LocationId.MAIN);
  }

  private List<CompletableFuture<Outcome>> inOneBatch(StockCommand... commands) {
    return inOneBatch(commit, watched, commands);
  }

  /** Keeps the writer inside a transaction until all commands wait for the next. */
  private List<CompletableFuture<Outcome>> inOneBatch(
      GroupCommit queue, WatchedStore store, StockCommand... commands) {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    store.beforeWrite(() -> {
      store.beforeWrite(() -> {});
      inside.countDown();
      await(open);
    });
    queue.submit(SELLER, new Stock(receive("gate", "gate", 1)));
    await(inside);
    List<CompletableFuture<Outcome>> answers = new ArrayList<>();
    for (StockCommand command : commands) {
      answers.add(queue.submit(command.key().source().equals("other") ? OTHER : SELLER, new Stock(command)));
    }
    open.countDown();
    return answers;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static StockCommand[] receipts(int count) {
    return IntStream.range(0, count).mapToObj(i -> receive("in-" + i, "A", 1)).toArray(StockCommand[]::new);
  }

  private static Outcome get(CompletableFuture<Outcome> answer) {
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static Throwable failure(CompletableFuture<Outcome> answer) {
    try {
      return new AssertionError("answered: " + answer.get(30, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("not answered", e);
    }
  }

  private void failOnPoison() {
    watched.beforeSave(changes -> {
      if (touchesPoison(changes)) {
        throw new IllegalStateException("poison");
      }
    });
  }

  private static boolean touchesPoison(Changes changes) {
    return changes.pools().stream().anyMatch(pool -> pool.key().sku().equals(POISON));
  }

  @Test
  void caller_alone_isOneTransaction() {
    commit.run(SELLER, new Stock(receive("1", "A", 1)));

    assertThat(watched.writes()).isEqualTo(1);
  }

  @Test
  void commands_waiting_areOneTransaction() {
    inOneBatch(receipts(500)).forEach(GroupCommitTest::get);

    assertThat(watched.writes()).isEqualTo(2);
    assertThat(at("A")).isEqualTo(Units.onHand(500, 0));
  }

  @Test
  void commands_moreThanABatchHolds_areSeveral() {
    inOneBatch(receipts(2_100)).forEach(GroupCommitTest::get);

    assertThat(watched.writes()).isEqualTo(4);
    assertThat(at("A")).isEqualTo(Units.onHand(2_100, 0));
  }

  @Test
  void threads_manyAtOnce_shareATransaction() throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    watched.beforeWrite(() -> {
      watched.beforeWrite(() -> {});
      await(open);
    });
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int number = i;
      callers.add(new Thread(() -> commit.run(SELLER, new Stock(receive("in-" + number, "A", 1)))));
    }
    callers.forEach(Thread::start);
    // One is inside the transaction, and the others wait for their answers.
    while (!callers.stream().allMatch(caller -> caller.getState() == Thread.State.WAITING
        || caller.getState() == Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
    open.countDown();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(watched.writes()).isLessThanOrEqualTo(3);
    assertThat(at("A")).isEqualTo(Units.onHand(60, 0));
  }

  @Test
  void run_list_answersInItsOrder() {
    List<Outcome> outcomes = commit.run(SELLER, List.of(new Stock(receive("1", "A", 1)),
        new Stock(reserve("R1", line("A", 2))), new Stock(receive("2", "A", 1)), new Stock(reserve("R1", line("A", 2)))));

    assertThat(outcomes).extracting(outcome -> outcome.answer().effective()).containsExactly(true, false, true, true);
    assertThat(watched.writes()).isEqualTo(1);
  }

  @Test
  void duplicates_inOneBatch_shareOneAnswer() {
    List<CompletableFuture<Outcome>> answers = inOneBatch(
        receive("1", "A", 5), receive("2", "A", 1), receive("1", "A", 5), receive("1", "A", 5));

    assertThat(answers).extracting(GroupCommitTest::get).extracting(outcome -> outcome.effect().firstEntry())
        .containsExactly(2L, 3L, 2L, 2L);
    assertThat(at("A")).isEqualTo(Units.onHand(6, 0));
  }

  @Test
  void duplicate_ofARefusalInOneBatch_isDecidedByItself() {
    List<CompletableFuture<Outcome>> answers =
        inOneBatch(reserve("R1", line("A", 5)), receive("1", "A", 5), reserve("R1", line("A", 5)));

    assertThat(get(answers.get(0)).answer()).isInstanceOf(Answer.Short.class);
    assertThat(get(answers.get(2)).answer()).isEqualTo(Answer.DONE);
  }

  @Test
  void conflict_inOneBatch_failsTheSecondContentOnly() {
    List<CompletableFuture<Outcome>> answers =
        inOneBatch(receive("1", "A", 5), receive("1", "A", 6), receive("1", "A", 5));

    assertThat(failure(answers.get(1))).isInstanceOf(EffectConflictException.class);
    assertThat(get(answers.get(2))).isEqualTo(get(answers.get(0)));
    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 17, 38, 39})
  void poison_inABatch_failsAlone(int place) {
    failOnPoison();
    StockCommand[] commands = receipts(40);
    commands[place] = receive("poison", POISON.value(), 1);
    List<CompletableFuture<Outcome>> answers = inOneBatch(commands);

    assertThat(failure(answers.get(place))).isInstanceOf(IllegalStateException.class).hasMessage("poison");
    for (int i = 0; i < 40; i++) {
      assertThat(i == place || get(answers.get(i)).answer().effective()).as("answer %d", i).isTrue();
    }
    assertThat(at("A")).isEqualTo(Units.onHand(39, 0));
    assertThat(at(POISON.value())).isEqualTo(Units.NONE);
  }

  @Test
  void poison_inABatch_isFoundByHalving() {
    failOnPoison();
    StockCommand[] commands = receipts(64);
    commands[21] = receive("poison", POISON.value(), 1);
    List<CompletableFuture<Outcome>> answers = inOneBatch(commands);
    failure(answers.get(21));
    get(answers.get(63));

    // The gate, the whole, and then two halves of each of 64, 32, 16, 8, 4 and 2.
    assertThat(watched.writes()).isEqualTo(2 + 2 * 6);
  }

  @Test
  void poison_severalInABatch_failAloneAndTheRestKeepsItsOrder() {
    failOnPoison();
    List<CompletableFuture<Outcome>> answers = inOneBatch(receive("1", "A", 1), receive("p1", POISON.value(), 1),
        reserve("R1", line("A", 1)), receive("p2", POISON.value(), 1), receive("2", "A", 1), reserve("R2", line("A", 1)));

    assertThat(failure(answers.get(1))).hasMessage("poison");
    assertThat(failure(answers.get(3))).hasMessage("poison");
    assertThat(get(answers.get(5)).answer()).isEqualTo(Answer.DONE);
    assertThat(at("A")).isEqualTo(Units.onHand(0, 2));
  }

  @Test
  void poison_ofAnotherSeller_harmsNobodyElse() {
    failOnPoison();
    StockCommand foreign = new StockCommand.Receive(
        dev.onepool.EffectKey.of("other", "1"), POISON, LocationId.MAIN, dev.onepool.Quantity.of(1));
    List<CompletableFuture<Outcome>> answers = inOneBatch(receive("1", "A", 1), foreign, receive("2", "A", 1));

    assertThat(failure(answers.get(1))).hasMessage("poison");
    assertThat(get(answers.get(2)).answer()).isEqualTo(Answer.DONE);
    assertThat(at("A")).isEqualTo(Units.onHand(2, 0));
    assertThat(ledger(OTHER).entries(EntryQuery.all()).entries()).isEmpty();
  }

  @Test
  void poison_thatIsCured_isPostedUnderItsKey() {
    failOnPoison();
    assertThatIllegalStateException().isThrownBy(() -> commit.run(SELLER, new Stock(receive("1", POISON.value(), 1))));
    watched.beforeSave(changes -> {});

    assertThat(commit.run(SELLER, new Stock(receive("1", POISON.value(), 1))).answer()).isEqualTo(Answer.DONE);
  }

  @Test
  void timeBeyondWhatTheStoreKeeps_failsAloneAndNamesIt(@TempDir Path folder) {
    try (LedgerStore sqlite = JdbiStore.sqlite(folder.resolve("ledger.db"), SqliteOptions.DURABLE)) {
      WatchedStore watchedSqlite = new WatchedStore(sqlite);
      GroupCommit toSqlite = commitTo(watchedSqlite.asStore());
      List<CompletableFuture<Outcome>> answers = inOneBatch(toSqlite, watchedSqlite,
          receive("1", "A", 5), reserveUntil(Instant.MAX, "R1", line("A", 1)), receive("2", "A", 5));

      assertThat(failure(answers.get(1))).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Instant.MAX.toString());
      assertThat(get(answers.get(0)).answer()).isEqualTo(Answer.DONE);
      assertThat(get(answers.get(2)).answer()).isEqualTo(Answer.DONE);
      toSqlite.close();
    }
  }

  @Test
  void storeTrouble_isToldToEveryCallerOfTheBatch() {
    List<CompletableFuture<Outcome>> answers = inOneBatchWithTrouble(false);

    assertThat(answers).allSatisfy(answer -> assertThat(failure(answer)).isInstanceOf(StoreException.class));
    assertThat(at("A")).isEqualTo(Units.NONE);
  }

  @Test
  void storeTrouble_commandsAgain_arePostedOnce() {
    inOneBatchWithTrouble(false).forEach(GroupCommitTest::failure);
    for (StockCommand command : receipts(10)) {
      commit.run(SELLER, new Stock(command));
    }

    assertThat(at("A")).isEqualTo(Units.onHand(10, 0));
  }

  @Test
  void storeTrouble_afterTheTransactionWasDurable_commandsAgainArePostedOnce() {
    inOneBatchWithTrouble(true).forEach(GroupCommitTest::failure);
    for (StockCommand command : receipts(10)) {
      commit.run(SELLER, new Stock(command));
    }

    assertThat(at("A")).isEqualTo(Units.onHand(10, 0));
  }

  /** Fails the transaction of ten receipts, before anything was written or when everything was. */
  private List<CompletableFuture<Outcome>> inOneBatchWithTrouble(boolean durable) {
    AtomicBoolean gate = new AtomicBoolean(true);
    Runnable trouble = () -> {
      if (!gate.getAndSet(false)) {
        watched.beforeSave(changes -> {});
        watched.afterWrite(() -> {});
        throw new StoreException(StoreException.Kind.UNAVAILABLE, "somebody pulled the plug");
      }
    };
    if (durable) {
      watched.afterWrite(trouble);
    } else {
      watched.beforeSave(changes -> trouble.run());
    }
    return inOneBatch(receipts(10));
  }

  @Test
  void error_inATransaction_isToldToEveryCaller() {
    AtomicBoolean gate = new AtomicBoolean(true);
    watched.beforeSave(changes -> {
      if (!gate.getAndSet(false)) {
        throw new StackOverflowError("deep");
      }
    });
    List<CompletableFuture<Outcome>> answers = inOneBatch(receipts(5));

    assertThat(answers).allSatisfy(answer -> assertThat(failure(answer)).isInstanceOf(StackOverflowError.class));
    watched.beforeSave(changes -> {});
  }

  @Test
  void error_inATransaction_leavesTheNextCallerAtWork() {
    watched.beforeSave(changes -> {
      throw new StackOverflowError("deep");
    });
    assertThatExceptionOfType(StackOverflowError.class)
        .isThrownBy(() -> commit.run(SELLER, new Stock(receive("1", "A", 1))));
    watched.beforeSave(changes -> {});

    assertThat(commit.run(SELLER, new Stock(receive("1", "A", 1))).answer()).isEqualTo(Answer.DONE);
  }

  @Test
  void trouble_whileLookingForEndedHolds_isToldToTheCaller() {
    watched.beforeDue(() -> {
      throw new IllegalStateException("cannot look");
    });
    assertThatIllegalStateException().isThrownBy(() -> commit.run(SELLER, new Stock(receive("1", "A", 1))));
    watched.beforeDue(() -> {});

    assertThat(commit.run(SELLER, new Stock(receive("1", "A", 1))).answer()).isEqualTo(Answer.DONE);
  }

  @Test
  void holds_moreThanOneTransactionEnds_allEndBeforeTheNextBatch() {
    commit.run(SELLER, new Stock(receive("1", "A", 2_500)));
    for (int i = 0; i < 2_500; i++) {
      commit.run(SELLER, new Stock(reserveUntil(clock.instant().plusSeconds(600), "R" + i, line("A", 1))));
    }
    clock.advance(Duration.ofMinutes(10));

    assertThat(commit.run(SELLER, new Stock(reserve("all", line("A", 2_500)))).answer()).isEqualTo(Answer.DONE);
  }

  @Test
  void hold_thatEnded_staysEndedWhenTheClockIsSetBack() {
    commit.run(SELLER, new Stock(receive("1", "A", 1)));
    commit.run(SELLER, new Stock(reserveUntil(clock.instant().plusSeconds(600), "R1", line("A", 1))));
    clock.advance(Duration.ofMinutes(10));
    commit.run(SELLER, new Stock(reserve("R2", line("A", 1))));
    clock.setBack(Duration.ofMinutes(20));

    assertThat(commit.run(SELLER, new Stock(new StockCommand.Fulfil(dev.onepool.ReservationId.of("R1")))).answer())
        .isInstanceOf(Answer.Refused.class);
    assertThat(at("A")).isEqualTo(Units.onHand(0, 1));
  }

  @Test
  void caller_interrupted_isAnsweredAndHarmsNobody() {
    Thread.currentThread().interrupt();
    Outcome outcome = commit.run(SELLER, new Stock(receive("1", "A", 1)));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome.answer()).isEqualTo(Answer.DONE);
  }

  @Test
  void stage_thatWaits_stopsNobodysWriting() {
    CountDownLatch open = new CountDownLatch(1);
    commit.submit(SELLER, new Stock(receive("1", "A", 1))).thenRun(() -> await(open));
    Outcome meanwhile = commit.run(SELLER, new Stock(receive("2", "A", 1)));
    open.countDown();

    assertThat(meanwhile.answer()).isEqualTo(Answer.DONE);
  }

  @Test
  void close_answersWhatWaits() {
    List<CompletableFuture<Outcome>> answers = inOneBatch(receipts(100));
    commit.close();

    assertThat(answers).allMatch(CompletableFuture::isDone);
  }
}
