package dev.onepool.examples.demo;

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
import dev.onepool.testkit.ManualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What buyers of the five marketplaces can take, whatever each of them is sent for it. */
class FiveMarketplacesTest {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final List<String> SKUS = List.of("A", "B", "C");
  private static final int STOCK = 60;
  private static final Assumptions QUICK = new Assumptions(BigDecimal.ONE, Duration.ofMinutes(5), Duration.ofMinutes(2),
      Duration.ofMinutes(1), GuaranteeOption.MIRROR, 1, ChannelsOption.REAL, Duration.ofMinutes(2));

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-02T08:00:00Z"));
  private final WalmartShop walmart = new WalmartShop(QUICK, clock);
  private final AmazonShop amazon = new AmazonShop(QUICK, clock);
  private final List<Shopfront> shops = List.of(
      amazon, new ShopifyShop(QUICK, clock), walmart, new EbayShop(QUICK, clock), new TikTokShop(QUICK, clock));

  @AfterEach
  void closeShops() {
    shops.forEach(Shopfront::close);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void randomSales_whenAllIsKnown_leaveTheSameForTheBuyersOfEveryMarketplace(long seed) {
    Random random = new Random(seed);
    try (Onepool onepool = live()) {
      Inventory inventory = onepool.inventory(SELLER);
      for (int sale = 0; sale < 25; sale++) {
        String sku = SKUS.get(random.nextInt(SKUS.size()));
        shops.get(random.nextInt(shops.size())).buy("o-" + sale, "1", sku, 1 + random.nextInt(3));
        rounds(inventory, random.nextInt(4));
      }
      // One more of each at Walmart: unshipped orders are what it must be told of.
      SKUS.forEach(sku -> walmart.buy("w-" + sku, "1", sku, 1));
      rounds(inventory, 45);
      for (String sku : SKUS) {
        long available = inventory.ledger().position(Sku.of(sku)).available().units();
        assertThat(available).as("there is something left of %s, seed %d", sku, seed).isPositive();
        assertThat(shops).allSatisfy(shop -> assertThat(shop.shown(sku))
            .as("what buyers of %s can take of %s, seed %d", shop.channel(), sku, seed).isEqualTo(available));
        assertThat(walmart.told(sku)).as("what Walmart is told of %s, seed %d", sku, seed).isGreaterThan(amazon.shown(sku));
      }
      assertThat(inventory.ledger().audit().findings()).isEmpty();
    }
  }

  private Onepool live() {
    Onepool.Builder builder = Onepool.builder().clock(clock).guarantee(Guarantee.mirror(0));
    for (Shopfront shop : shops) {
      SKUS.forEach(shop::list);
      builder.channel(SELLER, ChannelId.of(shop.channel()), shop.provider(), shop.settings());
    }
    Onepool onepool = builder.build();
    Inventory inventory = onepool.inventory(SELLER);
    SKUS.forEach(sku -> inventory.ledger().post(new StockCommand.Receive(
        EffectKey.of("opening", sku), Sku.of(sku), LocationId.MAIN, Quantity.of(STOCK))).posted());
    List<ChannelId> waiting = new ArrayList<>(shops.stream().map(shop -> ChannelId.of(shop.channel())).toList());
    waiting.forEach(channel -> inventory.channels().importListings(channel));
    for (int minute = 0; minute < 240 && !waiting.isEmpty(); minute++) {
      rounds(inventory, 1);
      waiting.removeIf(channel -> inventory.channels().mode(channel, ChannelMode.LIVE).isEmpty());
    }
    assertThat(waiting).as("channels that are not live").isEmpty();
    rounds(inventory, 20);
    return onepool;
  }

  private void rounds(Inventory inventory, int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      clock.advanceTo(clock.instant().plus(Duration.ofMinutes(1)));
      inventory.sync();
    }
  }
}
