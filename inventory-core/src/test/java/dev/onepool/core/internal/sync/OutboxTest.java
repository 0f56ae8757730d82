package dev.onepool.core.internal.sync;

import static dev.onepool.core.internal.sync.WriteOrderTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.Sku;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a round keeps of more writes than it sends. */
class OutboxTest {

  private static final ChannelId SHOP = ChannelId.of("shop");

  private final Outbox outbox = new Outbox(2);

  private List<String> kept() {
    return outbox.of(SHOP).stream().map(WriteOrderTest::name).toList();
  }

  @Test
  void of_asManyAsFit_keepsAll() {
    outbox.add(write("a", 0, 1, 0));
    outbox.add(write("b", 4, 0, 0));
    assertThat(kept()).containsExactly("b", "a");
    assertThat(outbox.left()).isEmpty();
  }

  @Test
  void of_oneTooMany_leavesTheLeastUrgent() {
    outbox.add(write("a", 0, 1, 0));
    outbox.add(write("b", 4, 0, 0));
    outbox.add(write("c", 4, 1, 0));
    assertThat(kept()).containsExactly("b", "c");
    assertThat(outbox.left()).containsExactly(Sku.of("SKU-a"));
  }

  @Test
  void add_farTooMany_holdsAtMostTwiceAsMany() {
    for (int i = 0; i < 50; i++) {
      outbox.add(write("r" + i, i, 100, 0));
    }
    outbox.add(write("zero", 4, 0, 0));
    assertThat(outbox.left().size() + 4).isGreaterThanOrEqualTo(51);
    assertThat(kept()).containsExactly("zero", "r0");
    assertThat(outbox.left()).hasSize(49);
  }

  @Test
  void add_listingTwice_isWrittenOnceAndPlannedAgain() {
    outbox.add(write("kit", 0, 1, 0));
    outbox.add(write("kit", 0, 2, 0));
    assertThat(outbox.of(SHOP)).extracting(PlannedWrite::value).containsExactly(1L);
    assertThat(outbox.left()).containsExactly(Sku.of("SKU-kit"));
  }
}
