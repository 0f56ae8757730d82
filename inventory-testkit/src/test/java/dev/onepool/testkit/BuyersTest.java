package dev.onepool.testkit;

import static dev.onepool.testkit.Fixtures.MINUTE;
import static dev.onepool.testkit.Fixtures.MUG;
import static dev.onepool.testkit.Fixtures.START;
import static dev.onepool.testkit.Fixtures.builder;
import static dev.onepool.testkit.Fixtures.stocked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.OrderSnapshot.Line;
import dev.onepool.spi.OrderSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What buyers and the warehouse do on a simulated marketplace. */
final class BuyersTest {

  private final ManualClock clock = Fixtures.clock();
  private final SimulatedMarketplace market = stocked(clock, 5);

  @Test
  void buy_allThatIsShown_isSold() {
    assertThat(market.buy("A", "1", MUG, 5)).isTrue();
  }

  @Test
  void buy_moreThanShown_isRefused() {
    assertThat(market.buy("A", "1", MUG, 6)).isFalse();
  }

  @Test
  void buy_moreThanShown_changesNothing() {
    market.buy("A", "1", MUG, 6);
    assertThat(market.shown(MUG)).isEqualTo(5);
    assertThat(market.sold(MUG)).isZero();
    assertThat(market.connector().orders(null).orders()).isEmpty();
  }

  @Test
  void buy_sold_lowersTheShownNumberAtOnce() {
    market.buy("A", "1", MUG, 2);
    assertThat(market.shown(MUG)).isEqualTo(3);
    assertThat(market.count(Fault.OWN_DECREMENT)).isEqualTo(1);
  }

  @Test
  void buy_sold_isAnOrder() {
    market.buy("A", "1", MUG, 2);
    assertThat(newest()).isEqualTo(
        new OrderSnapshot(OrderId.of("A"), START, 1, START, true, List.of(Line.of("1", MUG, 2))));
  }

  @Test
  void buy_twoLinesAtOneInstant_areOneOrderWithTwoVersions() {
    market.buy("A", "1", MUG, 2);
    market.buy("A", "2", MUG, 1);
    assertThat(market.connector().orders(null).orders())
        .extracting(OrderSnapshot::sequence, version -> version.lines().size())
        .containsExactly(Tuple.tuple(1L, 1), Tuple.tuple(2L, 2));
  }

  @Test
  void buy_aLineLater_keepsWhenTheOrderWasPlaced() {
    market.buy("A", "1", MUG, 2);
    clock.advance(MINUTE);
    market.buy("A", "2", MUG, 1);
    assertThat(newest().placedAt()).isEqualTo(START);
    assertThat(newest().updatedAt()).isEqualTo(START.plus(MINUTE));
  }

  @Test
  void buy_aLineTwice_isRefused() {
    market.buy("A", "1", MUG, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> market.buy("A", "1", MUG, 1));
    assertThat(market.shown(MUG)).isEqualTo(4);
  }

  @Test
  void buy_aBadOrderName_changesNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> market.buy(" ", "1", MUG, 1));
    assertThat(market.shown(MUG)).isEqualTo(5);
  }

  @Test
  void buy_nothing_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> market.buy("A", "1", MUG, 0));
  }

  @Test
  void buy_aListingThatNeverWas_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> market.buy("A", "1", ListingId.of("cup"), 1))
        .withMessageContaining("cup");
  }

  @Test
  void buy_whatWasDelisted_isNotSold() {
    market.delist(MUG);
    assertThat(market.buy("A", "1", MUG, 1)).isFalse();
  }

  @Test
  void list_again_setsTheNumber() {
    market.list(MUG, "MUG", 50);
    assertThat(market.shown(MUG)).isEqualTo(50);
  }

  @Test
  void cancel_openUnits_lowersWhatWasSold() {
    market.buy("A", "1", MUG, 3);
    market.cancel("A", "1", 2);
    assertThat(market.sold(MUG)).isEqualTo(1);
    assertThat(market.cancelled(MUG)).isEqualTo(2);
  }

  @Test
  void cancel_withoutRestore_leavesTheShownNumber() {
    market.buy("A", "1", MUG, 3);
    market.cancel("A", "1", 3);
    assertThat(market.shown(MUG)).isEqualTo(2);
    assertThat(market.count(Fault.OWN_RESTORE)).isZero();
  }

  @Test
  void cancel_withRestore_raisesTheShownNumber() {
    SimulatedMarketplace restoring = stocked(builder(clock).restoresOnCancel(true), 5);
    restoring.buy("A", "1", MUG, 3);
    restoring.cancel("A", "1", 2);
    assertThat(restoring.shown(MUG)).isEqualTo(4);
    assertThat(restoring.count(Fault.OWN_RESTORE)).isEqualTo(1);
  }

  @Test
  void cancel_aReplacementWithRestore_leavesTheShownNumber() {
    SimulatedMarketplace restoring = stocked(builder(clock).restoresOnCancel(true), 5);
    restoring.addReplacement("A", "1", MUG, 3);
    restoring.cancel("A", "1", 2);
    assertThat(restoring.shown(MUG)).isEqualTo(5);
    assertThat(restoring.cancelled(MUG)).isZero();
  }

  @Test
  void cancel_ofADelistedListingWithRestore_staysAtZero() {
    SimulatedMarketplace restoring = stocked(builder(clock).restoresOnCancel(true), 5);
    restoring.buy("A", "1", MUG, 3);
    restoring.delist(MUG);
    restoring.cancel("A", "1", 3);
    assertThat(restoring.shown(MUG)).isZero();
  }

  @Test
  void cancel_moreThanOpen_isRefused() {
    market.buy("A", "1", MUG, 3);
    market.ship("A", "1", 2);
    assertThatIllegalArgumentException().isThrownBy(() -> market.cancel("A", "1", 2));
    assertThat(market.cancelled(MUG)).isZero();
  }

  @Test
  void addReplacement_ofAnyNumber_leavesTheShownNumber() {
    market.addReplacement("A", "r", MUG, 7);
    assertThat(market.shown(MUG)).isEqualTo(5);
    assertThat(market.sold(MUG)).isZero();
  }

  @Test
  void addReplacement_inTheFeed_didNotDrawFromShown() {
    market.addReplacement("A", "r", MUG, 7);
    assertThat(newest().lines()).containsExactly(new Line(LineId.of("r"), MUG, 7, 0, 0, 0, 0, false));
  }

  @Test
  void change_ofEachKind_isInTheNewestVersion() {
    market.buy("A", "1", MUG, 5);
    market.cancel("A", "1", 1);
    market.ship("A", "1", 3);
    market.returned("A", "1", 2);
    assertThat(newest().lines()).containsExactly(new Line(LineId.of("1"), MUG, 5, 1, 3, 2, 0, true));
    assertThat(market.open("A", "1")).isEqualTo(1);
  }

  @Test
  void ship_moreThanOpen_isRefused() {
    market.buy("A", "1", MUG, 3);
    assertThatIllegalArgumentException().isThrownBy(() -> market.ship("A", "1", 4));
  }

  @Test
  void returned_moreThanShipped_isRefused() {
    market.buy("A", "1", MUG, 3);
    market.ship("A", "1", 2);
    assertThatIllegalArgumentException().isThrownBy(() -> market.returned("A", "1", 3));
  }

  @Test
  void ship_anUnknownOrderOrLine_isRefused() {
    market.buy("A", "1", MUG, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> market.ship("B", "1", 1)).withMessageContaining("B");
    assertThatIllegalArgumentException().isThrownBy(() -> market.ship("A", "2", 1)).withMessageContaining("2");
  }

  @Test
  void returned_whileTenThousandOthersClosedLater_isStillKnown() {
    closeOrders(OrderBook.CLOSED_KEPT);
    market.returned("o0", "1", 1);
  }

  @Test
  void returned_whileOneMoreClosedLater_isForgotten() {
    closeOrders(OrderBook.CLOSED_KEPT + 1);
    assertThatIllegalArgumentException().isThrownBy(() -> market.returned("o0", "1", 1));
  }

  @Test
  void buy_intoAClosedOrder_keepsItKnown() {
    closeOrders(1);
    market.addReplacement("o0", "2", MUG, 1);
    market.list(MUG, "MUG", OrderBook.CLOSED_KEPT);
    for (int i = 1; i <= OrderBook.CLOSED_KEPT; i++) {
      market.buy("o" + i, "1", MUG, 1);
      market.ship("o" + i, "1", 1);
    }
    assertThat(market.open("o0", "2")).isEqualTo(1);
  }

  @Test
  void buy_whileTheClockGoesBack_staysAtTheLatestInstant() {
    MovingClock moving = new MovingClock();
    SimulatedMarketplace other = SimulatedMarketplace.builder("other", moving).build();
    other.list(MUG, null, 5);
    moving.offset = Duration.ofHours(-1);
    other.buy("A", "1", MUG, 1);
    assertThat(other.connector().orders(null).orders().get(0).placedAt()).isEqualTo(START);
  }

  private void closeOrders(int count) {
    market.list(MUG, "MUG", count);
    for (int i = 0; i < count; i++) {
      market.buy("o" + i, "1", MUG, 1);
      market.ship("o" + i, "1", 1);
    }
  }

  private OrderSnapshot newest() {
    List<OrderSnapshot> versions = market.connector().orders(null).orders();
    return versions.get(versions.size() - 1);
  }

  /** A clock that a test moves either way. */
  private static final class MovingClock extends Clock {
    private Duration offset = Duration.ZERO;

    @Override
    public Instant instant() {
      return START.plus(offset);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("one zone only: " + zone);
    }
  }
}
