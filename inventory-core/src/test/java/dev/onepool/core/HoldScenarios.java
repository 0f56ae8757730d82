package dev.onepool.core;

import static dev.onepool.core.Commands.await;
import static dev.onepool.core.Commands.confirm;
import static dev.onepool.core.Commands.count;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveInsteadOf;
import static dev.onepool.core.Commands.reserveUntil;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.ship;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EffectKey;
import dev.onepool.OpenReservation;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.Shortfall;
import dev.onepool.StockCommand.Release;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * How stock systems really broke over holds, payments and promises that nobody closed. The number in a name is the scenario's in the project's list of reported
 * incidents; {@link ScenarioListTest} says what must be there.
 */
abstract class HoldScenarios extends LedgerHarness {

  private void pass(int minutes) {
    clock.advance(Duration.ofMinutes(minutes));
  }

  private Instant in(int minutes) {
    return clock.instant().plus(Duration.ofMinutes(minutes));
  }

  @Test
  void t37_promiseOfARemovedProduct_isReported() {
    given(receive("1", "A", 2), reserve("order", line("A", 2)), count("removed", "A", 0));
    pass(1);

    assertThat(ledger.openReservations(Duration.ZERO)).extracting(open -> open.reservation().value())
        .containsExactly("order");
    assertThat(ledger.shortfalls()).extracting(Shortfall::units).containsExactly(Quantity.of(2));
  }

  @Test
  void t37_productMadeAnewAfterItsPromiseWasReleased_startsAtWhatIsThere() {
    given(receive("1", "A", 2), reserve("order", line("A", 2)), count("removed", "A", 0), release("order"));
    given(receive("again", "A", 5));

    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void t37_productMadeAnewAfterItsOrderWasShipped_isWhatIsCounted() {
    given(receive("1", "A", 2), sale("O1", "A", 2), count("removed", "A", 0), ship("1", "O1", 2));
    given(count("again", "A", 5));

    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void t38_holdEndsWhileItsPaymentIsInFlight_theGoodsAreStillThere() {
    given(receive("1", "A", 1), reserveUntil(in(10), "cart", line("A", 1)));
    pass(9);
    given(await("1", "cart", in(20)));
    pass(5);

    assertThat(ledger.reserve(reserve("somebody-else", line("A", 1))).isHeld()).isFalse();
    given(confirm("cart"));
    pass(60);
    given(fulfil("cart"));
    assertThat(incidentKinds()).isEmpty();
  }

  @Test
  void t38_paymentNeverComesBack_theGoodsAreFreeAgain() {
    given(receive("1", "A", 1), reserveUntil(in(10), "cart", line("A", 1)), await("1", "cart", in(20)));
    pass(20);

    assertThat(ledger.reserve(reserve("somebody-else", line("A", 1))).isHeld()).isTrue();
  }

  @Test
  void t38_paymentsAndEndsTogether_nobodyPaidIsLeftWithoutGoods() {
    given(receive("1", "A", 10));
    for (int i = 0; i < 10; i++) {
      given(reserveUntil(in(10), "cart-" + i, line("A", 1)), await("p-" + i, "cart-" + i, in(20)));
    }
    pass(15);
    Together.call(20, i -> i < 10
        ? ledger.post(confirm("cart-" + i)).posted() != null
        : ledger.reserve(reserve("late-" + i, line("A", 1))).isHeld());
    pass(60);

    given(receive("tick", "B", 1));
    assertThat(at("A")).isEqualTo(Units.onHand(0, 10));
    assertThat(ledger.shortfalls()).isEmpty();
  }

  @Test
  void t39_sameShopperRetries_isNotBlockedByTheOwnHold() {
    given(receive("1", "A", 1));
    ledger.reserve(reserve("shopper", line("A", 1)));

    assertThat(ledger.reserve(reserve("shopper", line("A", 1))).isHeld()).isTrue();
    assertThat(at("A")).isEqualTo(Units.onHand(0, 1));
  }

  @Test
  void t39_sameShopperComesBackWithAnotherCart_isNotBlockedByTheOwnHold() {
    given(receive("1", "A", 3), reserve("first-try", line("A", 3)));

    assertThat(ledger.reserve(reserve("stranger", line("A", 1))).isHeld()).isFalse();
    assertThat(ledger.reserve(reserveInsteadOf("first-try", "second-try", line("A", 2))).isHeld()).isTrue();
    assertThat(at("A")).isEqualTo(Units.onHand(1, 2));
  }

  @Test
  void t39_sameShopperInManyTabs_holdsNoMoreThanOneCart() {
    given(receive("1", "A", 5), reserve("tab-0", line("A", 1)));
    for (int i = 1; i <= 10; i++) {
      String before = "tab-" + (i - 1);
      String now = "tab-" + i;
      Together.call(3, any -> ledger.reserve(reserveInsteadOf(before, now, line("A", 1))).isHeld());
    }

    assertThat(at("A")).isEqualTo(Units.onHand(4, 1));
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
  void t40_paymentForAnExpiredHoldWhoseGoodsAreThere_holdsThemAgain() {
    given(receive("1", "A", 1), reserveUntil(in(10), "cart", line("A", 1)));
    pass(10);
    given(confirm("cart"), fulfil("cart"));

    assertThat(at("A")).isEqualTo(Units.NONE);
    assertThat(incidentKinds()).isEmpty();
  }

  @Test
  void t40_paymentForAnExpiredHoldWhoseGoodsAreGone_isAShortfall() {
    given(receive("1", "A", 1), reserveUntil(in(10), "cart", line("A", 1)));
    pass(10);
    given(reserve("somebody-else", line("A", 1)), confirm("cart"));

    assertThat(at("A")).isEqualTo(new Units(0, 1, 0, 1));
    assertThat(incidentKinds()).containsExactly("shortfall");
  }

  @Test
  void t59_reservationWithoutAnOrder_isReleasedSafely() {
    given(receive("1", "A", 3), reserve("orphan", line("A", 2)), release("orphan"), release("orphan"));

    assertThat(at("A")).isEqualTo(Units.onHand(3, 0));
  }

  @Test
  void t59_reservationWithoutAnOrder_isListedUntilItIsReleased() {
    given(receive("1", "A", 3), reserve("orphan", line("A", 2)));
    pass(60);
    assertThat(ledger.openReservations(Duration.ofMinutes(30))).extracting(OpenReservation::reservation)
        .containsExactly(ReservationId.of("orphan"));

    Together.call(8, i -> ledger.post(new Release(EffectKey.of("clean-up", "orphan"), ReservationId.of("orphan"))).posted());
    assertThat(ledger.openReservations(Duration.ZERO)).isEmpty();
    assertThat(at("A")).isEqualTo(Units.onHand(3, 0));
  }
}
