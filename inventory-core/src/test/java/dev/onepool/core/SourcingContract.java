package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.anywhere;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.ReservationResult.Refused;
import dev.onepool.ReservationResult.ShortItem;
import dev.onepool.Sku;
import dev.onepool.SourcingStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store's ledger does with a reservation that leaves open where its units come from. */
abstract class SourcingContract extends LedgerHarness {

  private static final LocationId THIRD = LocationId.of("third");

  @BeforeEach
  void takeTheDefault() {
    engine().sourcing(SourcingStrategy.fewestLocations());
  }

  private Refused refusal(dev.onepool.StockCommand.Reserve reserve) {
    return (Refused) ledger.reserve(reserve);
  }

  private static Quantity units(long units) {
    return Quantity.of(units);
  }

  @Test
  void reserve_anywhere_isTakenFromTheLocationWithMost() {
    given(receive("1", "A", 3), receive("2", "A", SECOND, 5));

    assertThat(ledger.reserve(reserve("R1", anywhere("A", 3))).isHeld()).isTrue();
    assertThat(ledger.held(ReservationId.of("R1"))).containsExactly(line("A", SECOND, 3));
  }

  @Test
  void reserve_moreThanOneLocationHas_isTakenFromAsFewAsPossible() {
    given(receive("1", "A", 2), receive("2", "A", SECOND, 5), receive("3", "A", THIRD, 4));

    assertThat(ledger.reserve(reserve("R1", anywhere("A", 8))).isHeld()).isTrue();
    assertThat(ledger.held(ReservationId.of("R1"))).containsExactly(line("A", SECOND, 5), line("A", THIRD, 3));
  }

  @Test
  void reserve_everythingAnywhere_isHeld() {
    given(receive("1", "A", 2), receive("2", "A", SECOND, 5));

    assertThat(ledger.reserve(reserve("R1", anywhere("A", 7))).isHeld()).isTrue();
  }

  @Test
  void reserve_moreThanThereIsAnywhere_isRefusedWithWhatWouldFit() {
    given(receive("1", "A", 2), receive("2", "A", SECOND, 5));

    Refused refused = refusal(reserve("R1", anywhere("A", 8)));
    assertThat(refused.shortItems()).containsExactly(new ShortItem(Sku.of("A"), null, units(8), units(7)));
    assertThat(refused.largest()).containsExactly(units(7));
  }

  @Test
  void reserve_ofAnUnknownSkuAnywhere_isRefusedWithNothingFree() {
    assertThat(refusal(reserve("R1", anywhere("A", 1))).shortItems())
        .containsExactly(new ShortItem(Sku.of("A"), null, units(1), units(0)));
  }

  @Test
  void t66_linesOfOneSku_areAddedUpAndSourcedOnce() {
    given(receive("1", "A", 10), receive("2", "A", SECOND, 15));

    assertThat(ledger.reserve(reserve("R1", anywhere("A", 13), anywhere("A", 5))).isHeld()).isTrue();
    assertThat(ledger.held(ReservationId.of("R1"))).containsExactly(line("A", 3), line("A", SECOND, 15));
  }

  @Test
  void t67_aLocationThatIsShort_dragsNobodyDown() {
    given(sale("O1", "A", 4), receive("1", "A", SECOND, 3));

    assertThat(ledger.reserve(reserve("R1", anywhere("A", 3))).isHeld()).isTrue();
    assertThat(ledger.held(ReservationId.of("R1"))).containsExactly(line("A", SECOND, 3));
  }

  @Test
  void reserve_anywhere_leavesSafetyStockAlone() {
    given(receive("1", "A", 3), receive("2", "A", SECOND, 5));
    ledger.safetyStock(Sku.of("A"), SECOND, units(3));

    assertThat(ledger.reserve(reserve("R1", anywhere("A", 5))).isHeld()).isTrue();
    assertThat(ledger.held(ReservationId.of("R1"))).containsExactly(line("A", 3), line("A", SECOND, 2));
  }

  @Test
  void reserve_somewhereAndAnywhere_theLineWithoutAChoiceGoesFirst() {
    given(receive("1", "A", 3), receive("2", "A", SECOND, 5));

    assertThat(ledger.reserve(reserve("R1", anywhere("A", 3), line("A", SECOND, 5))).isHeld()).isTrue();
    assertThat(ledger.held(ReservationId.of("R1"))).containsExactly(line("A", 3), line("A", SECOND, 5));
  }

  @Test
  void reserve_anywhereInTheBatchThatBringsTheUnits_isHeld() {
    List<CompletionStage<PostingResult>> posted = Stream.of(
        receive("1", "A", 1), receive("2", "A", THIRD, 2), reserve("R1", anywhere("A", 3)))
        .map(ledger::postAsync).toList();
    posted.forEach(stage -> stage.toCompletableFuture().join().posted());

    assertThat(at("A", THIRD)).isEqualTo(Units.onHand(0, 2));
  }

  @Test
  void held_released_isNothing() {
    given(receive("1", "A", 3), reserve("R1", anywhere("A", 3)), release("R1"));

    assertThat(ledger.held(ReservationId.of("R1"))).isEmpty();
    assertThat(ledger.held(ReservationId.of("R9"))).isEmpty();
  }

  @Test
  void reserve_withAnotherStrategy_isTakenFromWhereThatSays() {
    given(receive("1", "A", 3), receive("2", "A", SECOND, 5));
    engine().sourcing(request -> Map.of(LocationId.MAIN, units(1), SECOND, units(request.quantity().units() - 1)));

    assertThat(ledger.reserve(reserve("R1", anywhere("A", 3))).isHeld()).isTrue();
    assertThat(ledger.held(ReservationId.of("R1"))).containsExactly(line("A", 1), line("A", SECOND, 2));
  }

  @Test
  void strategy_isOfferedWhatIsFreeInOrder() {
    given(receive("1", "A", SECOND, 5), receive("2", "A", 3), reserve("R1", line("A", SECOND, 1)),
        receive("3", "B", THIRD, 1));
    java.util.concurrent.atomic.AtomicReference<SourcingStrategy.Request> asked =
        new java.util.concurrent.atomic.AtomicReference<>();
    engine().sourcing(request -> {
      asked.set(request);
      return SourcingStrategy.fewestLocations().source(request);
    });
    given(reserve("R2", anywhere("A", 2)));

    assertThat(asked.get()).isEqualTo(new SourcingStrategy.Request(Sku.of("A"), units(2), List.of(
        new SourcingStrategy.Candidate(LocationId.MAIN, units(3)), new SourcingStrategy.Candidate(SECOND, units(4)))));
  }

  static Stream<SourcingStrategy> broken() {
    Map<LocationId, Quantity> nothing = new HashMap<>();
    nothing.put(LocationId.MAIN, null);
    return Stream.of(
        request -> Map.of(LocationId.MAIN, units(2)),
        request -> Map.of(LocationId.MAIN, units(3), SECOND, units(1)),
        request -> Map.of(LocationId.MAIN, units(4)),
        request -> Map.of(THIRD, units(3)),
        request -> Map.of(),
        request -> nothing,
        request -> null,
        request -> {
          throw new IllegalStateException("out of order");
        },
        request -> {
          throw new AssertionError("out of order");
        });
  }

  @ParameterizedTest
  @MethodSource("broken")
  void reserve_withABrokenStrategy_isRefusedAndNothingIsHeld(SourcingStrategy strategy) {
    given(receive("1", "A", 3), receive("2", "A", SECOND, 5), receive("3", "B", 5));
    engine().sourcing(strategy);

    PostingResult.Refused refused = refused(reserve("R1", line("B", 1), anywhere("A", 3)));
    assertThat(refused.kind()).isEqualTo(RefusalKind.BAD_SOURCING);
    assertThat(refused.message()).contains("sourcing strategy").contains("quantity=3");
    assertThat(at("B")).isEqualTo(Units.onHand(5, 0));
    assertThatIllegalStateException().isThrownBy(() -> ledger.reserve(reserve("R1", anywhere("A", 3))));
  }

  @Test
  void reserve_refusedForABrokenStrategy_canBeAskedAgain() {
    given(receive("1", "A", 3));
    engine().sourcing(request -> Map.of());
    refused(reserve("R1", anywhere("A", 3)));
    takeTheDefault();

    assertThat(ledger.reserve(reserve("R1", anywhere("A", 3))).isHeld()).isTrue();
  }
}
