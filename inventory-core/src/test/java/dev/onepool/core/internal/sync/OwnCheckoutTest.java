package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.AllocationPolicies;
import dev.onepool.Buffer;
import dev.onepool.Guarantee;
import dev.onepool.ReservationResult;
import dev.onepool.core.Commands;
import dev.onepool.core.Onepool;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Units that no channel shows are the own checkout's. */
class OwnCheckoutTest extends SyncHarness {

  @Override
  Onepool.Builder builder() {
    return super.builder().guarantee(Guarantee.rights())
        .policy(AllocationPolicies.sharedPool().buffering(Buffer.percent(50)));
  }

  private ReservationResult reserved(long units) {
    stocked("A", 100);
    live(MARKET, SHOP);
    inventory.sync();
    return inventory.ledger().reserve(Commands.reserve("cart", Commands.line("A", units)));
  }

  @Test
  void reserve_allOfItsUnits_isHeldWhileChannelsAreLive() {
    assertThat(reserved(50)).isInstanceOf(ReservationResult.Held.class);
  }

  @Test
  void reserve_moreThanItsUnits_isRefusedBecauseChannelsMayTakeTheRest() {
    assertThat(reserved(51)).isInstanceOf(ReservationResult.Refused.class);
  }

  @Test
  void reserve_ofMostOfItsUnits_takesBackWhatLiesIdleOnChannels() {
    reserved(50);
    inventory.sync();
    for (int loops = 0; loops < 4; loops++) {
      settled();
    }
    assertThat(inventory.ledger().reserve(Commands.reserve("cart-2", Commands.line("A", 25)))).isInstanceOf(ReservationResult.Held.class);
  }

  @Test
  void channelThatSells_isNotRaisedFromWhatTheCheckoutHas() {
    reserved(1);
    clock.advance(Duration.ofMinutes(1));
    market.ordered(order("order-1", "m-A", 25, clock.instant()));
    settled();
    settled();
    assertThat(inventory.ledger().reserve(Commands.reserve("cart-2", Commands.line("A", 24)))).isInstanceOf(ReservationResult.Held.class);
  }
}
