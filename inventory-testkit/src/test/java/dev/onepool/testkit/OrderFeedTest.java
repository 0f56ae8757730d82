package dev.onepool.testkit;

import static dev.onepool.testkit.Fixtures.HOUR;
import static dev.onepool.testkit.Fixtures.MINUTE;
import static dev.onepool.testkit.Fixtures.MUG;
import static dev.onepool.testkit.Fixtures.START;
import static dev.onepool.testkit.Fixtures.builder;
import static dev.onepool.testkit.Fixtures.pages;
import static dev.onepool.testkit.Fixtures.sequences;
import static dev.onepool.testkit.Fixtures.stocked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.OrderPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How orders are read: when they are visible, page by page, again after a crash, twice and out of order. */
final class OrderFeedTest {

  private final ManualClock clock = Fixtures.clock();

  @Test
  void orders_beforeTheLagHasPassed_areNotThere() {
    SimulatedMarketplace market = stocked(builder(clock).orderLag(MINUTE, MINUTE), 10);
    market.buy("A", "1", MUG, 1);
    clock.advance(MINUTE.minusMillis(1));
    assertThat(market.connector().orders(null).orders()).isEmpty();
  }

  @Test
  void orders_whenTheLagHasPassed_areThere() {
    SimulatedMarketplace market = stocked(builder(clock).orderLag(MINUTE, MINUTE), 10);
    market.buy("A", "1", MUG, 1);
    clock.advance(MINUTE);
    assertThat(market.connector().orders(null).orders()).hasSize(1);
    assertThat(market.count(Fault.ORDER_LAG)).isEqualTo(1);
  }

  @Test
  void orders_beforeTheShortestLagHasPassed_areNotThere() {
    SimulatedMarketplace market = stocked(builder(clock).orderLag(MINUTE, MINUTE.multipliedBy(2)), 100);
    buy(market, 100);
    clock.advance(MINUTE.minusMillis(1));
    assertThat(market.connector().orders(null).orders()).isEmpty();
  }

  @Test
  void orders_whenTheLongestLagHasPassed_areAllThere() {
    SimulatedMarketplace market = stocked(builder(clock).orderLag(Duration.ZERO, MINUTE.multipliedBy(30)), 100);
    buy(market, 100);
    clock.advance(MINUTE.multipliedBy(30));
    assertThat(market.connector().orders(null).orders()).hasSize(100);
  }

  @Test
  void completeThrough_onTheLastPage_isNow() {
    SimulatedMarketplace market = stocked(clock, 10);
    buy(market, 2);
    clock.advance(MINUTE);
    assertThat(market.connector().orders(null).completeThrough()).isEqualTo(START.plus(MINUTE));
  }

  @Test
  void completeThrough_withMoreToCome_promisesNothing() {
    SimulatedMarketplace market = stocked(builder(clock).pageSize(2), 10);
    buy(market, 3);
    OrderPage first = market.connector().orders(null);
    assertThat(first.more()).isTrue();
    assertThat(first.completeThrough()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void orders_pageByPage_areReadOnceInOrder() {
    SimulatedMarketplace market = stocked(builder(clock).pageSize(2), 10);
    buy(market, 5);
    assertThat(pages(market.connector(), "0")).extracting(Fixtures::sequences)
        .containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(5L));
  }

  @Test
  void orders_exactlyOnePageFull_areTheLastPage() {
    SimulatedMarketplace market = stocked(builder(clock).pageSize(2), 10);
    buy(market, 2);
    assertThat(market.connector().orders(null).more()).isFalse();
  }

  @Test
  void orders_afterTheLastPage_areThoseThatChangedSince() {
    SimulatedMarketplace market = stocked(clock, 10);
    buy(market, 2);
    String cursor = market.connector().orders(null).next();
    market.cancel("o1", "1", 1);
    assertThat(sequences(market.connector().orders(cursor))).containsExactly(3L);
  }

  @Test
  void orders_withTheSameCursorAgain_areTheSame() {
    SimulatedMarketplace market = stocked(
        builder(clock).pageSize(4).faults(Faults.hostile().with(Fault.REORDERED_NOTICE, 0.5)), 20);
    buy(market, 20);
    String cursor = market.connector().orders(null).next();
    OrderPage before = market.connector().orders(cursor);
    assertThat(market.connector().orders(cursor)).isEqualTo(before);
  }

  @Test
  void orders_readByANewConnector_goOnAtTheCursor() {
    SimulatedMarketplace market = stocked(builder(clock).pageSize(2), 10);
    buy(market, 3);
    String cursor = market.connector().orders(null).next();
    assertThat(sequences(market.connector().orders(cursor))).containsExactly(3L);
  }

  @Test
  void orders_fromTheBeginningAgain_areTheNewestVersionOfEach() {
    SimulatedMarketplace market = stocked(clock, 10);
    buy(market, 2);
    market.ship("o0", "1", 1);
    String cursor = market.connector().orders(null).next();
    market.connector().orders(cursor);
    assertThat(sequences(market.connector().orders(null))).containsExactlyInAnyOrder(2L, 3L);
  }

  @Test
  void orders_fromAForgottenCursor_areTheNewestVersionOfEach() {
    SimulatedMarketplace market = stocked(builder(clock).pageSize(500), OrderFeed.KEPT + 9);
    buy(market, OrderFeed.KEPT + 9);
    List<OrderPage> read = pages(market.connector(), "0");
    market.connector().orders(read.get(read.size() - 1).next());
    assertThat(pages(market.connector(), "1")).flatExtracting(Fixtures::sequences).hasSize(OrderFeed.KEPT + 9).contains(1L);
  }

  @Test
  void orders_fromACursorThatIsALittleBehind_goOnThere() {
    SimulatedMarketplace market = stocked(builder(clock).pageSize(1), 10);
    buy(market, 3);
    List<OrderPage> read = pages(market.connector(), "0");
    market.connector().orders(read.get(2).next());
    assertThat(pages(market.connector(), read.get(0).next())).flatExtracting(Fixtures::sequences).containsExactly(2L, 3L);
  }

  @Test
  void orders_fromTheBeginningAgain_holdWhatIsNotReadYet() {
    SimulatedMarketplace market = stocked(builder(clock).pageSize(2), 10);
    buy(market, 5);
    market.connector().orders(market.connector().orders(null).next());
    assertThat(pages(market.connector(), "0"))
        .flatExtracting(Fixtures::sequences).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "4"})
  void orders_withNoCursorOfTheFeed_areRefused(String cursor) {
    SimulatedMarketplace market = stocked(clock, 10);
    buy(market, 3);
    ChannelConnector connector = market.connector();
    connector.orders(null);
    assertThatIllegalArgumentException().isThrownBy(() -> connector.orders(cursor));
  }

  @Test
  void duplicate_afterItsPageWasDealtWith_comesAgainOnce() {
    SimulatedMarketplace market = stocked(
        builder(clock).pageSize(2).faults(Faults.none().with(Fault.DUPLICATE_NOTICE, 1)), 10);
    buy(market, 2);
    assertThat(pages(market.connector(), "0")).extracting(Fixtures::sequences).containsExactly(List.of(1L, 2L));
    assertThat(pages(market.connector(), "2")).extracting(Fixtures::sequences).containsExactly(List.of(1L, 2L));
    assertThat(pages(market.connector(), "4")).extracting(Fixtures::sequences).containsExactly(List.of());
    assertThat(market.count(Fault.DUPLICATE_NOTICE)).isEqualTo(2);
  }

  @Test
  void reordered_afterANewerVersion_theOlderOneComesAgain() {
    SimulatedMarketplace market = stocked(
        builder(clock).faults(Faults.none().with(Fault.REORDERED_NOTICE, 1)), 10);
    buy(market, 1);
    String cursor = market.connector().orders(null).next();
    market.ship("o0", "1", 1);
    assertThat(sequences(market.connector().orders(cursor))).containsExactly(2L, 1L);
    assertThat(market.count(Fault.REORDERED_NOTICE)).isEqualTo(1);
  }

  @Test
  void reordered_aPage_isShuffled() {
    SimulatedMarketplace market = stocked(
        builder(clock).faults(Faults.none().with(Fault.REORDERED_NOTICE, 0.01)), 50);
    buy(market, 50);
    assertThat(sequences(market.connector().orders(null)))
        .hasSize(50).isNotEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void reordered_byLagAlone_isCounted() {
    SimulatedMarketplace market = stocked(
        builder(clock).orderLag(Duration.ZERO, HOUR).visibilityDelay(HOUR), 1);
    buy(market, 1);
    for (int i = 0; i < 50; i++) {
      market.addReplacement("o0", "r" + i, MUG, 1);
    }
    clock.advance(HOUR);
    market.connector().orders(null);
    assertThat(market.count(Fault.REORDERED_NOTICE)).isPositive();
  }

  private static void buy(SimulatedMarketplace market, int orders) {
    for (int i = 0; i < orders; i++) {
      market.buy("o" + i, "1", MUG, 1);
    }
  }
}
