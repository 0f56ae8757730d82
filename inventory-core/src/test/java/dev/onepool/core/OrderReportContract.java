package dev.onepool.core;

import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Snapshots.SHOP;
import static dev.onepool.core.Snapshots.complete;
import static dev.onepool.core.Snapshots.counts;
import static dev.onepool.core.Snapshots.ordered;
import static dev.onepool.core.Snapshots.partial;
import static dev.onepool.core.Snapshots.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EffectKey;
import dev.onepool.LineId;
import dev.onepool.LocationId;
import dev.onepool.OrderId;
import dev.onepool.OrderLineRef;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does with what a channel, and the host, report of an order. */
abstract class OrderReportContract extends OrderHarness {

  private static final OrderLineRef FIRST_LINE = new OrderLineRef(SHOP, OrderId.of("O1"), LineId.of("1"));

  @BeforeEach
  void receiveAndMap() {
    given(receive("stock-a", "A", 100), receive("stock-b", "B", 100));
    given(map("LA", part("A", 1)), map("LB", part("B", 1)), map("KIT", part("A", 2), part("B", 1)));
  }

  @Test
  void order_beyondStock_isAShortfallWithItsCause() {
    given(complete("O1", 1, ordered("1", "LA", 103)));

    assertThat(at("A")).isEqualTo(new Units(0, 100, 0, 3));
    assertThat(incidentKinds()).containsExactly("shortfall");
  }

  @Test
  void order_partialSnapshot_removesNoLine() {
    given(complete("O1", 1, ordered("1", "LA", 3), ordered("2", "LB", 4)), partial("O1", 2, ordered("1", "LA", 1)));

    assertThat(at("A")).isEqualTo(Units.onHand(99, 1));
    assertThat(at("B")).isEqualTo(Units.onHand(96, 4));
  }

  @Test
  void order_unmappedListing_waitsInQuarantine() {
    given(complete("O1", 1, ordered("1", "LA", 3), ordered("2", "NEW", 4)));

    assertThat(at("A")).isEqualTo(Units.onHand(97, 3));
    assertThat(incidentKinds()).containsExactly("quarantine");
    assertThat(room().store().waiting(seller, SHOP, null, 10)).hasSize(1);
  }

  @Test
  void order_mappedLater_isAppliedWithItsNextSnapshot() {
    given(complete("O1", 1, ordered("2", "NEW", 4)));
    given(map("NEW", part("B", 2)), complete("O1", 2, ordered("2", "NEW", 4)));

    assertThat(at("B")).isEqualTo(Units.onHand(92, 8));
    assertThat(room().store().waiting(seller, SHOP, null, 10)).isEmpty();
  }

  @Test
  void hostShipsWhatTheChannelReportsLater_countsOnce() {
    given(complete("O1", 1, ordered("1", "LA", 3)));
    given(new StockCommand.Ship(EffectKey.of("ship", "1"), FIRST_LINE, Quantity.of(2)));
    given(complete("O1", 2, counts("1", "LA", 3, 0, 2, 0, 0)));

    assertThat(at("A")).isEqualTo(Units.onHand(97, 1));
  }

  @Test
  void hostShipsWhatTheChannelReportedEarlier_countsOnce() {
    given(complete("O1", 1, counts("1", "LA", 3, 0, 1, 0, 0)));
    given(new StockCommand.Ship(EffectKey.of("ship", "1"), FIRST_LINE, Quantity.of(1)));

    assertThat(at("A")).isEqualTo(Units.onHand(97, 2));
  }

  @Test
  void hostShipsMoreThanWasOrdered_isRefused() {
    given(complete("O1", 1, shipped("1", "LA", 3)));
    given(new StockCommand.Ship(EffectKey.of("ship", "1"), FIRST_LINE, Quantity.of(3)));

    assertThat(ledger.post(new StockCommand.Ship(EffectKey.of("ship", "2"), FIRST_LINE, Quantity.of(1))))
        .isInstanceOfSatisfying(PostingResult.Refused.class,
            refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.TOO_MANY));
    assertThat(at("A")).isEqualTo(Units.onHand(97, 0));
  }

  @Test
  void saleRecordedOnALineTheChannelReported_isRefused() {
    given(complete("O1", 1, ordered("1", "LA", 3)));

    assertThat(ledger.post(new StockCommand.RecordSale(FIRST_LINE, Sku.of("A"),
        LocationId.MAIN, Quantity.of(3), HandClock.START)))
        .isInstanceOf(PostingResult.Refused.class);
    assertThat(at("A")).isEqualTo(Units.onHand(97, 3));
  }

  @Test
  void saleTheHostRecordedFirst_isNotCountedAgainWhenTheChannelReportsIt() {
    given(new StockCommand.RecordSale(FIRST_LINE, Sku.of("A"), LocationId.MAIN,
        Quantity.of(3), HandClock.START));
    given(complete("O1", 1, ordered("1", "LA", 3)));

    assertThat(at("A")).isEqualTo(Units.onHand(97, 3));
  }
}
