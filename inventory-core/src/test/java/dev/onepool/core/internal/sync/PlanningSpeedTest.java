package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.Guarantee;
import dev.onepool.Inventory;
import dev.onepool.SellerId;
import dev.onepool.core.Commands;
import dev.onepool.core.HandClock;
import dev.onepool.core.Onepool;
import dev.onepool.spi.SettingsSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How long a round takes that plans everything, on five channels, in memory: reading the books included, sending left out.
 * {@code -Donepool.planning.skus=100000} for the long form, whose target is 2 seconds; the short form only keeps watch.
 */
class PlanningSpeedTest {

  private static final int SKUS = Integer.getInteger("onepool.planning.skus", 2_000);
  private static final int CHANNELS = 5;
  private static final int ROUNDS = 5;
  private static final Duration MOST = Duration.ofSeconds(20);
  private static final SellerId SELLER = SellerId.of("seller");

  private final HandClock clock = new HandClock();
  private final ScriptedProvider provider = new ScriptedProvider("scripted", SettingsSpec.none());
  private final List<ChannelId> channels = new ArrayList<>();

  static List<Guarantee> guarantees() {
    return List.of(Guarantee.auto(0.01), Guarantee.rights());
  }

  private Onepool engine(Guarantee guarantee) {
    Onepool.Builder builder = Onepool.builder().clock(clock).connector(provider).guarantee(guarantee);
    for (int i = 0; i < CHANNELS; i++) {
      ChannelId channel = ChannelId.of("c" + i);
      channels.add(channel);
      builder.channel(SELLER, channel, "scripted", Map.of());
      for (int sku = 0; sku < SKUS; sku++) {
        provider.connector("c" + i).lists("l" + sku, "S" + sku, 0);
      }
    }
    return builder.build();
  }

  private void prepare(Inventory inventory) {
    for (int sku = 0; sku < SKUS; sku++) {
      inventory.ledger().post(Commands.receive("r-" + sku, "S" + sku, 5 + sku % 50)).posted();
    }
    channels.forEach(inventory.channels()::importListings);
    inventory.sync();
    clock.advance(Duration.ofMinutes(11));
    inventory.sync();
    channels.forEach(channel -> assertThat(inventory.channels().mode(channel, ChannelMode.DRY_RUN)).isEmpty());
  }

  /** Everything is planned: every change of mode has all SKUs of the channel planned anew. */
  private Duration planned(Inventory inventory) {
    inventory.channels().mode(channels.get(0), ChannelMode.OBSERVE);
    inventory.channels().mode(channels.get(0), ChannelMode.DRY_RUN);
    java.time.Instant before = java.time.Instant.now();
    assertThat(inventory.sync().proposed()).isNotEmpty();
    return Duration.between(before, java.time.Instant.now());
  }

  @ParameterizedTest
  @MethodSource("guarantees")
  void round_planningEverything_isQuick(Guarantee guarantee) {
    try (Onepool engine = engine(guarantee)) {
      Inventory inventory = engine.inventory(SELLER);
      prepare(inventory);
      List<Duration> rounds = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        rounds.add(planned(inventory));
      }
      System.out.println(guarantee + ": planning " + SKUS + " SKUs on " + CHANNELS + " channels took " + rounds);
      assertThat(rounds.stream().min(Duration::compareTo).orElseThrow()).isLessThan(MOST);
    }
  }
}
