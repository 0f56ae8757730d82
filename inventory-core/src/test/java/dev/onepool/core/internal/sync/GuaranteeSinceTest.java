package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Guarantee;
import dev.onepool.GuaranteeStatus;
import dev.onepool.GuaranteeStatus.State;
import dev.onepool.Sku;
import dev.onepool.core.Commands;
import dev.onepool.core.Onepool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Since when a guarantee holds, or is being restored. */
class GuaranteeSinceTest extends SyncHarness {

  @TempDir
  private Path folder;
  private Guarantee guarantee = Guarantee.rights();

  @Override
  Onepool.Builder builder() {
    return super.builder().sqlite(folder.resolve("ledger.db"));
  }

  @Override
  Guarantee promised() {
    return guarantee;
  }

  private GuaranteeStatus status() {
    return inventory.explain(Sku.of("A"), SHOP).guarantee();
  }

  private void showing() {
    stocked("A", 10);
    live(MARKET, SHOP);
    inventory.sync();
    settled();
    pass(Duration.ofMinutes(1));
  }

  private Instant broken() {
    showing();
    inventory.ledger().post(Commands.count("c", "A", 2)).posted();
    inventory.sync();
    return clock.instant();
  }

  @Test
  void since_beforeAnyRound_isNotKnown() {
    stocked("A", 10);
    inventory.channels().importListings(SHOP);
    assertThat(status()).extracting(GuaranteeStatus::state, GuaranteeStatus::since).containsExactly(State.UNKNOWN, null);
  }

  @Test
  void since_firstLook_isNotKnown() {
    stocked("A", 10);
    inventory.channels().importListings(SHOP);
    inventory.sync();
    pass(Duration.ofMinutes(1));
    inventory.sync();
    assertThat(status()).extracting(GuaranteeStatus::state, GuaranteeStatus::since).containsExactly(State.UNKNOWN, null);
  }

  @Test
  void since_becameKnown_isThatRound() {
    stocked("A", 10);
    prepared(SHOP);
    Instant then = clock.instant();
    settled();
    assertThat(status()).extracting(GuaranteeStatus::state, GuaranteeStatus::since).containsExactly(State.HOLDS, then);
  }

  @Test
  void since_countedLower_isTheRoundThatFoundIt() {
    Instant then = broken();
    assertThat(status()).extracting(GuaranteeStatus::state, GuaranteeStatus::since).containsExactly(State.RESTORING, then);
  }

  @Test
  void since_stillRestoring_staysTheSame() {
    Instant then = broken();
    pass(Duration.ofMinutes(1));
    inventory.ledger().post(Commands.count("c2", "A", 1)).posted();
    inventory.sync();
    assertThat(status()).extracting(GuaranteeStatus::state, GuaranteeStatus::since).containsExactly(State.RESTORING, then);
  }

  @Test
  void since_restored_isTheRoundThatFoundIt() {
    Instant then = broken();
    for (int i = 0; i < 5; i++) {
      settled();
    }
    assertThat(status().state()).isEqualTo(State.HOLDS);
    assertThat(status().since()).isAfter(then).isBefore(clock.instant());
  }

  @Test
  void since_changedAfterTheLastRound_isNotKnown() {
    showing();
    inventory.ledger().post(Commands.count("c", "A", 2)).posted();
    assertThat(status()).extracting(GuaranteeStatus::state, GuaranteeStatus::since).containsExactly(State.RESTORING, null);
  }

  @Test
  void since_afterRestart_isKept() {
    Instant then = broken();
    engine.close();
    pass(Duration.ofMinutes(1));
    start();
    inventory.sync();
    assertThat(status().since()).isEqualTo(then);
  }

  @Test
  void since_underMirror_isNotSaid() {
    guarantee = Guarantee.mirror(0);
    engine.close();
    start();
    showing();
    assertThat(status()).extracting(GuaranteeStatus::state, GuaranteeStatus::since).containsExactly(State.HOLDS, null);
  }

  @Test
  void since_underAuto_isSaid() {
    guarantee = Guarantee.auto(0.01);
    engine.close();
    start();
    Instant then = broken();
    // The lower numbers are in force at once; the next round finds that out.
    inventory.sync();
    assertThat(status()).extracting(GuaranteeStatus::state, GuaranteeStatus::since).containsExactly(State.HOLDS, then);
  }

  @Test
  void explanation_saysSince() {
    Instant then = broken();
    assertThat(inventory.explain(Sku.of("A"), SHOP).toString()).contains("guarantee RIGHTS: restoring since " + then);
  }
}
