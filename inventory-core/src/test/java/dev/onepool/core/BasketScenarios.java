package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.anywhere;
import static dev.onepool.core.Commands.defineKit;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.kit;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.part;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.ReservationResult;
import dev.onepool.Sku;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How stock systems really broke over baskets of several lines, and over kits. The number in a name is the scenario's in the project's list of reported
 * incidents; {@link ScenarioListTest} says what must be there.
 */
abstract class BasketScenarios extends LedgerHarness {

  private long held(List<ReservationResult> answers) {
    return answers.stream().filter(ReservationResult::isHeld).count();
  }

  @Test
  void t12_bundleAgainstADirectBuyerOfItsLastComponent_exactlyOneWins() {
    for (int round = 0; round < 25; round++) {
      String component = "component-" + round;
      String other = "other-" + round;
      String cart = "cart-" + round + "-";
      given(receive("c-" + round, component, 1), receive("o-" + round, other, 9));
      List<ReservationResult> answers = Together.call(2, i -> ledger.reserve(i == 0
          ? reserve(cart + "bundle", line(other, 2), line(component, 1))
          : reserve(cart + "direct", line(component, 1))));

      assertThat(held(answers)).isEqualTo(1);
      assertThat(at(other).reserved()).as("other component").isEqualTo(answers.get(0).isHeld() ? 2 : 0);
    }
  }

  @Test
  void t12_kitAgainstADirectBuyerOfItsLastComponent_exactlyOneWins() {
    given(defineKit("1", "BUNDLE", part("COMPONENT", 1), part("OTHER", 2)));
    given(receive("1", "COMPONENT", 1), receive("2", "OTHER", 9));
    List<ReservationResult> answers = Together.call(16, i -> ledger.reserve(i % 2 == 0
        ? reserve("cart-" + i, kit("BUNDLE", 1))
        : reserve("cart-" + i, line("COMPONENT", 1))));
    boolean bundle = IntStream.range(0, 16).anyMatch(i -> i % 2 == 0 && answers.get(i).isHeld());

    assertThat(held(answers)).isEqualTo(1);
    assertThat(at("OTHER").reserved()).isEqualTo(bundle ? 2 : 0);
  }

  @Test
  void t16_twoLinesOfOneSku_areSummed() {
    given(receive("1", "A", 4));

    ReservationResult answer = ledger.reserve(reserve("cart", line("A", 3), line("A", 3)));
    assertThat(((ReservationResult.Refused) answer).shortItems()).singleElement()
        .satisfies(item -> assertThat(item.requested()).isEqualTo(Quantity.of(6)));
  }

  @Test
  void t16_twoLinesOfOneSkuThatFit_areHeld() {
    given(receive("1", "A", 4));

    assertThat(ledger.reserve(reserve("cart", line("A", 3), line("A", 1))).isHeld()).isTrue();
    assertThat(at("A")).isEqualTo(Units.onHand(0, 4));
  }

  @Test
  void t16_linesOfKitsThatShareAComponent_areSummed() {
    given(receive("1", "A", 4), defineKit("1", "RED", part("A", 1)), defineKit("2", "BLUE", part("A", 1)));

    assertThat(ledger.reserve(reserve("cart", kit("RED", 3), kit("BLUE", 3))).isHeld()).isFalse();
    assertThat(ledger.reserve(reserve("cart", kit("RED", 3), kit("BLUE", 1))).isHeld()).isTrue();
    assertThat(at("A")).isEqualTo(Units.onHand(0, 4));
  }

  @Test
  void t17_twoLinesOfOneSkuOnTopOfOthers_startFromNoStaleNumber() {
    given(receive("1", "A", 50), reserve("earlier", line("A", 20)), reserve("cart", line("A", 10), line("A", 5)));

    assertThat(at("A")).isEqualTo(Units.onHand(15, 35));
  }

  @Test
  void t18_oneSkuTwiceAsDifferentLines_isStillOneStock() {
    given(receive("1", "A", 1));

    assertThat(ledger.reserve(reserve("cart", line("A", 1), line("A", 1))).isHeld()).isFalse();
    assertThat(at("A")).isEqualTo(Units.onHand(1, 0));
  }

  @Test
  void t19_promisedDirectlyAndWithinKits_isCountedOnceEach() {
    given(receive("1", "A", 10), receive("2", "B", 10), defineKit("1", "KIT", part("A", 2), part("B", 1)));
    given(reserve("direct", line("A", 3)), reserve("bundle", kit("KIT", 2)));
    assertThat(at("A")).isEqualTo(Units.onHand(3, 7));

    given(fulfil("bundle"));
    assertThat(at("A")).isEqualTo(Units.onHand(3, 3));
    assertThat(at("B")).isEqualTo(Units.onHand(8, 0));
  }

  @Test
  void t20_kitsAndTheirComponentAlone_drawOnTheSameUnits() {
    given(receive("1", "A", 10), receive("2", "B", 9), defineKit("1", "KIT", part("A", 2), part("B", 1)));

    assertThat(((ReservationResult.Refused) ledger.reserve(reserve("cart", kit("KIT", 10)))).largest())
        .containsExactly(Quantity.of(5));
    given(reserve("alone", line("A", 3)));
    assertThat(ledger.reserve(reserve("cart", kit("KIT", 4))).isHeld()).isFalse();
    assertThat(ledger.reserve(reserve("cart", kit("KIT", 3))).isHeld()).isTrue();
  }

  @Test
  void t21_variantInStockButTheWholeProductIsCapped_theSmallerNumberCounts() {
    given(receive("1", "VARIANT-S", 9), receive("2", "VARIANT-L", 1), receive("3", "PERMIT", 3));
    given(defineKit("1", "S", part("VARIANT-S", 1), part("PERMIT", 1)),
        defineKit("2", "L", part("VARIANT-L", 1), part("PERMIT", 1)));

    assertThat(ledger.reserve(reserve("both", kit("L", 2))).isHeld()).isFalse();
    assertThat(ledger.reserve(reserve("both", kit("L", 1), kit("S", 3))).isHeld()).isFalse();
    assertThat(ledger.reserve(reserve("both", kit("L", 1), kit("S", 2))).isHeld()).isTrue();
    assertThat(ledger.reserve(reserve("late", kit("S", 1))).isHeld()).isFalse();
  }

  @Test
  @Timeout(30)
  void t22_oneKeyManyTimesInOneRequest_doesNotLockItselfOut() {
    given(receive("1", "A", 9), receive("2", "B", 9));
    Together.call(20, i -> ledger.reserve(
        reserve("cart-" + i, line("A", 1), line("B", 1), line("A", 1), line("B", 1), line("A", 1))));

    assertThat(at("A")).isEqualTo(Units.onHand(0, 9));
    assertThat(at("B")).isEqualTo(Units.onHand(3, 6));
  }

  @Test
  void t66_orderSplitOverTwoLocations_takesExactlyWhatWasAsked() {
    given(receive("1", "A", 10), receive("2", "A", SECOND, 15));
    given(reserve("first", line("A", 10), line("A", SECOND, 3)), reserve("second", line("A", SECOND, 5)));

    assertThat(ledger.position(Sku.of("A")).reserved()).isEqualTo(Quantity.of(18));
    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(7, 8));
  }

  @Test
  void t66_whateverIsAskedForAnywhere_exactlyThatIsTaken() {
    given(receive("1", "A", 10), receive("2", "A", SECOND, 15), reserve("first", anywhere("A", 13)));
    given(reserve("second", anywhere("A", 5)));

    for (String id : List.of("first", "second")) {
      long units = ledger.held(ReservationId.of(id)).stream().mapToLong(line -> line.quantity().units()).sum();
      assertThat(units).as(id).isEqualTo(id.equals("first") ? 13 : 5);
    }
    assertThat(ledger.position(Sku.of("A")).reserved()).isEqualTo(Quantity.of(18));
  }
}
