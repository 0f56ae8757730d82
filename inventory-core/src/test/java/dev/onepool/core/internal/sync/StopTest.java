package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.ChannelMode;
import dev.onepool.Incident;
import dev.onepool.ListingId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.Stop;
import dev.onepool.core.Commands;
import dev.onepool.core.Onepool;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kill switch: one call stops what is sent on all channels. */
class StopTest extends SyncHarness {

  @TempDir
  private Path folder;

  @Override
  Onepool.Builder builder() {
    return super.builder().sqlite(folder.resolve("ledger.db"));
  }

  private void showing() {
    stocked("A", 10);
    live(MARKET, SHOP);
    inventory.sync();
    settled();
    pass(Duration.ofMinutes(1));
  }

  private int writes() {
    return market.writes.size() + shop.writes.size();
  }

  private void restart() {
    engine.close();
    start();
  }

  @Test
  void frozen_writesNothing() {
    showing();
    int before = writes();
    inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
    inventory.ledger().post(Commands.count("c", "A", 1)).posted();
    inventory.sync();
    assertThat(writes()).isEqualTo(before);
  }

  @Test
  void toZero_writesZeroEverywhere() {
    showing();
    inventory.channels().stop(Stop.Kind.TO_ZERO, "Ada");
    inventory.sync();
    assertThat(List.of(market.shows.values(), shop.shows.values())).allSatisfy(shown -> assertThat(shown).containsOnly(0L));
  }

  @Test
  void toZero_showsNothingLater() {
    showing();
    inventory.channels().stop(Stop.Kind.TO_ZERO, "Ada");
    inventory.sync();
    inventory.ledger().post(Commands.receive("more", "A", 100)).posted();
    settled();
    settled();
    assertThat(shop.shows.values()).containsOnly(0L);
  }

  @ParameterizedTest
  @EnumSource(value = ChannelMode.class, names = {"OBSERVE", "DRY_RUN", "PAUSED_FROZEN"})
  void toZero_channelThatIsNotWrittenTo_staysSo(ChannelMode mode) {
    showing();
    inventory.channels().mode(SHOP, mode);
    inventory.sync();
    int before = shop.writes.size();
    inventory.channels().stop(Stop.Kind.TO_ZERO, "Ada");
    inventory.sync();
    assertThat(shop.writes).hasSize(before);
    assertThat(market.shows.values()).containsOnly(0L);
  }

  @Test
  void frozen_channelPausedAtZero_isNotWrittenEither() {
    showing();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
    int before = shop.writes.size();
    inventory.sync();
    assertThat(shop.writes).hasSize(before);
  }

  @Test
  void stopped_ordersAreStillRead() {
    showing();
    inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
    shop.ordered(order("o1", "s-A", 1, clock.instant()));
    inventory.sync();
    assertThat(inventory.ledger().position(Sku.of("A")).reserved().units()).isEqualTo(1);
  }

  @Test
  void stopped_afterRestart_isStillStopped() {
    showing();
    inventory.channels().stop(Stop.Kind.TO_ZERO, "Ada");
    restart();
    inventory.sync();
    assertThat(shop.shows.values()).containsOnly(0L);
    assertThat(inventory.channels().stopped()).isEqualTo(new Stop(Stop.Kind.TO_ZERO, "Ada", clock.instant()));
  }

  @Test
  void stopped_byAnotherThreadDuringARound_makesNoFurtherCall() {
    shop.card = ScriptedConnector.card().maxBatch(1).build();
    IntStream.range(0, 5).forEach(i -> stocked("A" + i, 10));
    live(SHOP);
    shop.answers.add(batch -> {
      inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
      return List.of(new PublishResult.Applied(clock.instant()));
    });
    inventory.sync();
    assertThat(shop.batches).containsExactly(1);
  }

  @Test
  void stopped_duringARound_chargesNothingMore() {
    shop.card = ScriptedConnector.card().maxBatch(1).build();
    IntStream.range(0, 5).forEach(i -> stocked("A" + i, 10));
    live(SHOP);
    shop.answers.add(batch -> {
      inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
      return List.of(new PublishResult.Applied(clock.instant()));
    });
    inventory.sync();
    assertThat(IntStream.range(0, 5).filter(i -> exposure(SHOP, "A" + i) > 0).count()).isEqualTo(1);
  }

  @Test
  void resumed_goesOnWhereItWasStopped() {
    stopped_duringARound_chargesNothingMore();
    assertThat(inventory.channels().resume("Ada")).isTrue();
    inventory.sync();
    assertThat(shop.writes.stream().map(QuantityWrite::listing).distinct()).hasSize(5);
  }

  @Test
  void resumed_showsUnitsAgain() {
    showing();
    inventory.channels().stop(Stop.Kind.TO_ZERO, "Ada");
    inventory.sync();
    settled();
    inventory.channels().resume("Ada");
    inventory.sync();
    assertThat(shop.shows.get(ListingId.of("s-A")) + market.shows.get(ListingId.of("m-A"))).isEqualTo(10);
  }

  @Test
  void resumed_afterRestartThatNeverSawTheStop_showsUnitsAgain() {
    showing();
    inventory.channels().stop(Stop.Kind.TO_ZERO, "Ada");
    inventory.sync();
    settled();
    settled();
    restart();
    inventory.channels().resume("Ada");
    inventory.sync();
    inventory.sync();
    assertThat(shop.shows.get(ListingId.of("s-A"))).isPositive();
  }

  @Test
  void resumed_channelKeepsItsMode() {
    showing();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_FROZEN);
    inventory.channels().stop(Stop.Kind.TO_ZERO, "Ada");
    inventory.channels().resume("Ada");
    assertThat(inventory.channels().status(SHOP).mode()).isEqualTo(ChannelMode.PAUSED_FROZEN);
    assertThat(inventory.channels().status(MARKET).mode()).isEqualTo(ChannelMode.LIVE);
  }

  @Test
  void resume_nothingStopped_saysSo() {
    assertThat(inventory.channels().resume("Ada")).isFalse();
  }

  @Test
  void stoppedTwice_theSecondHolds() {
    showing();
    inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
    inventory.channels().stop(Stop.Kind.TO_ZERO, "Bob");
    inventory.sync();
    assertThat(shop.shows.values()).containsOnly(0L);
    assertThat(inventory.channels().stopped()).extracting(Stop::author).isEqualTo("Bob");
  }

  @Test
  void stop_isSaidByReportStatusAndExplanation() {
    showing();
    inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
    assertThat(inventory.sync().held()).singleElement().asString().contains("Ada", "no quantity is written");
    assertThat(inventory.channels().status(SHOP).held()).singleElement().asString().contains("Ada");
    assertThat(inventory.explain(Sku.of("A"), SHOP).mode()).isEqualTo(ChannelMode.PAUSED_FROZEN);
  }

  @Test
  void stopAndResume_areWrittenDown() {
    inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
    inventory.channels().resume("Bob");
    assertThat(inventory.incidents(0, 10)).extracting(Incident::kind, Incident::message)
        .anySatisfy(row -> assertThat(row.toList().toString()).contains("stopped", "Ada", "FREEZE"))
        .anySatisfy(row -> assertThat(row.toList().toString()).contains("resumed", "Bob", "Ada"));
  }

  @Test
  void stop_anotherSeller_goesOn() {
    showing();
    engine.inventory(SellerId.of("other")).channels().stop(Stop.Kind.TO_ZERO, "Ada");
    inventory.sync();
    assertThat(shop.shows.values()).doesNotContain(0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \t"})
  void stop_byNobody_isRefused(String author) {
    assertThatIllegalArgumentException().isThrownBy(() -> inventory.channels().stop(Stop.Kind.FREEZE, author));
    assertThat(inventory.channels().stopped()).isNull();
  }

  @Test
  void resume_byNobody_isRefused() {
    inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
    assertThatIllegalArgumentException().isThrownBy(() -> inventory.channels().resume(" "));
    assertThat(inventory.channels().stopped()).isNotNull();
  }
}
