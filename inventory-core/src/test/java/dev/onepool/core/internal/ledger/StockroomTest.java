package dev.onepool.core.internal.ledger;

import static dev.onepool.EntryCause.ADJUSTMENT;
import static dev.onepool.EntryCause.CANCELLATION;
import static dev.onepool.EntryCause.COUNT;
import static dev.onepool.EntryCause.FOUND_AT_SHIPMENT;
import static dev.onepool.EntryCause.RECEIPT;
import static dev.onepool.EntryCause.RESTOCK;
import static dev.onepool.EntryCause.RESTOCK_VOIDED;
import static dev.onepool.EntryCause.SALE;
import static dev.onepool.EntryCause.SHIPMENT;
import static dev.onepool.EntryCause.SHIPMENT_VOIDED;
import static dev.onepool.EntryCause.SHORTFALL_FILLED;
import static dev.onepool.StockState.AVAILABLE;
import static dev.onepool.StockState.CUSTOMER;
import static dev.onepool.StockState.RESERVED;
import static dev.onepool.StockState.SUPPLIER;
import static dev.onepool.StockState.UNSELLABLE;
import static dev.onepool.StockState.WRITE_OFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onepool.EntryCause;
import dev.onepool.StockState;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The moves that units can make within a pool, one by one. */
class StockroomTest {

  private static final PoolKey A = PureLedger.key("A");

  private final Changes changes = new PureLedger().state();
  private final Stockroom stockroom = new Stockroom(changes, null, "test");

  /** An entry, shortly: how many, from where, to where, why, and what was available and reserved after it. */
  private record Moved(
      long units, StockState from, StockState to, EntryCause cause, long availableAfter, long reservedAfter) {}

  private List<Moved> moves() {
    return changes.movements().stream().map(move -> new Moved(move.quantity(), move.from(), move.to(), move.cause(),
        move.availableAfter(), move.reservedAfter())).toList();
  }

  /** Puts a balance, without saying how it came about. */
  private void given(long available, long reserved, long unsellable, long shortfall, long unexplained) {
    changes.put(new Pool(A, available, reserved, unsellable, 0, shortfall, unexplained, 0, 0, 0, 1));
  }

  private void assertPool(long available, long reserved, long unsellable, long shortfall, long unexplained) {
    Pool pool = changes.pool(A);
    assertThat(List.of(pool.available(), pool.reserved(), pool.unsellable(), pool.shortfall(), pool.unexplained()))
        .as("available, reserved, unsellable, shortfall, unexplained")
        .isEqualTo(List.of(available, reserved, unsellable, shortfall, unexplained));
  }

  @Test
  void promise_covered_isReserved() {
    given(5, 1, 0, 0, 0);

    assertThat(stockroom.promise(A, 5, SALE)).isZero();
    assertPool(0, 6, 0, 0, 0);
    assertThat(moves()).containsExactly(new Moved(5, AVAILABLE, RESERVED, SALE, 0, 6));
  }

  @Test
  void promise_partlyCovered_isReservedAndShort() {
    given(2, 1, 0, 0, 0);

    assertThat(stockroom.promise(A, 5, SALE)).isEqualTo(3);
    assertPool(0, 3, 0, 3, 0);
    assertThat(moves()).containsExactly(new Moved(2, AVAILABLE, RESERVED, SALE, 0, 3));
  }

  @Test
  void promise_uncovered_movesNothing() {
    given(0, 0, 0, 1, 0);

    assertThat(stockroom.promise(A, 2, SALE)).isEqualTo(2);
    assertPool(0, 0, 0, 3, 0);
    assertThat(moves()).isEmpty();
  }

  @Test
  void unpromise_whileShort_takesTheShortfallFirst() {
    given(0, 4, 0, 2, 0);
    stockroom.unpromise(A, 3, CANCELLATION);

    assertPool(1, 3, 0, 0, 0);
    assertThat(moves()).containsExactly(new Moved(1, RESERVED, AVAILABLE, CANCELLATION, 1, 3));
  }

  @Test
  void unpromise_onlyShort_movesNothing() {
    given(0, 4, 0, 2, 0);
    stockroom.unpromise(A, 2, CANCELLATION);

    assertPool(0, 4, 0, 0, 0);
    assertThat(moves()).isEmpty();
  }

  @Test
  void putOnHand_whileShort_fillsThatFirstWithTheBalanceAfterEach() {
    given(0, 1, 0, 3, 0);
    stockroom.putOnHand(A, 5, SUPPLIER, RECEIPT);

    assertPool(2, 4, 0, 0, 0);
    assertThat(moves()).containsExactly(
        new Moved(3, SUPPLIER, RESERVED, SHORTFALL_FILLED, 0, 4), new Moved(2, SUPPLIER, AVAILABLE, RECEIPT, 2, 4));
  }

  @Test
  void putOnHand_nothingShort_isAvailable() {
    given(1, 1, 0, 0, 0);
    stockroom.putOnHand(A, 5, SUPPLIER, RECEIPT);

    assertPool(6, 1, 0, 0, 0);
  }

  @Test
  void putOnHand_beyondALong_isRefused() {
    given(Long.MAX_VALUE - 5, 3, 0, 0, 0);

    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> stockroom.putOnHand(A, 3, SUPPLIER, RECEIPT));
  }

  @Test
  void putOnHand_exactlyALong_isAccepted() {
    given(Long.MAX_VALUE - 5, 3, 0, 0, 0);
    stockroom.putOnHand(A, 2, SUPPLIER, RECEIPT);

    assertPool(Long.MAX_VALUE - 3, 3, 0, 0, 0);
  }

  @Test
  void takeOnHand_beyondAvailable_takesPromisedOnesWithTheBalanceAfterEach() {
    given(2, 4, 0, 0, 0);
    stockroom.takeOnHand(A, 5, WRITE_OFF, ADJUSTMENT);

    assertPool(0, 1, 0, 3, 0);
    assertThat(moves()).containsExactly(new Moved(2, AVAILABLE, WRITE_OFF, ADJUSTMENT, 0, 4),
        new Moved(3, RESERVED, WRITE_OFF, ADJUSTMENT, 0, 1));
  }

  @Test
  void ship_covered_leaves() {
    given(3, 4, 0, 0, 0);
    stockroom.ship(A, 4);

    assertPool(3, 0, 0, 0, 0);
    assertThat(moves()).containsExactly(new Moved(4, RESERVED, CUSTOMER, SHIPMENT, 3, 0));
  }

  @Test
  void ship_uncovered_wasFound() {
    given(0, 1, 0, 4, 0);
    stockroom.ship(A, 3);

    assertPool(0, 0, 0, 2, 2);
    assertThat(moves()).containsExactly(
        new Moved(1, RESERVED, CUSTOMER, SHIPMENT, 0, 0), new Moved(2, WRITE_OFF, CUSTOMER, FOUND_AT_SHIPMENT, 0, 0));
  }

  @Test
  void ship_uncovered_isAnIncident() {
    given(0, 1, 0, 4, 0);
    stockroom.ship(A, 3);

    assertThat(changes.incidents()).singleElement()
        .isEqualTo(new Incident("found-at-shipment", "A at main",
            "2 units of A at main left the shelf that the ledger did not know to be there; count them"));
  }

  @Test
  void unship_known_isPromisedAgain() {
    given(3, 0, 0, 0, 0);
    stockroom.unship(A, 4);

    assertPool(3, 4, 0, 0, 0);
    assertThat(moves()).containsExactly(new Moved(4, CUSTOMER, RESERVED, SHIPMENT_VOIDED, 3, 4));
  }

  @Test
  void unship_found_explainsTheFindAndIsShortAgain() {
    given(0, 1, 0, 0, 2);
    stockroom.unship(A, 3);

    assertPool(0, 2, 0, 2, 0);
    assertThat(moves()).containsExactly(new Moved(2, CUSTOMER, WRITE_OFF, FOUND_AT_SHIPMENT, 0, 1),
        new Moved(1, CUSTOMER, RESERVED, SHIPMENT_VOIDED, 0, 2));
  }

  @Test
  void unship_foundWhileSomeAreAvailable_isCoveredByThem() {
    given(5, 0, 0, 0, 2);
    stockroom.unship(A, 2);

    assertPool(3, 2, 0, 0, 0);
    assertThat(moves()).containsExactly(new Moved(2, CUSTOMER, WRITE_OFF, FOUND_AT_SHIPMENT, 5, 0),
        new Moved(2, AVAILABLE, RESERVED, SHORTFALL_FILLED, 3, 2));
  }

  @Test
  void comeBackAndGoAgain_leaveNoTrace() {
    given(1, 1, 1, 0, 0);
    stockroom.comeBack(A, 4);
    assertPool(1, 1, 5, 0, 0);
    stockroom.goAgain(A, 4);

    assertPool(1, 1, 1, 0, 0);
  }

  @Test
  void restock_whileShort_fillsThatFirst() {
    given(0, 0, 3, 1, 0);
    stockroom.restock(A, 3);

    assertPool(2, 1, 0, 0, 0);
    assertThat(moves()).containsExactly(
        new Moved(1, UNSELLABLE, RESERVED, SHORTFALL_FILLED, 0, 1), new Moved(2, UNSELLABLE, AVAILABLE, RESTOCK, 2, 1));
  }

  @Test
  void restock_ofWhatWasFound_isNoNews() {
    given(0, 0, 3, 0, 2);
    stockroom.restock(A, 3);

    assertPool(1, 0, 0, 0, 0);
    assertThat(moves()).containsExactly(new Moved(2, UNSELLABLE, WRITE_OFF, FOUND_AT_SHIPMENT, 0, 0),
        new Moved(1, UNSELLABLE, AVAILABLE, RESTOCK, 1, 0));
  }

  @Test
  void unstock_onHand_isUnsellableAgain() {
    given(1, 3, 0, 0, 0);
    stockroom.unstock(A, 2);

    assertPool(0, 2, 2, 1, 0);
    assertThat(moves()).containsExactly(new Moved(1, AVAILABLE, UNSELLABLE, RESTOCK_VOIDED, 0, 3),
        new Moved(1, RESERVED, UNSELLABLE, RESTOCK_VOIDED, 0, 2));
  }

  @Test
  void unstock_noLongerOnHand_wasFound() {
    given(1, 0, 0, 0, 0);
    stockroom.unstock(A, 3);

    assertPool(0, 0, 3, 0, 2);
    assertThat(moves()).containsExactly(new Moved(1, AVAILABLE, UNSELLABLE, RESTOCK_VOIDED, 0, 0),
        new Moved(2, WRITE_OFF, UNSELLABLE, FOUND_AT_SHIPMENT, 0, 0));
  }

  @Test
  void forgetUnexplained_any_movesNothing() {
    given(1, 1, 0, 0, 2);
    stockroom.setUnexplained(A, 0);

    assertPool(1, 1, 0, 0, 0);
    assertThat(moves()).isEmpty();
  }

  @Test
  void zeroUnits_everywhere_writeNoEntry() {
    given(1, 1, 1, 0, 1);
    List<BiConsumer<PoolKey, Long>> moves = List.of(
        (key, units) -> stockroom.promise(key, units, SALE),
        (key, units) -> stockroom.unpromise(key, units, CANCELLATION),
        (key, units) -> stockroom.putOnHand(key, units, SUPPLIER, RECEIPT),
        (key, units) -> stockroom.takeOnHand(key, units, WRITE_OFF, COUNT),
        stockroom::ship, stockroom::unship, stockroom::comeBack, stockroom::goAgain, stockroom::restock,
        stockroom::unstock);
    moves.forEach(move -> move.accept(A, 0L));

    assertPool(1, 1, 1, 0, 1);
    assertThat(moves()).isEmpty();
  }
}
