package dev.onepool.core;

import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.anywhere;
import static dev.onepool.core.Commands.confirm;
import static dev.onepool.core.Commands.count;
import static dev.onepool.core.Commands.defineKit;
import static dev.onepool.core.Commands.kit;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.part;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveUntil;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.PostingResult.Posted;
import dev.onepool.ReservationResult;
import dev.onepool.StockCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How stock systems really broke where many want the same units at once. The number in a name is the scenario's in the project's list of reported
 * incidents; {@link ScenarioListTest} says what must be there.
 */
abstract class RaceScenarios extends LedgerHarness {

  private long held(List<ReservationResult> answers) {
    return answers.stream().filter(ReservationResult::isHeld).count();
  }

  @Test
  void t01_twoCartsThatDoNotFitTogether_exactlyOneWins() {
    for (int round = 0; round < 25; round++) {
      String sku = "A" + round;
      String cart = "cart-" + round + "-";
      given(receive("in-" + round, sku, 5));

      assertThat(held(Together.call(2, i -> ledger.reserve(reserve(cart + i, line(sku, 3 + i)))))).isEqualTo(1);
    }
  }

  @Test
  void t01_eighteenFrontEnds_grantNoMoreThanThereIs() {
    long seed = System.nanoTime();
    System.out.println("t01 seed " + seed);
    Random random = new Random(seed);
    given(receive("1", "A", 40));
    long[] carts = random.longs(18, 1, 9).toArray();
    List<ReservationResult> answers =
        Together.call(18, i -> ledger.reserve(reserve("cart-" + i, line("A", carts[i]))));
    long granted = IntStream.range(0, 18).filter(i -> answers.get(i).isHeld()).mapToLong(i -> carts[i]).sum();

    assertThat(granted).as("seed %d", seed).isLessThanOrEqualTo(40);
    assertThat(at("A")).isEqualTo(Units.onHand(40 - granted, granted));
  }

  @Test
  void t02_theLastUnit_isSoldOnce() {
    given(receive("1", "A", 1));

    assertThat(held(Together.call(2, i -> ledger.reserve(reserve("cart-" + i, line("A", 1)))))).isEqualTo(1);
  }

  @Test
  void t03_twoHundredCallersForHundredUnits_exactlyHundredAreHeld() {
    given(receive("1", "A", 100));

    assertThat(held(Together.call(200, i -> ledger.reserve(reserve("cart-" + i, line("A", 1)))))).isEqualTo(100);
    assertThat(at("A")).isEqualTo(Units.onHand(0, 100));
  }

  @Test
  void t03_twoHundredCallersWithSalesAndHoldsPresent_holdOnlyTheRest() {
    given(receive("1", "A", 100), sale("O1", "A", 30), reserve("R1", line("A", 20)));

    assertThat(held(Together.call(200, i -> ledger.reserve(reserve("cart-" + i, line("A", 1)))))).isEqualTo(50);
  }

  @Test
  void t06_concurrentHolds_leaveNoLostUpdate() {
    given(receive("1", "A", 64), receive("2", "B", 64));
    Together.call(64, i -> ledger.reserve(reserve("cart-" + i, line("A", 1), line("B", 1))));

    assertThat(at("A")).isEqualTo(Units.onHand(0, 64));
    assertThat(at("B")).isEqualTo(Units.onHand(0, 64));
  }

  @Test
  void t07_concurrentDeltas_allCount() {
    given(receive("1", "A", 1_000));
    Together.call(60, i -> ledger.post(adjust("a-" + i, "A", i % 2 == 0 ? 5 : -3)).posted());

    assertThat(at("A")).isEqualTo(Units.onHand(1_000 + 30 * 5 - 30 * 3, 0));
  }

  @Test
  void t08_adjustmentsRacingCheckouts_lastWriteWinsNothing() {
    given(receive("1", "A", 20));
    long held = Together.call(40, i -> i % 2 == 0
        ? ledger.post(adjust("a-" + i, "A", -1)) instanceof Posted && false
        : ledger.reserve(reserve("cart-" + i, line("A", 1))).isHeld()).stream().filter(won -> won).count();
    Units units = at("A");

    assertThat(units.reserved() + units.shortfall()).as("promised").isEqualTo(held);
    assertThat(held).isBetween(0L, 20L);
    assertThat(units.available()).isZero();
    assertThat(units.reserved()).as("on hand after twenty were lost").isZero();
  }

  @Test
  void t08_guardedCountsRacingCheckouts_areDeltasAndAllCount() {
    given(receive("1", "A", 20));
    List<Boolean> done = Together.call(20, i -> i < 5
        ? ledger.post(count("c-" + i, "A", 19, 20)).posted() != null
        : ledger.reserve(reserve("cart-" + i, line("A", 1))).isHeld());

    assertThat(done).containsOnly(true);
    assertThat(at("A")).isEqualTo(Units.onHand(0, 15));
  }

  @Test
  void t09_warehouseNumbersRacingBookings_leaveEveryBookingAlone() {
    given(receive("1", "A", 40));
    Instant asOf = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    List<Boolean> held = Together.call(30, i -> i % 2 == 0
        ? ledger.reserve(reserve("booking-" + i, line("A", 1))).isHeld()
        : ledger.post(snapshot("import-" + i, "A", 25, asOf)).posted() != null);

    assertThat(held).containsOnly(true);
    assertThat(at("A")).isEqualTo(Units.onHand(10, 15));
  }

  @Test
  void t10_lastItemInTwoShops_theLoserIsToldBeforeMoneyMoves() {
    given(receive("1", "A", 1));
    AtomicInteger charged = new AtomicInteger();
    Together.call(8, i -> {
      Instant end = clock.instant().plusSeconds(600);
      boolean held = ledger.reserve(reserveUntil(end, "cart-" + i, line("A", 1))).isHeld();
      return held && charged.incrementAndGet() > 0 && ledger.post(confirm("cart-" + i)).posted() != null;
    });

    assertThat(charged).hasValue(1);
    assertThat(at("A")).isEqualTo(Units.onHand(0, 1));
    assertThat(ledger.shortfalls()).isEmpty();
  }

  @Test
  void t13_twentyProcessesReserveTen_onlyWhatIsThereIsTaken() {
    given(receive("1", "A", 15));

    assertThat(held(Together.call(20, i -> ledger.reserve(reserve("process-" + i, line("A", 10)))))).isEqualTo(1);
  }

  @Test
  void t13_nobodyEverReceivedAny_nothingIsMadeUp() {
    assertThat(held(Together.call(20, i -> ledger.reserve(reserve("process-" + i, line("A", 10)))))).isZero();
    assertThat(entries()).isZero();
  }

  @Test
  void t14_oneSerialNumber_isPromisedOnceByWhateverWay() {
    given(receive("1", "X", 1), defineKit("1", "BOXED", part("X", 1)));
    List<StockCommand.ReserveLine> ways = List.of(line("X", 1), anywhere("X", 1), kit("BOXED", 1));

    assertThat(held(Together.call(12, i -> ledger.reserve(reserve("cart-" + i, ways.get(i % 3)))))).isEqualTo(1);
    assertThat(at("X")).isEqualTo(Units.onHand(0, 1));
  }

  @Test
  void t14_oneSerialNumberSoldTwice_noRepairMakesItTwo() {
    given(receive("1", "X", 1), reserve("cart", line("X", 1)), sale("O1", "X", 1), count("repair", "X", 1));

    assertThat(at("X")).isEqualTo(new Units(0, 1, 0, 1));
  }
}
