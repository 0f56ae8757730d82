package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.Guarantee;
import dev.onepool.Inventory;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.HandClock;
import dev.onepool.core.Onepool;
import dev.onepool.spi.SettingsSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is promised where nobody said what. */
class DefaultGuaranteeTest {

  private static final ChannelId SHOP = ChannelId.of("shop");
  private static final SellerId SELLER = SellerId.of("seller");

  private static Guarantee promised(Onepool.Builder builder) {
    ScriptedProvider provider = new ScriptedProvider("scripted", SettingsSpec.none());
    try (Onepool engine = builder.clock(new HandClock()).connector(provider)
        .channel(SELLER, SHOP, "scripted", Map.of()).build()) {
      Inventory inventory = engine.inventory(SELLER);
      return inventory.explain(Sku.of("A"), SHOP).guarantee().guarantee();
    }
  }

  @Test
  void guarantee_notSaid_isAutoWithOnePercent() {
    assertThat(promised(Onepool.builder())).isEqualTo(Guarantee.auto(0.01));
  }

  @Test
  void guarantee_said_isThat() {
    assertThat(promised(Onepool.builder().guarantee(Guarantee.rights()))).isEqualTo(Guarantee.rights());
  }
}
