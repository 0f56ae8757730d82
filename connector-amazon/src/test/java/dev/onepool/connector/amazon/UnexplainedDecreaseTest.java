package dev.onepool.connector.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.Explanation;
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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine with this connector: a decrease that no order explains stays charged until one does, or the delay has passed. */
class UnexplainedDecreaseTest {

  private static final ChannelId AMAZON = ChannelId.of("amazon");
  private static final Sku MUG = Sku.of("MUG");

  private final ManualClock clock = new ManualClock(Bench.START);
  private final AmazonSandbox amazon = AmazonSandbox.open(clock).orderDelay(Duration.ofMinutes(30)).writeDelay(Duration.ofMinutes(1));
  private Onepool engine;
  private Inventory inventory;

  @BeforeEach
  void goLive() {
    Map<String, String> settings = new HashMap<>(amazon.settings());
    settings.put("visibility-delay", "PT40M");
    settings.put("max-write-delay", "PT5M");
    settings.put("feed.threshold", "0");
    engine = Onepool.builder().clock(clock).guarantee(Guarantee.rights()).connector(new AmazonProvider())
        .channel(SellerId.of("seller"), AMAZON, "amazon", settings).build();
    inventory = engine.inventory(SellerId.of("seller"));
    amazon.list("MUG", 0);
    inventory.ledger().post(receive(10)).posted();
    inventory.channels().importListings(AMAZON);
    run(Duration.ofHours(2));
    assertThat(inventory.channels().mode(AMAZON, ChannelMode.LIVE)).isEmpty();
    run(Duration.ofHours(3));
  }

  private static StockCommand receive(long units) {
    return new StockCommand.Receive(EffectKey.of("test", "receive"), MUG, LocationId.MAIN, Quantity.of(units));
  }

  /** Rounds as often as Amazon lets the orders be polled. */
  private void run(Duration time) {
    for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plusMinutes(4)) {
      clock.advance(Duration.ofMinutes(4));
      inventory.sync();
    }
  }

  private long exposure() {
    return inventory.explain(MUG, AMAZON).listings().stream().mapToLong(Explanation.Offer::exposure).sum();
  }

  @AfterEach
  void close() {
    assertThat(inventory.ledger().audit().findings()).isEmpty();
    assertThat(inventory.ledger().shortfalls()).as("units sold and not there").isEmpty();
    engine.close();
    amazon.close();
  }

  @Test
  void saleThatNoOrderExplainsYet_staysCharged_untilItsOrderIsVisible() {
    assertThat(amazon.shows("MUG")).isEqualTo(10);
    assertThat(exposure()).isEqualTo(10);
    String order = amazon.buy("MUG", 4);
    assertThat(amazon.shows("MUG")).isEqualTo(6);
    run(Duration.ofMinutes(24));
    assertThat(exposure()).as("charged while 4 units are missing and no order says why").isEqualTo(10);
    run(Duration.ofMinutes(24));
    assertThat(order).isNotNull();
    assertThat(exposure()).as("charged when the order is known").isEqualTo(6);
  }

  @Test
  void numberThatSomebodyElseLowered_staysCharged() {
    amazon.edit("MUG", 6);
    run(Duration.ofMinutes(36));
    assertThat(exposure()).isEqualTo(10);
  }
}
