package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.onepool.Inventory;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.Commands;
import dev.onepool.core.Onepool;
import dev.onepool.spi.SettingsSpec;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two sellers whose channels have the same names. */
class SellersTest extends SyncHarness {

  private static final SellerId OTHER = SellerId.of("other");

  private final ScriptedProvider second = new ScriptedProvider("second", SettingsSpec.none());
  private final ScriptedConnector theirs = second.connector("shop");
  private Inventory other;

  @Override
  Onepool.Builder builder() {
    return super.builder().connector(second).channel(OTHER, SHOP, "second", Map.of());
  }

  @BeforeEach
  void sellsForOne() {
    other = engine.inventory(OTHER);
    other.ledger().post(Commands.receive("r-A", "A", 5)).posted();
    theirs.lists("s-A", "A", 0);
    stocked("A", 10);
    live(SHOP);
    shop.ordered(order("o1", "s-A", 2, clock.instant()));
    inventory.sync();
  }

  @Test
  void sync_oneSeller_callsNoChannelOfTheOther() {
    assertThat(theirs.cursors).isEmpty();
  }

  @Test
  void sync_orderOfOneSeller_leavesTheStockOfTheOther() {
    assertThat(other.ledger().position(Sku.of("A")).locations().get(0).reserved().units()).isZero();
  }

  @Test
  void importListings_ofOneSeller_leavesTheOtherWithNone() {
    assertThat(other.channels().listings(SHOP)).isEmpty();
  }

  @Test
  void mode_ofOneSeller_leavesTheOtherObserving() {
    assertThat(other.channels().status(SHOP).mode()).isEqualTo(dev.onepool.ChannelMode.OBSERVE);
  }

  @Test
  void all_namesOnlyTheSellersOwnChannels() {
    assertThat(other.channels().all()).extracting(status -> status.channel()).containsExactly(SHOP);
  }

  @Test
  void erase_sellerWhoseChannelIsConfigured_isRefused() {
    assertThatIllegalStateException().isThrownBy(() -> engine.erase(OTHER)).withMessageContaining("[shop]");
    assertThat(other.ledger().audit().entriesRead()).isEqualTo(1);
  }

  @Test
  void erase_sellerWithoutChannelsHere_isDone() {
    assertThat(engine.erase(SellerId.of("third")).total()).isZero();
  }
}
