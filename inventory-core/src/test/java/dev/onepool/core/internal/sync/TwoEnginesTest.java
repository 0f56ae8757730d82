package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelMode;
import dev.onepool.Inventory;
import dev.onepool.MassChangeBrake;
import dev.onepool.Stop;
import dev.onepool.core.Commands;
import dev.onepool.core.Onepool;
import dev.onepool.core.PostgresServer;
import dev.onepool.core.internal.store.PostgresOptions;
import dev.onepool.spi.PublishResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two engines on one database: each obeys at once what a person said to the other. */
class TwoEnginesTest extends SyncHarness {

  private final PostgresOptions options = PostgresServer.NEWEST.newOptions();
  private Onepool second;
  private Inventory there;

  @Override
  Onepool.Builder builder() {
    return super.builder().postgres(options.url(), options.user(), options.password());
  }

  private void secondEngine() {
    second = builder().build();
    there = second.inventory(SELLER);
    // It has read everything there is before anything is said.
    there.sync();
  }

  @AfterEach
  void closeTheSecond() {
    if (second != null) {
      second.close();
    }
  }

  private void selling(int skus) {
    shop.card = ScriptedConnector.card().maxBatch(1).build();
    IntStream.range(0, skus).forEach(i -> stocked("A" + i, 10));
    live(SHOP);
    inventory.sync();
    settled();
    pass(Duration.ofMinutes(1));
    secondEngine();
  }

  private void counted(int to, long units) {
    IntStream.range(0, to).forEach(i -> inventory.ledger().post(Commands.count("c-" + i, "A" + i, units)).posted());
  }

  @Test
  void stopInOne_theOtherMakesNoFurtherCall() {
    selling(5);
    counted(5, 2);
    int before = shop.writes.size();
    shop.answers.add(batch -> {
      inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
      return List.of(new PublishResult.Applied(clock.instant()));
    });
    there.sync();
    assertThat(shop.writes).hasSize(before + 1);
  }

  @Test
  void stopInOne_theOthersNextRoundWritesNothing() {
    selling(5);
    inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
    counted(5, 2);
    int before = shop.writes.size();
    there.sync();
    assertThat(shop.writes).hasSize(before);
  }

  @Test
  void stopToZeroInOne_theOtherWritesTheZeroes() {
    selling(5);
    inventory.channels().stop(Stop.Kind.TO_ZERO, "Ada");
    there.sync();
    assertThat(shop.shows.values()).containsOnly(0L);
  }

  @Test
  void resumedInTheOther_theFirstGoesOn() {
    selling(5);
    inventory.channels().stop(Stop.Kind.FREEZE, "Ada");
    inventory.sync();
    there.channels().resume("Bob");
    counted(5, 2);
    int before = shop.writes.size();
    inventory.sync();
    assertThat(shop.writes.size()).isGreaterThan(before);
  }

  @Test
  void pausedInOne_theOtherObeys() {
    selling(5);
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_FROZEN);
    counted(5, 2);
    int before = shop.writes.size();
    there.sync();
    assertThat(shop.writes).hasSize(before);
    assertThat(there.channels().status(SHOP).mode()).isEqualTo(ChannelMode.PAUSED_FROZEN);
  }

  @Test
  void pausedInOneDuringARoundOfTheOther_makesNoFurtherCall() {
    selling(5);
    counted(5, 2);
    int before = shop.writes.size();
    shop.answers.add(batch -> {
      inventory.channels().mode(SHOP, ChannelMode.PAUSED_FROZEN);
      return List.of(new PublishResult.Applied(clock.instant()));
    });
    there.sync();
    assertThat(shop.writes).hasSize(before + 1);
  }

  @Test
  void brakeReleasedInOne_theOtherSends() {
    selling(15);
    counted(15, 0);
    there.sync();
    assertThat(shop.shows.values()).doesNotContain(0L);
    assertThat(inventory.channels().releaseBrake(SHOP, "Ada")).isTrue();
    there.sync();
    assertThat(shop.shows.values()).containsOnly(0L);
  }

  @Test
  void brakeFoundByOne_theOtherWaitsNoLonger() {
    selling(15);
    counted(15, 0);
    there.sync();
    pass(MassChangeBrake.standard().patience());
    inventory.sync();
    assertThat(shop.shows.values()).containsOnly(0L);
  }
}
