package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.Guarantee;
import dev.onepool.GuaranteeStatus;
import dev.onepool.Sku;
import dev.onepool.core.Onepool;
import dev.onepool.spi.SettingsSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is promised where a connector was, or was not, tested by the kit. */
class SyncCertifiedTest extends SyncHarness {

  private static final ChannelId STALL = ChannelId.of("stall");

  private final ScriptedProvider untested = new ScriptedProvider("untested", SettingsSpec.none());
  private final ScriptedConnector stall = untested.connector("stall");

  @Override
  Onepool.Builder builder() {
    return super.builder().connector(untested).channel(SELLER, STALL, "untested", Map.of());
  }

  @Test
  void sku_onCertifiedChannelsOnly_isPromisedRights() {
    stocked("A", 10);
    live(SHOP, MARKET);
    assertThat(status("A", SHOP).guarantee()).isEqualTo(Guarantee.rights());
    assertThat(inventory.channels().status(SHOP).uncertified()).isNull();
  }

  @Test
  void sku_onAnUncertifiedChannel_isPromisedNothingAndToldWhy() {
    listedOnTheStall("A");
    assertThat(status("A", STALL).guarantee()).isEqualTo(Guarantee.mirror(0));
    assertThat(status("A", STALL).assumptions()).singleElement().asString()
        .contains("stall", "untested", "no certificate");
  }

  @Test
  void sku_onAnUncertifiedChannel_isPromisedNothingElsewhereEither() {
    listedOnTheStall("A");
    assertThat(status("A", SHOP).guarantee()).isEqualTo(Guarantee.mirror(0));
  }

  @Test
  void skuOfOthers_besideAnUncertifiedChannel_keepsItsPromise() {
    listedOnTheStall("A");
    stocked("B", 10);
    prepared(SHOP, MARKET);
    assertThat(status("B", SHOP).guarantee()).isEqualTo(Guarantee.rights());
  }

  @Test
  void uncertifiedChannel_saysSoInItsStatus() {
    assertThat(inventory.channels().status(STALL).uncertified()).contains("untested", "no certificate", "kit");
  }

  @Test
  void uncertifiedChannel_isStillGivenNoMoreThanThereIs() {
    listedOnTheStall("A");
    inventory.sync();
    assertThat(exposure(SHOP, "A") + exposure(MARKET, "A") + exposure(STALL, "A")).isLessThanOrEqualTo(10);
  }

  private void listedOnTheStall(String sku) {
    stocked(sku, 10);
    stall.lists("t-" + sku, sku, 0);
    live(SHOP, MARKET, STALL);
  }

  private GuaranteeStatus status(String sku, ChannelId channel) {
    return inventory.explain(Sku.of(sku), channel).guarantee();
  }
}
