package dev.onepool.core;

import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveUntil;
import static dev.onepool.core.Commands.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.EffectConflictException;
import dev.onepool.EffectKey;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.internal.commit.Outcome;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a careless or hostile caller may do, and every store must bear. */
abstract class HardCasesContract extends OrderHarness {

  private List<Outcome> inOneBatch(StockCommand... commands) {
    return room().commit().run(seller, Stream.of(commands).map(Stock::new).toList());
  }

  @Test
  void keyOfARefusal_usedInTheSameBatchWithOtherContent_belongsToThatContent() {
    given(receive("1", "A", 5));
    List<Outcome> outcomes = inOneBatch(transfer("T", "A", 9), transfer("T", "A", 3));
    assertThat(outcomes).extracting(outcome -> outcome.answer().effective()).containsExactly(false, true);

    given(transfer("T", "A", 3));
    assertThat(at("A")).isEqualTo(Units.onHand(2, 0));
    assertThatExceptionOfType(EffectConflictException.class).isThrownBy(() -> ledger.post(transfer("T", "A", 9)));
  }

  @Test
  void reservation_refusedAndHeldInTheSameBatchWithOtherContent_belongsToThatContent() {
    given(receive("1", "A", 5));
    List<Outcome> outcomes = inOneBatch(reserve("R1", line("A", 9)), reserve("R1", line("A", 3)));
    assertThat(outcomes).extracting(outcome -> outcome.answer().effective()).containsExactly(false, true);

    given(reserve("R1", line("A", 3)));
    assertThat(at("A")).isEqualTo(Units.onHand(2, 3));
    assertThatExceptionOfType(EffectConflictException.class)
        .isThrownBy(() -> ledger.reserve(reserve("R1", line("A", 9))));
  }

  @Test
  void receipt_underAReservationsKey_isRejected() {
    StockCommand receipt = new StockCommand.Receive(
        EffectKey.of("reservation", "R1"), Sku.of("A"), LocationId.MAIN, Quantity.of(5));

    assertThatIllegalArgumentException().isThrownBy(() -> ledger.post(receipt))
        .withMessageContaining("\"reservation\" belongs to reservations");
    assertThatIllegalArgumentException().isThrownBy(() -> ledger.postAsync(receipt));
    assertThat(at("A")).isEqualTo(Units.NONE);
  }

  @Test
  @Timeout(30)
  void reserve_beyondWhatEndedHoldsGaveBack_isRefusedWithWhatIsFree() {
    given(receive("1", "A", 5), reserveUntil(room().clock().instant().plusSeconds(600), "R1", line("A", 3)));
    room().clock().advance(Duration.ofSeconds(600));

    Answer answer = room().commit().run(seller, new Stock(reserve("R2", line("A", 6)))).answer();
    assertThat(answer).isInstanceOfSatisfying(Answer.Short.class, missing ->
        assertThat(missing.result().shortItems().get(0).free()).isEqualTo(Quantity.of(5)));
    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void commandsOfNobody_areNothing() {
    assertThat(inOneBatch()).isEmpty();
  }
}
