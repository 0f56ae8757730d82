package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.cancel;
import static dev.onepool.core.Commands.count;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.giveBack;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.restock;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.ship;
import static dev.onepool.core.Commands.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.EffectConflictException;
import dev.onepool.EffectKey;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.PostingResult.Posted;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockCommand.Receive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store's ledger does with a call that comes again, with numbers out of range, and with many calls at once. */
abstract class RepeatableLedgerContract extends LedgerHarness {

  private static final long MAX = Long.MAX_VALUE;

  /** A command, what must be posted before it, and another command with the same key. */
  record Repeated(StockCommand command, StockCommand other, StockCommand... before) {
    @Override
    public String toString() {
      return command.getClass().getSimpleName();
    }
  }

  /** The key of a reservation can only be a reservation's. */
  static java.util.stream.Stream<Repeated> everyCommandButReserve() {
    return everyCommand().filter(repeated -> !(repeated.command() instanceof StockCommand.Reserve));
  }

  static Stream<Repeated> everyCommand() {
    StockCommand sold = sale("O1", "A", 4);
    StockCommand shipped = ship("s", "O1", 3);
    StockCommand returned = giveBack("g", "O1", 2);
    return Stream.of(
        new Repeated(receive("1", "A", 5), receive("1", "A", 6)),
        new Repeated(reserve("R1", line("A", 3)), reserve("R1", line("A", 2))),
        new Repeated(fulfil("R1"), sameKeyAs(fulfil("R1")), reserve("R1", line("A", 3))),
        new Repeated(release("R1"), sameKeyAs(release("R1")), reserve("R1", line("A", 3))),
        new Repeated(sold, sale("O1", "A", 5)),
        new Repeated(cancel("1", "O1", 1), cancel("1", "O1", 2), sold),
        new Repeated(ship("1", "O1", 1), ship("1", "O1", 2), sold),
        new Repeated(giveBack("1", "O1", 1), giveBack("1", "O1", 2), sold, shipped),
        new Repeated(restock("1", "O1", 1), restock("1", "O1", 2), sold, shipped, returned),
        new Repeated(adjust("1", "A", -1), adjust("1", "A", 1)),
        new Repeated(count("1", "A", 7), count("1", "A", 8)),
        new Repeated(transfer("1", "A", 2), transfer("1", "A", 3)));
  }

  private static Receive sameKeyAs(StockCommand command) {
    return new Receive(command.key(), Sku.of("A"), LocationId.MAIN, Quantity.of(1));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void command_again_answersAsTheFirstTime(Repeated repeated) {
    given(receive("stock", "A", 10));
    given(repeated.before());
    PostingResult first = ledger.post(repeated.command());

    assertThat(ledger.post(repeated.command())).isEqualTo(first);
    assertThat(first).isInstanceOf(Posted.class);
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void command_again_hasOneEffect(Repeated repeated) {
    given(receive("stock", "A", 10));
    given(repeated.before());
    given(repeated.command());
    List<LedgerEntry> before = Fold.of(ledger).entries();

    given(repeated.command(), repeated.command());
    assertThat(Fold.of(ledger).entries()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void command_sameKeyOtherContent_isAConflict(Repeated repeated) {
    given(receive("stock", "A", 10));
    given(repeated.before());
    given(repeated.command());

    assertThatExceptionOfType(EffectConflictException.class)
        .isThrownBy(() -> ledger.post(repeated.other()))
        .withMessageContaining(repeated.command().key().toString())
        .satisfies(conflict -> assertThat(conflict.key()).isEqualTo(repeated.command().key()));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void command_sameKeyOtherContent_changesNothing(Repeated repeated) {
    given(receive("stock", "A", 10));
    given(repeated.before());
    given(repeated.command());
    List<LedgerEntry> before = Fold.of(ledger).entries();

    assertThatExceptionOfType(EffectConflictException.class).isThrownBy(() -> ledger.post(repeated.other()));
    assertThat(Fold.of(ledger).entries()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("everyCommandButReserve")
  void command_ofOneSeller_leavesTheKeyToAnother(Repeated repeated) {
    given(receive("stock", "A", 10));
    given(repeated.before());
    given(repeated.command());
    takeANewSeller();

    given(sameKeyAs(repeated.command()));
    assertThat(at("A")).isEqualTo(Units.onHand(1, 0));
  }

  @Test
  void reserve_againAfterItsRelease_answersAsTheFirstTime() {
    given(receive("1", "A", 5), reserve("R1", line("A", 3)), release("R1"));

    assertThat(ledger.reserve(reserve("R1", line("A", 3))).isHeld()).isTrue();
    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void reserve_refusedAndThenCovered_isHeldUnderTheSameKey() {
    assertThat(ledger.reserve(reserve("R1", line("A", 3))).isHeld()).isFalse();
    given(receive("1", "A", 5));

    assertThat(ledger.reserve(reserve("R1", line("A", 3))).isHeld()).isTrue();
  }

  @Test
  void reserve_refusedAndThenSmaller_isHeldUnderTheSameKey() {
    given(receive("1", "A", 5));
    assertThat(ledger.reserve(reserve("R1", line("A", 6))).isHeld()).isFalse();

    assertThat(ledger.reserve(reserve("R1", line("A", 5))).isHeld()).isTrue();
  }

  @Test
  void cancel_refusedAndThenPossible_isPostedUnderTheSameKey() {
    refused(cancel("1", "O1", 1));
    given(sale("O1", "A", 1), cancel("1", "O1", 1));

    assertThat(at("A")).isEqualTo(Units.NONE);
  }

  @Test
  void command_sameKeyManyThreads_hasOneEffectAndOneAnswer() {
    List<PostingResult> answers = Together.call(40, i -> ledger.post(receive("1", "A", 5)));

    assertThat(answers).containsOnly(new Posted(EffectKey.of("receipt", "1"), lastEntry(), 1));
    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void command_sameKeyOtherContentManyThreads_onlyOneContentWins() {
    List<Boolean> posted = Together.call(40, i -> {
      try {
        return ledger.post(receive("1", "A", 1 + i % 4)) instanceof Posted;
      } catch (EffectConflictException e) {
        return false;
      }
    });

    assertThat(at("A").available()).isBetween(1L, 4L);
    assertThat(posted).filteredOn(won -> won).hasSize(10);
  }

  @Test
  void receive_upToTheLargestNumber_isPosted() {
    given(receive("1", "A", MAX - 1), receive("2", "A", 1));

    assertThat(at("A")).isEqualTo(Units.onHand(MAX, 0));
  }

  @Test
  void receive_beyondTheLargestNumber_isRefused() {
    given(receive("1", "A", MAX));

    assertThat(refused(receive("2", "A", 1)).kind()).isEqualTo(RefusalKind.OVERFLOW);
    assertThat(at("A")).isEqualTo(Units.onHand(MAX, 0));
  }

  @Test
  void receive_onHandBeyondTheLargestNumber_isRefused() {
    given(receive("1", "A", MAX), reserve("R1", line("A", MAX)));

    assertThat(refused(receive("2", "A", 1)).kind()).isEqualTo(RefusalKind.OVERFLOW);
    assertThat(ledger.position(Sku.of("A")).onHand()).isEqualTo(Quantity.of(MAX));
  }

  @Test
  void receive_overflowing_namesTheCommand() {
    given(receive("1", "A", MAX));

    assertThat(refused(receive("2", "A", 7)).message()).contains("64-bit").contains("receipt/2").contains("7");
  }

  @Test
  void sale_promisesBeyondTheLargestNumber_isRefused() {
    given(receive("1", "A", 1), sale("O1", "A", MAX));

    assertThat(refused(sale("O2", "A", 1)).kind()).isEqualTo(RefusalKind.OVERFLOW);
    assertThat(at("A")).isEqualTo(new Units(0, 1, 0, MAX - 1));
  }

  @Test
  void reserve_linesThatOverflowTogether_isRejected() {
    given(receive("1", "A", 5));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.reserve(reserve("R1", line("A", MAX), line("A", 1))))
        .withMessageContaining("64-bit");
    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void transfer_overflowingThere_movesNothingHere() {
    given(receive("1", "A", 5), receive("2", "A", SECOND, MAX));

    assertThat(refused(transfer("1", "A", 1)).kind()).isEqualTo(RefusalKind.OVERFLOW);
    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(MAX, 0));
  }

  @Test
  void return_overflowing_isRefused() {
    given(receive("1", "A", MAX), sale("O1", "A", MAX), ship("1", "O1", MAX), giveBack("1", "O1", MAX),
        receive("2", "A", 1), sale("O2", "A", 1), ship("2", "O2", 1));

    assertThat(refused(giveBack("2", "O2", 1)).kind()).isEqualTo(RefusalKind.OVERFLOW);
    assertThat(at("A")).isEqualTo(new Units(0, 0, MAX, 0));
  }

  @Test
  void receive_theLargestNumberAgainAndAgain_staysAuditable() {
    for (int i = 0; i < 3; i++) {
      given(receive("in-" + i, "A", MAX), adjust("out-" + i, "A", -MAX));
    }

    assertThat(ledger.audit().clean()).isTrue();
  }

  @Test
  void postAsync_refused_answersSo() {
    assertThat(ledger.postAsync(release("R1")).toCompletableFuture().join()).isInstanceOf(PostingResult.Refused.class);
  }

  @Test
  void postAsync_conflict_failsTheStage() {
    given(receive("1", "A", 5));

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> ledger.postAsync(receive("1", "A", 6)).toCompletableFuture().join())
        .withCauseInstanceOf(EffectConflictException.class);
  }

  @Test
  void postAsync_byOneThread_isDecidedInItsOrder() {
    List<CompletableFuture<PostingResult>> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      // Each reservation finds exactly the unit received before it.
      answers.add(ledger.postAsync(receive("in-" + i, "A", 1)).toCompletableFuture());
      answers.add(ledger.postAsync(reserve("out-" + i, line("A", 1))).toCompletableFuture());
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(Posted.class));
    assertThat(Fold.of(ledger).entries()).extracting(LedgerEntry::availableAfter)
        .startsWith(Quantity.of(1), Quantity.ZERO, Quantity.of(1), Quantity.ZERO);
  }

  @Test
  void post_afterPostAsyncByTheSameThread_isDecidedLast() {
    for (int i = 0; i < 50; i++) {
      ledger.postAsync(receive("in-" + i, "A", 1));
    }

    assertThat(ledger.reserve(reserve("R1", line("A", 50))).isHeld()).isTrue();
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void postAsync_callbackThatPosts_isAnswered() {
    PostingResult second = ledger.postAsync(receive("1", "A", 5))
        .thenApply(first -> ledger.post(receive("2", "A", 1)))
        .toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();

    assertThat(second).isInstanceOf(Posted.class);
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void postAsync_callbackThatWaitsForAnotherThreadsPost_isAnswered() {
    PostingResult second = ledger.postAsync(receive("1", "A", 5))
        .thenApply(first -> Together.call(1, i -> ledger.post(receive("2", "A", 1))).get(0))
        .toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();

    assertThat(second).isInstanceOf(Posted.class);
  }
}
