package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelMode;
import dev.onepool.ListingId;
import dev.onepool.spi.Capabilities.Proof;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Where reading proves more than writing: doubts end, and old readings are no beginning. */
class SyncLooksTest extends SyncHarness {

  private void read() {
    shop.card = ScriptedConnector.card().proof(Proof.READBACK).build();
  }

  /** Writes zero over ten: a reading of less than ten could come from either. */
  private void zeroWithoutProof() {
    read();
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    inventory.sync();
  }

  @Test
  void look_writeThatNoReadingCanProve_settlesWhenItsTimeIsOver() {
    zeroWithoutProof();
    for (int i = 0; i < 4; i++) {
      settled();
    }
    assertThat(attempts(SHOP, "A")).singleElement().extracting(attempt -> attempt.value()).isEqualTo(0L);
  }

  @Test
  void look_writeThatNoReadingCanProve_isNotWrittenOverAndOver() {
    zeroWithoutProof();
    int before = shop.writes.size();
    for (int i = 0; i < 10; i++) {
      settled();
    }
    assertThat(shop.writes).hasSize(before);
  }

  @Test
  void look_zeroThatWasLost_isWrittenAgain() {
    read();
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    shop.answers(new PublishResult.Unknown("silence"));
    inventory.sync();
    int before = shop.writes.size();
    for (int i = 0; i < 4; i++) {
      settled();
    }
    assertThat(shop.writes.subList(before, shop.writes.size())).extracting(QuantityWrite::quantity).containsExactly(0L);
  }

  @Test
  void firstReading_olderThanACancellationWeKnow_isNoBeginning() {
    // Found by simulation: the unit that the cancellation put back on display after the reading was never charged.
    shop.card = ScriptedConnector.card().restoresOnCancel().build();
    stocked("A", 10);
    inventory.channels().importListings(SHOP);
    Instant placed = clock.instant();
    pass(Duration.ofMinutes(1));
    shop.shownAsOf = clock.instant();
    pass(Duration.ofMinutes(1));
    shop.ordered(cancelled("o1", "s-A", 1, placed, clock.instant()));
    inventory.sync();
    assertThat(attempts(SHOP, "A")).isEmpty();
  }

  @Test
  void firstReading_olderThanTheEngine_isNoBeginning() {
    stocked("A", 10);
    inventory.channels().importListings(SHOP);
    shop.shownAsOf = clock.instant().minusSeconds(1);
    inventory.sync();
    assertThat(attempts(SHOP, "A")).isEmpty();
  }

  @Test
  void firstReading_newerThanWhatWeKnow_isTheBeginning() {
    stocked("A", 10);
    shop.shows.put(ListingId.of("s-A"), 3L);
    inventory.channels().importListings(SHOP);
    shop.ordered(order("o1", "s-A", 1, clock.instant().minusSeconds(5)));
    inventory.sync();
    assertThat(attempts(SHOP, "A")).singleElement().extracting(attempt -> attempt.charge()).isEqualTo(3L);
  }
}
