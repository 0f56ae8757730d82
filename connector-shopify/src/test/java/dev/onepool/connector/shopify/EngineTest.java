package dev.onepool.connector.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.Guarantee;
import dev.onepool.Inventory;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.OrderId;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.Onepool;
import dev.onepool.sandbox.shopify.Fault;
import dev.onepool.sandbox.shopify.ShopifySandbox;
import dev.onepool.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of sales through the whole engine: what the shop's books say, the ledger says. */
class EngineTest {

  private static final ChannelId SHOP = ChannelId.of("shop");
  private static final SellerId SELLER = SellerId.of("seller");
  private static final int SKUS = 12;
  private static final long STOCK = 40;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void dayOfSales_withBadLuck_endsWithBooksThatAgree(@TempDir Path folder) {
    long seed = 20_260_301;
    System.out.println("engine day: seed " + seed);
    try (ShopifySandbox sandbox = ShopifySandbox.open(clock, Duration.ofSeconds(20));
        Onepool onepool = Onepool.builder().sqlite(folder.resolve("ledger.db")).clock(clock)
            .guarantee(Guarantee.rights())
            .connector(new ShopifyConnectorProvider())
            .channel(SELLER, SHOP, "shopify", sandbox.settings())
            .build()) {
      Inventory inventory = onepool.inventory(SELLER);
      List<ListingId> listings = open(sandbox, inventory);
      Random random = new Random(seed);
      int bought = sell(sandbox, inventory, listings, random);
      clock.advance(Duration.ofMinutes(30));
      inventory.sync();
      clock.advance(Duration.ofMinutes(30));
      inventory.sync();
      assertThat(bought).as("orders that buyers placed").isGreaterThan(60);
      assertBooksAgree(sandbox, inventory, listings);
    }
  }

  private List<ListingId> open(ShopifySandbox sandbox, Inventory inventory) {
    List<ListingId> listings = new ArrayList<>();
    for (int i = 0; i < SKUS; i++) {
      listings.add(sandbox.list("SKU-" + i, 0));
      inventory.ledger().post(new StockCommand.Receive(EffectKey.of("opening", "SKU-" + i), sku(i), LocationId.MAIN,
          Quantity.of(STOCK))).posted();
    }
    inventory.channels().importListings(SHOP);
    List<String> obstacles = List.of("not asked yet");
    for (int round = 0; round < 60 && !obstacles.isEmpty(); round++) {
      inventory.sync();
      clock.advance(Duration.ofMinutes(1));
      obstacles = inventory.channels().mode(SHOP, ChannelMode.LIVE);
    }
    assertThat(obstacles).isEmpty();
    inventory.sync();
    assertThat(listings).allSatisfy(listing -> assertThat(sandbox.shown(listing)).isPositive().isLessThanOrEqualTo(STOCK));
    return listings;
  }

  private int sell(ShopifySandbox sandbox, Inventory inventory, List<ListingId> listings, Random random) {
    List<OrderId> open = new ArrayList<>();
    int bought = 0;
    for (int minute = 0; minute < 240; minute++) {
      clock.advance(Duration.ofMinutes(1));
      ListingId listing = listings.get(random.nextInt(SKUS));
      var order = sandbox.buy(Map.of(listing, 1L + random.nextInt(4)));
      order.ifPresent(open::add);
      bought += order.isPresent() ? 1 : 0;
      if (!open.isEmpty() && random.nextInt(4) == 0) {
        OrderId done = open.remove(random.nextInt(open.size()));
        if (random.nextBoolean()) {
          sandbox.cancel(done, 0, 1, true);
        } else {
          sandbox.ship(done, 0, 1);
        }
      }
      if (random.nextInt(10) == 0) {
        Fault[] some = {Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.SERVER_ERROR, Fault.GARBAGE, Fault.TOO_MANY};
        sandbox.fault(random.nextBoolean() ? "SetQuantities" : "Orders", some[random.nextInt(some.length)]);
      }
      if (minute % 3 == 0) {
        inventory.sync();
      }
    }
    return bought;
  }

  private void assertBooksAgree(ShopifySandbox sandbox, Inventory inventory, List<ListingId> listings) {
    Map<ListingId, ShopifySandbox.Book> books = sandbox.books();
    for (int i = 0; i < SKUS; i++) {
      ShopifySandbox.Book book = books.get(listings.get(i));
      long left = STOCK - (book.sold() - book.cancelled());
      assertThat(left).as("units left of SKU-" + i).isNotNegative();
      assertThat(inventory.ledger().position(sku(i)).available()).as("available of SKU-" + i + ", " + book)
          .isEqualTo(Quantity.of(left));
      assertThat(book.shown()).as("shown of SKU-" + i).isLessThanOrEqualTo(left);
    }
    assertThat(inventory.ledger().shortfalls()).isEmpty();
    assertThat(inventory.ledger().audit().findings()).isEmpty();
    assertThat(inventory.channels().quarantine(SHOP)).isEmpty();
  }

  private static Sku sku(int number) {
    return Sku.of("SKU-" + number);
  }
}
