package dev.onepool.connector.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.Guarantee;
import dev.onepool.Inventory;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.Onepool;
import dev.onepool.sandbox.amazon.AmazonSandbox;
import dev.onepool.testkit.ManualClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The engine with this connector: more listings than the budget lets it read in one round become known round by round. */
class FirstReadingTest {

  private static final int LISTINGS = 250;
  private static final ChannelId AMAZON = ChannelId.of("amazon");

  @Test
  void moreListingsThanTheBudgetAllows_becomeKnownRoundByRound() {
    ManualClock clock = new ManualClock(Bench.START);
    try (AmazonSandbox amazon = AmazonSandbox.open(clock)) {
      Map<String, String> settings = new HashMap<>(amazon.settings());
      settings.put("visibility-delay", "PT10M");
      settings.put("max-write-delay", "PT5M");
      try (Onepool engine = Onepool.builder().clock(clock).guarantee(Guarantee.rights()).connector(new AmazonProvider())
          .channel(SellerId.of("seller"), AMAZON, "amazon", settings).build()) {
        Inventory inventory = engine.inventory(SellerId.of("seller"));
        StringBuilder csv = new StringBuilder("listing,sku\n");
        for (int i = 0; i < LISTINGS; i++) {
          amazon.list("S" + i, 0);
          csv.append("S").append(i).append(",S").append(i).append('\n');
          inventory.ledger().post(new StockCommand.Receive(
              EffectKey.of("test", "receive-" + i), Sku.of("S" + i), LocationId.MAIN, Quantity.of(3))).posted();
        }
        inventory.channels().importListings(AMAZON, new java.io.StringReader(csv.toString()));
        List<String> blockers = List.of("not asked yet");
        for (int round = 0; round < 12 && !blockers.isEmpty(); round++) {
          clock.advance(Duration.ofMinutes(4));
          inventory.sync();
          blockers = inventory.channels().mode(AMAZON, ChannelMode.LIVE);
        }
        assertThat(blockers).isEmpty();
      }
    }
  }
}
