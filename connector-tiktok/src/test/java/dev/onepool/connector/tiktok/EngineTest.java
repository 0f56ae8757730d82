package dev.onepool.connector.tiktok;

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
import dev.onepool.sandbox.tiktok.TikTokSandbox;
import dev.onepool.testkit.ManualClock;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
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
  private static final List<Trouble> TROUBLES =
      List.of(Trouble.LOST_BEFORE, Trouble.LOST_AFTER, Trouble.SERVER_ERROR, Trouble.GARBAGE, Trouble.TRUNCATED);

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void dayOfSales_withBadLuckAndLateWrites_endsWithBooksThatAgree(@TempDir Path folder) {
    long seed = 20_260_301;
    System.out.println("engine day: seed " + seed);
    try (TikTokSandbox sandbox = TikTokSandbox.open(clock).orderDelay(Duration.ofSeconds(20)).writeDelay(Duration.ofSeconds(90));
        Onepool onepool = Onepool.builder().sqlite(folder.resolve("ledger.db")).clock(clock)
            .guarantee(Guarantee.rights())
            .connector(new TikTokProvider())
            .channel(SELLER, SHOP, "tiktok", sandbox.settings())
            .build()) {
      Inventory inventory = onepool.inventory(SELLER);
      List<String> listings = open(sandbox, inventory);
      int bought = sell(sandbox, inventory, listings, new Random(seed));
      for (int i = 0; i < 2; i++) {
        clock.advance(Duration.ofMinutes(30));
        inventory.sync();
      }
      assertThat(bought).as("orders that buyers placed").isGreaterThan(60);
      assertBooksAgree(sandbox, inventory, listings);
    }
  }

  private List<String> open(TikTokSandbox sandbox, Inventory inventory) {
    List<String> listings = new ArrayList<>();
    for (int i = 0; i < SKUS; i += 3) {
      // Three SKUs to a product, so that one call writes several.
      listings.addAll(sandbox.list(0, "SKU-" + i, "SKU-" + (i + 1), "SKU-" + (i + 2)));
    }
    for (int i = 0; i < SKUS; i++) {
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
    clock.advance(Duration.ofMinutes(3));
    assertThat(listings).allSatisfy(listing -> assertThat(sandbox.shows(listing)).isPositive().isLessThanOrEqualTo(STOCK));
    return listings;
  }

  private int sell(TikTokSandbox sandbox, Inventory inventory, List<String> listings, Random random) {
    List<String> open = new ArrayList<>();
    int bought = 0;
    for (int minute = 0; minute < 240; minute++) {
      clock.advance(Duration.ofMinutes(1));
      String order = sandbox.buy(listings.get(random.nextInt(SKUS)), 1L + random.nextInt(4));
      if (order != null) {
        open.add(order);
        bought++;
      }
      if (!open.isEmpty() && random.nextInt(4) == 0) {
        String done = open.remove(random.nextInt(open.size()));
        if (random.nextBoolean()) {
          sandbox.cancel(done, 0, 1);
        } else {
          sandbox.ship(done, 0, 1);
        }
      }
      if (random.nextInt(10) == 0) {
        sandbox.trouble(random.nextBoolean() ? Call.WRITE : Call.ORDERS, TROUBLES.get(random.nextInt(TROUBLES.size())));
      }
      if (minute % 3 == 0) {
        inventory.sync();
      }
    }
    return bought;
  }

  private void assertBooksAgree(TikTokSandbox sandbox, Inventory inventory, List<String> listings) {
    Map<String, TikTokSandbox.Units> books = sandbox.books();
    for (int i = 0; i < SKUS; i++) {
      TikTokSandbox.Units book = books.get(listings.get(i));
      long left = STOCK - (book.sold() - book.cancelled());
      assertThat(left).as("units left of SKU-" + i).isNotNegative();
      assertThat(inventory.ledger().position(sku(i)).available()).as("available of SKU-" + i + ", " + book)
          .isEqualTo(Quantity.of(left));
      assertThat(book.shown()).as("shown of SKU-" + i).isLessThanOrEqualTo(left);
    }
    assertThat(sandbox.refusals()).isEmpty();
    assertThat(inventory.ledger().shortfalls()).isEmpty();
    assertThat(inventory.ledger().audit().findings()).isEmpty();
    assertThat(inventory.channels().quarantine(SHOP)).isEmpty();
  }

  private static Sku sku(int number) {
    return Sku.of("SKU-" + number);
  }
}
