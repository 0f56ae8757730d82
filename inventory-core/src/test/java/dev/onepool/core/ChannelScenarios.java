package dev.onepool.core;

import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Snapshots.SHOP;
import static dev.onepool.core.Snapshots.TERMS;
import static dev.onepool.core.Snapshots.cancelled;
import static dev.onepool.core.Snapshots.complete;
import static dev.onepool.core.Snapshots.ordered;
import static dev.onepool.core.Snapshots.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.core.internal.keeping.Auditor;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.LedgerCommand.Charge;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.store.Keeping;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.PoolProof;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How stock systems really broke where a channel sells from the same units. The number in a name is the scenario's in the project's list of reported
 * incidents; {@link ScenarioListTest} says what must be there.
 */
abstract class ChannelScenarios extends OrderHarness {

  @BeforeEach
  void receiveAndMap() {
    given(receive("stock-a", "A", 100), receive("stock-b", "B", 100));
    given(map("LA", part("A", 1)), map("LB", part("B", 1)), map("KIT", part("A", 2), part("B", 1)));
  }

  private Answer charge(String listing, long value) {
    return run(new Charge(new ListingKey(SHOP, ListingId.of(listing)), value, true, TERMS));
  }

  @Test
  void t15_whatAChannelMayTake_isNotHeldForOurOwnCheckout() {
    given(new Charge(new ListingKey(SHOP, ListingId.of("LA")), 70, true, TERMS));

    assertThat(ledger.reserve(reserve("cart", line("A", 31))).isHeld()).isFalse();
    assertThat(ledger.reserve(reserve("cart", line("A", 30))).isHeld()).isTrue();
  }

  @Test
  void t15_askedFromOutside_manyCompleteAndNoneIsParked() {
    given(new Charge(new ListingKey(SHOP, ListingId.of("LA")), 60, true, TERMS));
    List<Boolean> held = Together.call(60, i -> ledger.reserve(reserve("cart-" + i, line("A", 1))).isHeld());
    for (int i = 0; i < 60; i++) {
      given(complete("O" + i, 1, ordered("1", "LA", 1)));
    }

    assertThat(held).filteredOn(one -> one).hasSize(40);
    assertThat(at("A")).isEqualTo(Units.onHand(0, 100));
  }

  @Test
  void t19_soldDirectlyAndWithinAKit_isCountedOnceEach() {
    given(complete("O1", 1, ordered("1", "LA", 3), ordered("2", "KIT", 4)));

    assertThat(at("A")).isEqualTo(Units.onHand(89, 11));
    assertThat(at("B")).isEqualTo(Units.onHand(96, 4));
  }

  @Test
  void t20_kit_isOfferedByItsScarcestComponent() {
    assertThat(charge("KIT", 51)).isInstanceOf(Answer.Refused.class);
    assertThat(charge("KIT", 50)).isInstanceOf(Answer.Charged.class);
  }

  @Test
  void t20_kitAndComponent_shareTheFreeUnits() {
    given(new Charge(new ListingKey(SHOP, ListingId.of("LA")), 90, true, TERMS));

    assertThat(charge("KIT", 6)).isInstanceOf(Answer.Refused.class);
    assertThat(charge("KIT", 5)).isInstanceOf(Answer.Charged.class);
  }

  @Test
  void t20_kitOffered_leavesItsUnitsToNobodyElse() {
    given(new Charge(new ListingKey(SHOP, ListingId.of("KIT")), 5, true, TERMS));

    assertThat(ledger.reserve(reserve("cart", line("A", 91))).isHeld()).isFalse();
    assertThat(ledger.reserve(reserve("cart", line("A", 90), line("B", 95))).isHeld()).isTrue();
  }

  @Test
  void t21_severalLimitsOnOneListing_theSmallestCounts() {
    ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(10));
    given(new Charge(new ListingKey(SHOP, ListingId.of("LA")), 30, true, TERMS));
    given(reserve("cart", line("B", 80)));

    // A leaves (100 - 10 - 30) / 2 kits, B leaves 20.
    assertThat(charge("KIT", 21)).isInstanceOf(Answer.Refused.class);
    assertThat(charge("KIT", 20)).isInstanceOf(Answer.Charged.class);
  }

  @Test
  void t41_orderShippedElsewhere_closesItsHoldAsTheNumberDrops() {
    given(receive("stock-c", "C", 3));
    given(map("LC", part("C", 1)));
    ledger.safetyStock(Sku.of("C"), LocationId.MAIN, Quantity.of(1));
    given(complete("O1", 1, ordered("1", "LC", 1)));
    assertThat(ledger.position(Sku.of("C")).availableToPromise()).isEqualTo(Quantity.of(1));

    given(complete("O1", 2, shipped("1", "LC", 1)));
    assertThat(at("C")).isEqualTo(Units.onHand(2, 0));
    assertThat(charge("LC", 2)).isInstanceOf(Answer.Refused.class);
    assertThat(charge("LC", 1)).isInstanceOf(Answer.Charged.class);
  }

  @Test
  void t41_everyWayAnOrderEnds_closesItsHold() {
    given(complete("O1", 1, ordered("1", "LA", 4)), complete("O2", 1, ordered("1", "LA", 5)),
        complete("O3", 1, ordered("1", "LA", 6), ordered("2", "LB", 1)));
    given(complete("O1", 2, cancelled("1", "LA", 4)), complete("O2", 2, shipped("1", "LA", 5)),
        complete("O3", 2, ordered("2", "LB", 1)));

    assertThat(at("A")).isEqualTo(Units.onHand(95, 0));
  }

  @Test
  void t41_holdThatNobodyCloses_isReportedAndItsReleaseRaisesTheNumber() {
    given(reserve("forgotten", line("A", 40)));
    room().clock().advance(Duration.ofDays(3));
    assertThat(ledger.openReservations(Duration.ofDays(2))).hasSize(1);
    assertThat(charge("LA", 61)).isInstanceOf(Answer.Refused.class);

    given(release("forgotten"));
    assertThat(charge("LA", 100)).isInstanceOf(Answer.Charged.class);
  }

  private List<String> auditWith(UnaryOperator<PoolProof.Balance> change) {
    LedgerStore store = (LedgerStore) Proxy.newProxyInstance(
        LedgerStore.class.getClassLoader(), new Class<?>[] {LedgerStore.class}, (proxy, method, arguments) ->
            method.getName().equals("keeping") ? keeping(change) : method.invoke(room().store(), arguments));
    return Auditor.audit(store, seller).findings();
  }

  /** Proves the books with the balance of A other than it is. */
  private Keeping keeping(UnaryOperator<PoolProof.Balance> change) {
    return (of, reader) -> room().store().keeping().prove(of, new PoolProof.Reader() {
      @Override
      public void pool(PoolProof proof) {
        reader.pool(!proof.key().sku().equals(Sku.of("A")) ? proof : new PoolProof(proof.key(),
            change.apply(proof.balance()), proof.entries(), proof.moved(), proof.promised(), proof.underWay(),
            proof.exposed(), proof.listings(), proof.linked()));
      }

      @Override
      public void line(String line, long open, long counted) {
        reader.line(line, open, counted);
      }
    });
  }

  @Test
  void t62_aBalanceThatIsOff_isFoundAndNamed() {
    given(reserve("cart", line("A", 2)));

    assertThat(auditWith(balance -> new PoolProof.Balance(balance.available() - 1, balance.reserved() + 1,
        balance.unsellable(), balance.incoming(), balance.shortfall(), balance.exposed(), balance.listings(),
        balance.shortSince()))).hasSize(3)
        .anyMatch(finding -> finding.contains("A at main: units AVAILABLE by the entries are 98, the balance says 97"))
        .anyMatch(finding -> finding.contains("promises, reserved or short, are 2, the balance says 3"));
    assertThat(auditWith(balance -> balance)).isEmpty();
  }
}
