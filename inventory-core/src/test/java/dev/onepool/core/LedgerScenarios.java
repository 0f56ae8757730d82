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
import static dev.onepool.core.Commands.reserveUntil;
import static dev.onepool.core.Commands.restock;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.ship;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EffectKey;
import dev.onepool.PostingResult;
import dev.onepool.PostingResult.Posted;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.ReservationResult;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How stock systems really broke, played against the ledger's own commands. The number in a name is the scenario's in the
 * project's list of reported incidents; what needs a channel's orders is in {@link OrderScenarios}.
 */
abstract class LedgerScenarios extends LedgerHarness {

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
  void t04_paidButShort_isANamedShortfall() {
    given(receive("1", "A", 1), reserve("R1", line("A", 1)), sale("paid", "A", 1));

    assertThat(at("A")).isEqualTo(new Units(0, 1, 0, 1));
    assertThat(incidentKinds()).containsExactly("shortfall");
  }

  @Test
  void t05_onHandSetToZeroUnderACart_leavesAShortfallNotSilence() {
    given(receive("1", "A", 2), reserve("cart", line("A", 2)), count("1", "A", 0));

    assertThat(at("A")).isEqualTo(new Units(0, 0, 0, 2));
    assertThat(incidentKinds()).containsExactly("shortfall");
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
  void t09_importOfAQuantity_leavesTheReservationAlone() {
    given(receive("1", "A", 10), reserve("booking", line("A", 1)), count("import", "A", 5));

    assertThat(at("A")).isEqualTo(Units.onHand(4, 1));
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
  void t13_twentyProcessesReserveTen_onlyWhatIsThereIsTaken() {
    given(receive("1", "A", 15));

    assertThat(held(Together.call(20, i -> ledger.reserve(reserve("process-" + i, line("A", 10)))))).isEqualTo(1);
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
  @Timeout(30)
  void t22_oneKeyManyTimesInOneRequest_doesNotLockItselfOut() {
    given(receive("1", "A", 9), receive("2", "B", 9));
    Together.call(20, i -> ledger.reserve(
        reserve("cart-" + i, line("A", 1), line("B", 1), line("A", 1), line("B", 1), line("A", 1))));

    assertThat(at("A")).isEqualTo(Units.onHand(0, 9));
    assertThat(at("B")).isEqualTo(Units.onHand(3, 6));
  }

  @Test
  void t23_returnPageAndWebhookTogether_takeStockOnce() {
    given(receive("1", "A", 10));
    Together.call(2, i -> ledger.post(sale("O1", "A", 2)).posted());

    assertThat(at("A")).isEqualTo(Units.onHand(8, 2));
  }

  @Test
  void t24_sameEventAgainAfterTheTimeout_hasOneEffect() {
    given(receive("1", "A", 10), sale("O1", "A", 2), ship("event-7", "O1", 2));
    clock.advance(Duration.ofSeconds(35));
    given(ship("event-7", "O1", 2));

    assertThat(at("A")).isEqualTo(Units.onHand(8, 0));
  }

  @Test
  void t25_sameWebhookManyTimesInOneInstant_hasOneEffect() {
    given(receive("1", "A", 10));

    List<Posted> answers = Together.call(30, i -> ledger.post(sale("O1", "A", 2)).posted());

    assertThat(answers).containsOnly(new Posted(EffectKey.of("sale", "counter/O1/1"), lastEntry(), 1));
    assertThat(at("A")).isEqualTo(Units.onHand(8, 2));
  }

  @Test
  void t33_cancelAfterPartialRefundWithRestock_givesBackNoMoreThanWasSold() {
    given(receive("1", "A", 100), sale("O1", "A", 1), cancel("refund", "O1", 1));

    assertThat(refused(cancel("cancel", "O1", 1)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    assertThat(at("A")).isEqualTo(Units.onHand(100, 0));
  }

  @Test
  void t34_restockAfterRestock_givesBackNoMoreThanReturned() {
    given(receive("1", "A", 100), sale("O1", "A", 2), ship("1", "O1", 2), giveBack("1", "O1", 2),
        restock("refund", "O1", 2));

    assertThat(refused(restock("delete-line", "O1", 2)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    assertThat(at("A")).isEqualTo(Units.onHand(100, 0));
  }

  @Test
  void t35_refundWithoutGoodsBack_addsNothing() {
    given(receive("1", "A", 100), sale("O1", "A", 2), ship("1", "O1", 2));

    assertThat(refused(restock("credit-memo", "O1", 2)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    assertThat(at("A")).isEqualTo(Units.onHand(98, 0));
  }

  @Test
  void t39_sameShopperRetries_isNotBlockedByTheOwnHold() {
    given(receive("1", "A", 1));
    ledger.reserve(reserve("shopper", line("A", 1)));

    assertThat(ledger.reserve(reserve("shopper", line("A", 1))).isHeld()).isTrue();
    assertThat(at("A")).isEqualTo(Units.onHand(0, 1));
  }

  @Test
  void t40_paymentForAnExpiredHold_isRefusedByName() {
    given(receive("1", "A", 1), reserveUntil(clock.instant().plusSeconds(600), "cart", line("A", 1)));
    clock.advance(Duration.ofSeconds(600));
    given(reserve("somebody-else", line("A", 1)));

    assertThat(refused(fulfil("cart")).message()).contains("cart is expired");
  }

  @Test
  void t40_paymentForAnExpiredHoldRecordedAsAFact_isAShortfall() {
    given(receive("1", "A", 1), reserveUntil(clock.instant().plusSeconds(600), "cart", line("A", 1)));
    clock.advance(Duration.ofSeconds(600));
    given(reserve("somebody-else", line("A", 1)), sale("cart", "A", 1));

    assertThat(at("A")).isEqualTo(new Units(0, 1, 0, 1));
  }

  @Test
  void t58_promiseAndGoods_leaveTogether() {
    given(receive("1", "A", 3), reserve("R1", line("A", 2)), sale("O1", "A", 1));
    given(fulfil("R1"));
    assertThat(at("A")).isEqualTo(Units.onHand(0, 1));
    given(ship("1", "O1", 1));

    assertThat(at("A")).isEqualTo(Units.NONE);
  }

  @Test
  void t59_reservationWithoutAnOrder_isReleasedSafely() {
    given(receive("1", "A", 3), reserve("orphan", line("A", 2)), release("orphan"), release("orphan"));

    assertThat(at("A")).isEqualTo(Units.onHand(3, 0));
  }

  @Test
  void t61_afterAnything_theBalanceIsTheFoldOfTheLog() {
    long seed = System.nanoTime();
    System.out.println("t61 seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      ledger.post(anything(random, i));
    }

    Fold.of(ledger).assertMatches(ledger);
  }

  /** Returns the i-th command; it may concern an earlier one's order or reservation, or one that never was. */
  private static StockCommand anything(Random random, int i) {
    int earlier = random.nextInt(i + 1);
    int units = 1 + random.nextInt(6);
    return switch (random.nextInt(9)) {
      case 0 -> receive("c" + i, "A", units);
      case 1 -> reserve("R" + i, line("A", units));
      case 2 -> fulfil("R" + earlier);
      case 3 -> release("R" + earlier);
      case 4, 5 -> sale("O" + i, "A", units);
      case 6 -> cancel("c" + i, "O" + earlier, units);
      case 7 -> ship("c" + i, "O" + earlier, units);
      default -> adjust("c" + i, "A", units - 7);
    };
  }

  @Test
  @Timeout(30)
  void t63_crossedOrderOfKeys_neverDeadlocks() {
    given(receive("1", "A", 100), receive("2", "B", 100));
    List<PostingResult> answers = Together.call(100, i -> ledger.post(i % 2 == 0
        ? reserve("cart-" + i, line("A", 1), line("B", 1))
        : reserve("cart-" + i, line("B", 1), line("A", 1))));

    assertThat(answers).hasSize(100).allMatch(Posted.class::isInstance);
  }

  @Test
  void t66_orderSplitOverTwoLocations_takesExactlyWhatWasAsked() {
    given(receive("1", "A", 10), receive("2", "A", SECOND, 15));
    given(reserve("first", line("A", 10), line("A", SECOND, 3)), reserve("second", line("A", SECOND, 5)));

    assertThat(ledger.position(Sku.of("A")).reserved()).isEqualTo(Quantity.of(18));
    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(7, 8));
  }

  @Test
  void t67_oneLocationShort_doesNotHideTheOther() {
    given(sale("O1", "A", 4), receive("1", "A", SECOND, 3));

    assertThat(ledger.position(Sku.of("A")).availableToPromise()).isEqualTo(Quantity.of(3));
    assertThat(ledger.position(Sku.of("A")).shortfall()).isEqualTo(Quantity.of(4));
  }
}
