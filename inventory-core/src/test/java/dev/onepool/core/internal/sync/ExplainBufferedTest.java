package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Allocation;
import dev.onepool.Explanation;
import dev.onepool.Guarantee;
import dev.onepool.Sku;
import dev.onepool.core.Commands;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is said of a buffer. */
class ExplainBufferedTest extends SyncHarness {

  @Override
  Guarantee promised() {
    return Guarantee.buffered(0.01);
  }

  /** Explains after so much was sold on both channels that their loops are known. */
  private Explanation explained() {
    stocked("A", 100);
    live(MARKET, SHOP);
    inventory.sync();
    for (int i = 0; i < 8; i++) {
      // So much comes in that every round is worth a write.
      inventory.ledger().post(Commands.receive("more-" + i, "A", 200)).posted();
      market.ordered(order("m" + i, "m-A", 2, clock.instant()));
      shop.ordered(order("s" + i, "s-A", 2, clock.instant()));
      pass(Duration.ofHours(1));
      inventory.sync();
    }
    return inventory.explain(Sku.of("A"), SHOP);
  }

  private static long buffer(Explanation explained) {
    return explained.listings().get(0).reasons().stream().filter(reason -> reason.rule().equals("kept back for what sells unseen"))
        .mapToLong(Allocation.Reason::units).findFirst().orElse(0);
  }

  @Test
  void explain_loopsKnown_namesTheBuffer() {
    Explanation explained = explained();
    assertThat(buffer(explained)).isPositive();
    assertThat(explained.listings().get(0).target()).isEqualTo(explained.position().available().units() - buffer(explained));
  }

  @Test
  void explain_loopsKnown_saysWhyTheBufferIsThatLarge() {
    Explanation explained = explained();
    assertThat(explained.guarantee().assumptions()).anyMatch(assumption ->
        assumption.startsWith(buffer(explained) + " units are kept back, because more than that come in with a chance of 0.01")
            && assumption.contains("on each channel in its own time"));
  }
}
