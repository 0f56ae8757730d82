package dev.onepool.core.internal.ledger;

import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveUntil;
import static dev.onepool.core.Commands.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Guarantee;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.ReservationId;
import dev.onepool.StockCommand;
import dev.onepool.core.HandClock;
import dev.onepool.core.Units;
import dev.onepool.core.internal.ledger.LedgerCommand.Expire;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rules say by themselves, where a running ledger would not come to ask them. */
class StockDeciderTest {

  private static final Instant END = HandClock.START.plusSeconds(600);

  private final PureLedger ledger = new PureLedger().with(receive("1", "A", 5));

  private Answer decideAt(Instant now, StockCommand command) {
    return ledger.decide(new Stock(command), now).answer();
  }

  static Stream<StockCommand> endings() {
    return Stream.of(fulfil("R1"), release("R1"));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void holdWhoseTimeIsOver_evenIfNobodyEndedItYet_isRefused(StockCommand ending) {
    ledger.with(reserveUntil(END, "R1", line("A", 2)));

    assertThat(decideAt(END, ending)).isInstanceOfSatisfying(Answer.Refused.class, no -> {
      assertThat(no.kind()).isEqualTo(RefusalKind.WRONG_STATE);
      assertThat(no.message()).startsWith("reservation R1 is expired and cannot be ");
    });
    assertThat(ledger.at("A")).isEqualTo(Units.onHand(3, 2));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void holdJustBeforeItsEnd_isAccepted(StockCommand ending) {
    ledger.with(reserveUntil(END, "R1", line("A", 2)));

    assertThat(decideAt(END.minusNanos(1_000), ending)).isEqualTo(Answer.DONE);
  }

  @Test
  void expire_atTheEnd_freesTheUnits() {
    ledger.with(reserveUntil(END, "R1", line("A", 2)));
    ledger.decide(new Expire(ReservationId.of("R1")), END);

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void expire_beforeTheEnd_changesNothing() {
    ledger.with(reserveUntil(END, "R1", line("A", 2)));

    assertThat(ledger.decide(new Expire(ReservationId.of("R1")), END.minusNanos(1_000)).changes().isEmpty()).isTrue();
  }

  @Test
  void expire_twice_freesTheUnitsOnce() {
    ledger.with(reserveUntil(END, "R1", line("A", 2)), reserve("R2", line("A", 2)));
    ledger.decide(new Expire(ReservationId.of("R1")), END);
    ledger.decide(new Expire(ReservationId.of("R1")), END);

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(3, 2));
  }

  @Test
  void expire_fulfilled_changesNothing() {
    ledger.with(reserveUntil(END, "R1", line("A", 2)), fulfil("R1"));

    assertThat(ledger.decide(new Expire(ReservationId.of("R1")), END).changes().isEmpty()).isTrue();
  }

  @Test
  void expire_withoutEnd_changesNothing() {
    ledger.with(reserve("R1", line("A", 2)));

    assertThat(ledger.decide(new Expire(ReservationId.of("R1")), Instant.MAX).changes().isEmpty()).isTrue();
  }

  @Test
  void expire_unknown_changesNothing() {
    assertThat(ledger.decide(new Expire(ReservationId.of("R1")), END).changes().isEmpty()).isTrue();
  }

  @Test
  void refusal_any_changesNothing() {
    Decision decision = ledger.decide(reserve("R1", line("A", 2), line("B", 1)));

    assertThat(decision.answer()).isInstanceOf(Answer.Short.class);
    assertThat(decision.changes().isEmpty()).isTrue();
  }

  @Test
  void overflow_any_changesNothing() {
    ledger.with(sale("O1", "B", Long.MAX_VALUE));
    Decision decision = ledger.decide(sale("O2", "B", 1));

    assertThat(decision.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(decision.changes().isEmpty()).isTrue();
    assertThat(decision.changes().movements()).isEmpty();
  }

  @Test
  void decide_sameStateCommandAndTime_decidesTheSame() {
    PureLedger other = new PureLedger().with(receive("1", "A", 5));

    assertThat(other.decide(reserve("R1", line("A", 2))).changes().movements())
        .isEqualTo(ledger.decide(reserve("R1", line("A", 2))).changes().movements());
  }

  @Test
  void reserve_underMirror_leavesTheBuffer() {
    PureLedger mirror = new PureLedger(Guarantee.mirror(2)).with(receive("1", "A", 5));

    assertThat(mirror.decide(reserve("R1", line("A", 4))).answer()).isInstanceOf(Answer.Short.class);
    assertThat(mirror.decide(reserve("R1", line("A", 3))).answer()).isEqualTo(Answer.DONE);
  }
}
