package dev.onepool.core.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onepool.ChannelId;
import dev.onepool.EffectKey;
import dev.onepool.Inventory;
import dev.onepool.Listing;
import dev.onepool.LocationId;
import dev.onepool.OrderLineRef;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.Onepool;
import dev.onepool.planning.DemandHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerDemandTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  private static final Sku MUG = Sku.of("MUG");
  private static final ChannelId SHOP = ChannelId.of("shop");
  private static final ChannelId MARKET = ChannelId.of("market");

  private final Moving clock = new Moving();
  private final Onepool onepool = Onepool.builder().clock(clock).build();
  private final Inventory inventory = onepool.inventory(SellerId.of("acme"));

  @AfterEach
  void close() {
    onepool.close();
  }

  private static final class Moving extends Clock {
    private Instant now = FIRST.atStartOfDay(ZoneOffset.UTC).toInstant();

    void advanceHours(int hours) {
      now = now.plus(Duration.ofHours(hours));
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void receive(String key, long units) {
    inventory.ledger().post(new StockCommand.Receive(EffectKey.of("test", key), MUG, LocationId.MAIN, Quantity.of(units)));
  }

  private void sell(ChannelId channel, String order, long units) {
    inventory.ledger().post(new StockCommand.RecordSale(OrderLineRef.of(channel.value(), order, "1"), MUG, LocationId.MAIN,
        Quantity.of(units), clock.instant()));
  }

  private DemandHistory mug(int days) {
    return inventory.planning().demand(FIRST.plusDays(days)).stream().filter(history -> history.sku().equals(MUG)).findFirst().orElseThrow();
  }

  @Test
  void demand_isByChannelAndDay() {
    receive("1", 100);
    sell(SHOP, "1", 3);
    clock.advanceHours(24);
    sell(SHOP, "2", 2);
    sell(MARKET, "1", 5);
    DemandHistory history = mug(3);
    assertThat(history.firstDay()).isEqualTo(FIRST);
    assertThat(history.days()).isEqualTo(3);
    assertThat(List.of(history.units(SHOP, 0), history.units(SHOP, 1), history.units(MARKET, 1), history.units(2)))
        .containsExactly(3L, 2L, 5L, 0L);
  }

  @Test
  void demand_countsWhatWasNotThere() {
    receive("1", 2);
    sell(SHOP, "1", 10);
    assertThat(mug(1).units(SHOP, 0)).isEqualTo(10);
  }

  @Test
  void demand_leavesOutWhatWasCancelled() {
    receive("1", 100);
    sell(SHOP, "1", 10);
    inventory.ledger().post(new StockCommand.Cancel(EffectKey.of("test", "c"), OrderLineRef.of("shop", "1", "1"), Quantity.of(4)));
    assertThat(mug(1).units(SHOP, 0)).isEqualTo(6);
  }

  @Test
  void demand_keepsReturnsApart() {
    receive("1", 100);
    sell(SHOP, "1", 10);
    OrderLineRef line = OrderLineRef.of("shop", "1", "1");
    inventory.ledger().post(new StockCommand.Ship(EffectKey.of("test", "s"), line, Quantity.of(10)));
    clock.advanceHours(24);
    inventory.ledger().post(new StockCommand.Return(EffectKey.of("test", "r"), line, Quantity.of(3)));
    DemandHistory history = mug(2);
    assertThat(history.units(0)).isEqualTo(10);
    assertThat(history.returned(0)).isZero();
    assertThat(history.returned(1)).isEqualTo(3);
  }

  @Test
  void demand_takesKitsApart_andCountsFulfilledCheckouts() {
    receive("1", 100);
    Sku set = Sku.of("SET-OF-6");
    inventory.ledger().post(new StockCommand.DefineKit(EffectKey.of("test", "kit"), set, List.of(new Listing.Component(MUG, 6))));
    ReservationId bought = ReservationId.of("bought");
    inventory.ledger().reserve(new StockCommand.Reserve(bought,
        List.of(StockCommand.ReserveLine.kit(set, LocationId.MAIN, Quantity.of(2))), null));
    inventory.ledger().reserve(new StockCommand.Reserve(ReservationId.of("open"),
        List.of(new StockCommand.ReserveLine(MUG, LocationId.MAIN, Quantity.of(5))), null));
    inventory.ledger().post(new StockCommand.Fulfil(bought));
    assertThat(mug(1).units(LedgerDemand.OWN_CHECKOUT, 0)).isEqualTo(12);
  }

  @Test
  void demand_ofADayWithoutStock_isCensored() {
    receive("1", 10);
    clock.advanceHours(6);
    sell(SHOP, "1", 10);
    clock.advanceHours(18 + 24 + 12);
    receive("2", 10);
    DemandHistory history = mug(4);
    assertThat(history.open(SHOP, 0)).isCloseTo(0.25, within(1e-6));
    assertThat(history.open(SHOP, 1)).isZero();
    assertThat(history.open(SHOP, 2)).isCloseTo(0.5, within(1e-6));
    assertThat(history.open(SHOP, 3)).isEqualTo(1);
  }

  @Test
  void demand_ofADayOnWhichOnlySafetyStockWasLeft_isCensored() {
    receive("1", 10);
    inventory.ledger().safetyStock(MUG, LocationId.MAIN, Quantity.of(4));
    sell(SHOP, "1", 5);
    assertThat(mug(2).open(SHOP, 1)).isEqualTo(1);
    clock.advanceHours(48);
    sell(SHOP, "2", 1);
    assertThat(mug(4).open(SHOP, 3)).isZero();
  }

  @Test
  void demand_beforeTheFirstEntry_isNotInTheHistory() {
    clock.advanceHours(72);
    receive("1", 10);
    assertThat(mug(5).firstDay()).isEqualTo(FIRST.plusDays(3));
    assertThat(inventory.planning().demand(FIRST.plusDays(3))).isEmpty();
  }

  @Test
  void stock_isOverAllLocations_withWhatIsOwed() {
    receive("1", 10);
    inventory.ledger().post(new StockCommand.Receive(EffectKey.of("test", "2"), MUG, LocationId.of("second"), Quantity.of(7)));
    sell(SHOP, "1", 14);
    assertThat(inventory.planning().stock(MUG).available()).isEqualTo(7);
    assertThat(inventory.planning().stock(MUG).shortfall()).isEqualTo(4);
    assertThat(inventory.planning().stock(MUG).position()).isEqualTo(3);
  }

  @Test
  void stock_ofWhatWasNeverSeen_isNothing() {
    assertThat(inventory.planning().stock(Sku.of("NEVER")).position()).isZero();
  }
}
