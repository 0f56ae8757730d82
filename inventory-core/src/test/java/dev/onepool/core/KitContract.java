package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.defineKit;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.kit;
import static dev.onepool.core.Commands.kitAnywhere;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.part;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.ReservationResult.Refused;
import dev.onepool.ReservationResult.ShortItem;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockCommand.Reserve;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store's ledger does with kits that the own checkout sells: they are what they consist of. */
abstract class KitContract extends LedgerHarness {

  private Refused refusal(Reserve reserve) {
    return (Refused) ledger.reserve(reserve);
  }

  private static List<Quantity> units(long... units) {
    return java.util.Arrays.stream(units).mapToObj(Quantity::of).toList();
  }

  @Test
  void reserve_kit_holdsItsComponents() {
    given(receive("1", "A", 10), receive("2", "B", 10), defineKit("1", "KIT", part("A", 2), part("B", 1)));

    assertThat(ledger.reserve(reserve("R1", kit("KIT", 3))).isHeld()).isTrue();
    assertThat(at("A")).isEqualTo(Units.onHand(4, 6));
    assertThat(at("B")).isEqualTo(Units.onHand(7, 3));
    assertThat(ledger.held(ReservationId.of("R1"))).containsExactly(line("A", 6), line("B", 3));
  }

  @Test
  void reserve_multipack_holdsItsUnits() {
    given(receive("1", "A", 10), defineKit("1", "A-6", part("A", 6)));

    assertThat(ledger.reserve(reserve("R1", kit("A-6", 1))).isHeld()).isTrue();
    assertThat(ledger.reserve(reserve("R2", kit("A-6", 1))).isHeld()).isFalse();
    assertThat(at("A")).isEqualTo(Units.onHand(4, 6));
  }

  @Test
  void t16_twoLinesOfOneKit_areAddedUp() {
    given(receive("1", "A", 4), defineKit("1", "KIT", part("A", 1)));

    assertThat(refusal(reserve("R1", kit("KIT", 3), kit("KIT", 3))).shortItems()).containsExactly(
        new ShortItem(Sku.of("A"), LocationId.MAIN, Quantity.of(6), Quantity.of(4)));
  }

  @Test
  void t12_kitAndItsComponentInOneOrder_areAddedUp() {
    given(receive("1", "A", 5), receive("2", "B", 5), defineKit("1", "KIT", part("A", 2), part("B", 1)));

    assertThat(ledger.reserve(reserve("R1", kit("KIT", 2), line("A", 2))).isHeld()).isFalse();
    assertThat(ledger.reserve(reserve("R1", kit("KIT", 2), line("A", 1))).isHeld()).isTrue();
  }

  @Test
  void t20_kit_isRefusedByItsScarcestComponent() {
    given(receive("1", "A", 10), receive("2", "B", 2), defineKit("1", "KIT", part("A", 2), part("B", 1)));

    assertThat(refusal(reserve("R1", kit("KIT", 3))).largest()).isEqualTo(units(2));
    assertThat(ledger.reserve(reserve("R1", kit("KIT", 2))).isHeld()).isTrue();
  }

  @Test
  void refusal_ofSeveralLines_namesTheLargestOrderLineByLine() {
    given(receive("1", "A", 5), receive("2", "B", 9), defineKit("1", "KIT", part("A", 2), part("B", 1)));

    assertThat(refusal(reserve("R1", line("A", 2), kit("KIT", 3), line("B", 9), line("A", 1))).largest())
        .isEqualTo(units(2, 1, 8, 1));
    assertThat(ledger.reserve(reserve("R1", line("A", 2), kit("KIT", 1), line("B", 8), line("A", 1))).isHeld()).isTrue();
  }

  @Test
  void kit_definedAnew_isTakenApartByItsNewestDefinition() {
    given(receive("1", "A", 10), defineKit("1", "KIT", part("A", 2)), reserve("R1", kit("KIT", 1)),
        defineKit("2", "KIT", part("A", 3)), reserve("R2", kit("KIT", 1)));

    assertThat(at("A")).isEqualTo(Units.onHand(5, 5));
  }

  @Test
  void kit_definedAnew_leavesOldReservationsAsTheyWere() {
    given(receive("1", "A", 10), defineKit("1", "KIT", part("A", 2)), reserve("R1", kit("KIT", 1)),
        reserve("R2", kit("KIT", 1)), defineKit("2", "KIT", part("B", 1)), release("R1"), fulfil("R2"));

    assertThat(at("A")).isEqualTo(Units.onHand(8, 0));
    assertThat(at("B")).isEqualTo(Units.NONE);
  }

  @Test
  void kit_definedInTheBatchThatReservesIt_isTakenApart() {
    given(receive("1", "A", 9), receive("2", "B", 9), defineKit("1", "KIT", part("A", 1)));
    List<CompletionStage<PostingResult>> posted = Stream.<StockCommand>of(
        defineKit("2", "KIT", part("B", 2)), reserve("R1", kit("KIT", 1)), reserve("R2", kitAnywhere("KIT", 1)))
        .map(ledger::postAsync).toList();
    posted.forEach(stage -> stage.toCompletableFuture().join().posted());

    assertThat(at("A")).isEqualTo(Units.onHand(9, 0));
    assertThat(at("B")).isEqualTo(Units.onHand(5, 4));
  }

  @Test
  void reserve_unknownKit_isRefused() {
    given(receive("1", "A", 9));

    assertThat(refused(reserve("R1", kit("A", 1))).kind()).isEqualTo(RefusalKind.UNKNOWN);
    assertThatIllegalArgumentException().isThrownBy(() -> ledger.reserve(reserve("R1", kit("A", 1))))
        .withMessage("no kit A");
  }

  @Test
  void defineKit_ofAKit_isRefused() {
    given(defineKit("1", "KIT", part("A", 1)));

    assertThat(refused(defineKit("2", "BIG", part("B", 1), part("KIT", 1))).kind()).isEqualTo(RefusalKind.WRONG_STATE);
    given(defineKit("2", "BIG", part("B", 1), part("A", 1)));
  }

  @Test
  void defineKit_ofAComponentOfAKit_isRefused() {
    given(defineKit("1", "KIT", part("A", 1)));

    assertThat(refused(defineKit("2", "A", part("B", 1))).message())
        .isEqualTo("A cannot be a kit: it is a component of one");
  }

  @Test
  void defineKit_ofWhatIsAComponentNoMore_isPosted() {
    given(defineKit("1", "KIT", part("A", 1)), defineKit("2", "KIT", part("B", 1)), defineKit("3", "A", part("B", 2)));
  }

  @Test
  void defineKit_ofASkuWithUnits_isRefused() {
    given(receive("1", "A", SECOND, 1));

    assertThat(refused(defineKit("1", "A", part("B", 1))).message())
        .isEqualTo("A cannot be a kit: it has units of its own at second");
  }

  @Test
  void defineKit_ofASkuWhoseUnitsAreGone_isPosted() {
    given(receive("1", "A", 1), adjust("1", "A", -1), defineKit("1", "A", part("B", 1)));
  }

  @Test
  void reserve_kitAnywhere_isTakenWholeFromOneLocation() {
    given(receive("1", "A", 3), receive("2", "B", SECOND, 3), receive("3", "A", SECOND, 2),
        defineKit("1", "KIT", part("A", 1), part("B", 1)));

    assertThat(refusal(reserve("R1", kitAnywhere("KIT", 3))).shortItems()).containsExactly(
        new ShortItem(Sku.of("KIT"), null, Quantity.of(3), Quantity.of(2)));
    assertThat(ledger.reserve(reserve("R1", kitAnywhere("KIT", 2))).isHeld()).isTrue();
    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(0, 2));
    assertThat(at("B", SECOND)).isEqualTo(Units.onHand(1, 2));
  }
}
