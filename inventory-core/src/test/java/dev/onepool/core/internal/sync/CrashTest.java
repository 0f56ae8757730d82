package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Explanation;
import dev.onepool.core.Onepool;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process ends between a charge and its answer, and another one carries on with the same file. */
class CrashTest extends SyncHarness {

  @TempDir
  private Path folder;

  @Override
  Onepool.Builder builder() {
    return super.builder().sqlite(folder.resolve("ledger.db"));
  }

  @BeforeEach
  void crash() {
    stocked("A", 10);
    live(SHOP);
    shop.answers.add(batch -> {
      throw new AssertionError("the process dies here");
    });
    try {
      inventory.sync();
    } catch (AssertionError expected) {
      assertThat(expected).hasMessage("the process dies here");
    }
    engine.close();
    start();
  }

  @Test
  void restart_keepsTheChargeOfAWriteWithoutAnswer() {
    assertThat(exposure(SHOP, "A")).isEqualTo(shop.writes.get(0).quantity());
  }

  @Test
  void restart_takesAWriteWithoutAnswerAsUnknown() {
    inventory.sync();
    assertThat(attempts(SHOP, "A")).extracting(Explanation.Attempt::state).containsExactly("applied", "unknown");
  }

  @Test
  void restart_stillChargesWhatIsUnknown() {
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isEqualTo(shop.writes.get(0).quantity());
  }

  @Test
  void restart_asksForOrdersWhereItStopped() {
    int before = shop.cursors.size();
    inventory.sync();
    assertThat(shop.cursors.get(before)).isEqualTo("c0");
  }

  @Test
  void restart_showsUnitsAgainWhenTheDoubtHasEnded() {
    inventory.sync();
    settled();
    settled();
    assertThat(shop.shows.values()).containsExactly(10L);
  }
}
