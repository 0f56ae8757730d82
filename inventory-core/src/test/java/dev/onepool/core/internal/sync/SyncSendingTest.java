package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelMode;
import dev.onepool.Explanation;
import dev.onepool.ListingId;
import dev.onepool.core.Commands;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In which order a round's writes reach a channel, and what a channel that takes only some of them costs. */
class SyncSendingTest extends SyncHarness {

  /** More than two plans' worth. */
  private static final int MANY = 1_100;

  private List<String> skus(int count) {
    List<String> skus = IntStream.range(0, count).mapToObj(i -> String.format("A%04d", i)).toList();
    skus.forEach(sku -> stocked(sku, 10));
    return skus;
  }

  @Test
  void sync_lowerNumberInTheLastPlan_goesBeforeTheRaisesOfTheFirst() {
    shop.card = ScriptedConnector.card().maxBatch(100).build();
    List<String> skus = skus(MANY);
    String last = skus.get(MANY - 1);
    shop.shows.put(ListingId.of("s-" + last), 10L);
    prepared(SHOP);
    inventory.channels().mode(SHOP, ChannelMode.LIVE);
    inventory.ledger().post(Commands.count("c1", last, 4)).posted();

    inventory.sync();

    assertThat(shop.writes).hasSize(MANY);
    assertThat(shop.writes.get(0)).extracting(QuantityWrite::listing, QuantityWrite::quantity)
        .containsExactly(ListingId.of("s-" + last), 0L);
  }

  @Test
  void sync_asManyAsTheChannelTakesInBulk_areOneCall() {
    shop.card = ScriptedConnector.card().maxBatch(5_000).bulkFrom(1_000, 5).build();
    skus(MANY);
    live(SHOP);
    inventory.sync();
    assertThat(shop.batches).containsExactly(MANY);
  }

  @Test
  void sync_fewerThanTheChannelTakesInBulk_areUsualCalls() {
    shop.card = ScriptedConnector.card().maxBatch(5_000).bulkFrom(20, 5).build();
    skus(12);
    live(SHOP);
    inventory.sync();
    assertThat(shop.batches).containsExactly(5, 5, 2);
  }

  /** Five listings, of which the channel takes one, and then wants a pause. */
  private Instant pausedAfterTheFirst() {
    shop.card = ScriptedConnector.card().maxBatch(1).build();
    skus(5);
    live(SHOP);
    Instant until = clock.instant().plusSeconds(60);
    shop.answers.add(batch -> List.of(new PublishResult.Applied(clock.instant())));
    shop.answers(new PublishResult.Throttled(until));
    return until;
  }

  @Test
  void sync_channelWantsAPause_sendsNothingMore() {
    pausedAfterTheFirst();
    inventory.sync();
    assertThat(shop.batches).containsExactly(1, 1);
  }

  @Test
  void sync_channelWantsNoLongPause_sendsNothingMoreInThisRound() {
    shop.card = ScriptedConnector.card().maxBatch(1).build();
    skus(5);
    live(SHOP);
    shop.answers(new PublishResult.Throttled(clock.instant()));
    inventory.sync();
    assertThat(shop.batches).containsExactly(1);
  }

  @Test
  void sync_channelWantsAPause_saysWhenToGoOn() {
    Instant until = pausedAfterTheFirst();
    assertThat(inventory.sync().again()).isEqualTo(until);
  }

  @Test
  void sync_duringThePause_stillSaysWhenToGoOn() {
    Instant until = pausedAfterTheFirst();
    inventory.sync();
    pass(Duration.ofSeconds(10));
    assertThat(inventory.sync().again()).isEqualTo(until);
  }

  @Test
  void sync_nothingWaitsForThePause_asksForNoRound() {
    pausedAfterTheFirst();
    inventory.sync();
    pass(Duration.ofSeconds(60));
    inventory.sync();
    assertThat(inventory.sync().again()).isNull();
  }

  @Test
  void sync_whatThePauseKeptBack_wasNeverCharged() {
    pausedAfterTheFirst();
    inventory.sync();
    pass(Duration.ofSeconds(60));
    inventory.sync();
    // The first reading is number 1; whatever was charged and given back would have taken number 2.
    assertThat(IntStream.range(2, 5).mapToObj(i -> attempts(SHOP, "A000" + i)))
        .allSatisfy(attempts -> assertThat(attempts).extracting(Explanation.Attempt::sequence).last().isEqualTo(2L));
  }

  @Test
  void sync_afterThePause_sendsTheRest() {
    pausedAfterTheFirst();
    inventory.sync();
    pass(Duration.ofSeconds(60));
    inventory.sync();
    assertThat(shop.shows.entrySet()).filteredOn(entry -> !entry.getKey().value().equals("s-A0000"))
        .allSatisfy(entry -> assertThat(entry.getValue()).isPositive());
  }

  @Test
  void sync_diesInTheFirstCall_sendsTheOthersInTheNextRound() {
    shop.card = ScriptedConnector.card().maxBatch(1).build();
    skus(5);
    live(SHOP);
    shop.answers.add(batch -> {
      throw new AssertionError("the process dies here");
    });
    try {
      inventory.sync();
    } catch (AssertionError expected) {
      assertThat(expected).hasMessage("the process dies here");
    }
    inventory.sync();
    assertThat(shop.writes.stream().map(QuantityWrite::listing).distinct()).hasSize(5);
  }

  @Test
  void sync_kitOfSkusInDifferentPlans_isWrittenOnceInARound() {
    skus(MANY);
    shop.listed.clear();
    shop.shows.clear();
    shop.lists("kit", "nothing", 0);
    inventory.channels().map(new dev.onepool.Listing(SHOP, ListingId.of("kit"), List.of(
        new dev.onepool.Listing.Component(dev.onepool.Sku.of("A0000"), 1),
        new dev.onepool.Listing.Component(dev.onepool.Sku.of("A1099"), 1)), dev.onepool.LocationId.MAIN));
    live(SHOP);
    inventory.sync();
    assertThat(shop.writes).singleElement().extracting(QuantityWrite::listing).isEqualTo(ListingId.of("kit"));
  }
}
