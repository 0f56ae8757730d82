package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Allocation;
import dev.onepool.AllocationPolicies;
import dev.onepool.Buffer;
import dev.onepool.Explanation;
import dev.onepool.Guarantee;
import dev.onepool.Sku;
import dev.onepool.core.Commands;
import dev.onepool.core.Onepool;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A buffer of the policy that is as large as what was measured, where nothing is promised. */
class MeasuredBufferTest extends SyncHarness {

  private static final long UNTIL_MEASURED = 77;

  @Override
  Guarantee promised() {
    return Guarantee.mirror(0);
  }

  @Override
  Onepool.Builder builder() {
    return super.builder().policy(AllocationPolicies.sharedPool().buffering(Buffer.measured(UNTIL_MEASURED)));
  }

  private long buffer() {
    Explanation explained = inventory.explain(Sku.of("A"), SHOP);
    return explained.listings().get(0).reasons().stream().filter(reason -> reason.rule().contains("measured"))
        .mapToLong(Allocation.Reason::units).findFirst().orElseThrow();
  }

  private void selling(int rounds) {
    stocked("A", 1_000);
    live(MARKET, SHOP);
    inventory.sync();
    for (int i = 0; i < rounds; i++) {
      inventory.ledger().post(Commands.receive("more-" + i, "A", 200)).posted();
      market.ordered(order("m" + i, "m-A", 2, clock.instant()));
      shop.ordered(order("s" + i, "s-A", 2, clock.instant()));
      pass(Duration.ofHours(1));
      inventory.sync();
    }
  }

  @Test
  void loopsUnknown_isTheNumberToUseUntilThen() {
    selling(0);
    assertThat(buffer()).isEqualTo(UNTIL_MEASURED);
  }

  @Test
  void loopsKnown_isWhatMayComeInUnseen_andIsNotShown() {
    selling(8);
    assertThat(buffer()).isBetween(1L, UNTIL_MEASURED - 1);
    assertThat(inventory.explain(Sku.of("A"), SHOP).listings().get(0).target())
        .isEqualTo(inventory.ledger().position(Sku.of("A")).available().units() - buffer());
  }
}
