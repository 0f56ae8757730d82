package dev.onepool.core;

import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.count;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.ship;
import static dev.onepool.core.Commands.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EntryCause;
import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store's ledger does with counts and warehouse snapshots that took their time. */
abstract class CountContract extends LedgerHarness {

  /** Lets a minute pass, and returns when it began. */
  private Instant pass() {
    Instant before = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    return before;
  }

  @Test
  void count_whileUnitsWereShipped_doesNotBringThemBack() {
    given(receive("1", "A", 10), reserve("R1", line("A", 3)));
    // Counting begins with 10 on hand and finds 9; meanwhile 3 leave.
    given(fulfil("R1"), count("1", "A", 9, 10));

    assertThat(at("A")).isEqualTo(Units.onHand(6, 0));
  }

  @Test
  void count_asExpected_changesNothing() {
    given(receive("1", "A", 10), count("1", "A", 10, 10));

    assertThat(at("A")).isEqualTo(Units.onHand(10, 0));
  }

  @Test
  void count_moreThanExpected_isFound() {
    given(receive("1", "A", 10), sale("O1", "A", 12), count("1", "A", 13, 10));

    assertThat(at("A")).isEqualTo(Units.onHand(1, 12));
  }

  @Test
  void count_belowWhatIsPromised_isAShortfall() {
    given(receive("1", "A", 10), reserve("R1", line("A", 8)), count("1", "A", 5, 10));

    assertThat(at("A")).isEqualTo(new Units(0, 5, 0, 3));
  }

  @Test
  void count_thatWouldLeaveLessThanNothing_isRefused() {
    given(receive("1", "A", 2));

    assertThat(refused(count("1", "A", 1, 4)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    given(count("1", "A", 2, 4));
    assertThat(at("A")).isEqualTo(Units.NONE);
  }

  @Test
  void snapshot_ofNow_correctsTheDifference() {
    given(receive("1", "A", 10), snapshot("1", "A", 8, clock.instant()));

    assertThat(at("A")).isEqualTo(Units.onHand(8, 0));
  }

  @Test
  void snapshot_ofEarlier_keepsWhatMovedSince() {
    given(receive("1", "A", 10), reserve("R1", line("A", 3)));
    Instant asOf = pass();
    given(fulfil("R1"), receive("2", "A", 5), snapshot("1", "A", 8, asOf));

    assertThat(at("A")).isEqualTo(Units.onHand(10, 0));
  }

  @Test
  void snapshot_asTheLedgerBelieved_changesNothing() {
    given(receive("1", "A", 10));
    Instant asOf = pass();
    given(adjust("1", "A", -4));
    int before = entries();
    given(snapshot("1", "A", 10, asOf));

    assertThat(at("A")).isEqualTo(Units.onHand(6, 0));
    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void snapshot_whilePromised_leavesPromisesAndSafetyStockAlone() {
    given(receive("1", "A", 10));
    ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(2));
    Instant asOf = pass();
    given(reserve("R1", line("A", 6)), snapshot("1", "A", 5, asOf));

    assertThat(at("A")).isEqualTo(new Units(0, 5, 0, 1));
    assertThat(ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(2))).isEqualTo(Quantity.of(2));
  }

  @Test
  void snapshot_afterAnother_correctsOnlyWhatIsNew() {
    given(receive("1", "A", 10));
    Instant first = pass();
    Instant second = pass();
    given(snapshot("1", "A", 8, first), snapshot("2", "A", 8, second));

    assertThat(at("A")).isEqualTo(Units.onHand(8, 0));
  }

  @Test
  void snapshot_afterOneThatFilledAShortfall_correctsOnlyWhatIsNew() {
    given(sale("O1", "A", 1));
    Instant first = pass();
    Instant second = pass();
    given(snapshot("1", "A", 2, first), snapshot("2", "A", 0, second));

    assertThat(at("A")).isEqualTo(new Units(0, 0, 0, 1));
  }

  @Test
  void snapshot_ofTheSameInstantAgain_changesNothing() {
    given(receive("1", "A", 10));
    Instant asOf = pass();
    given(snapshot("1", "A", 8, asOf), snapshot("2", "A", 8, asOf));

    assertThat(at("A")).isEqualTo(Units.onHand(8, 0));
  }

  @Test
  void snapshot_olderThanAnother_isRefusedAsOutdated() {
    given(receive("1", "A", 10));
    Instant first = pass();
    Instant second = pass();
    given(snapshot("2", "A", 8, second));

    assertThat(refused(snapshot("1", "A", 9, first)).message()).contains("is outdated");
  }

  @Test
  void snapshot_olderThanACount_isRefusedAsOutdated() {
    given(receive("1", "A", 10));
    Instant asOf = pass();
    given(count("1", "A", 9));

    assertThat(refused(snapshot("1", "A", 10, asOf)).kind()).isEqualTo(RefusalKind.WRONG_STATE);
  }

  @Test
  void snapshot_ofTheFuture_isRefused() {
    given(receive("1", "A", 10));

    assertThat(refused(snapshot("1", "A", 10, clock.instant().plusNanos(1_000))).kind())
        .isEqualTo(RefusalKind.WRONG_STATE);
  }

  @Test
  void snapshot_afterWhichMoreLeft_waitsForTheReceiptThatExplainsIt() {
    given(receive("1", "A", 5), reserve("R1", line("A", 4)));
    Instant asOf = pass();
    given(fulfil("R1"), snapshot("1", "A", 2, asOf));
    assertThat(at("A")).isEqualTo(Units.NONE);

    given(receive("2", "A", 5));
    assertThat(at("A")).isEqualTo(Units.onHand(3, 0));
  }

  @Test
  void snapshot_afterAFind_endsIt() {
    given(sale("O1", "A", 3), ship("1", "O1", 3));
    Instant asOf = pass();
    given(snapshot("1", "A", 0, asOf), receive("1", "A", 5));

    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void snapshot_beforeAFind_leavesItToBeExplained() {
    given(sale("O1", "A", 3));
    Instant asOf = pass();
    given(ship("1", "O1", 3), snapshot("1", "A", 0, asOf), receive("1", "A", 5));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 0));
  }

  @Test
  void snapshot_inOneBatchWithWhatMovedSince_keepsIt() {
    given(receive("1", "A", 10));
    Instant asOf = pass();
    List<CompletionStage<PostingResult>> posted = Stream.of(receive("2", "A", 5), snapshot("1", "A", 8, asOf))
        .map(ledger::postAsync).toList();
    posted.forEach(stage -> stage.toCompletableFuture().join().posted());

    assertThat(at("A")).isEqualTo(Units.onHand(13, 0));
  }

  @Test
  void snapshot_correction_happenedWhenItWasTaken() {
    given(receive("1", "A", 10));
    Instant asOf = pass();
    given(snapshot("1", "A", 8, asOf));

    assertThat(Fold.of(ledger).entries().get(1)).satisfies(entry -> {
      assertThat(entry.cause()).isEqualTo(EntryCause.COUNT);
      assertThat(entry.occurredAt()).isEqualTo(asOf);
    });
  }
}
