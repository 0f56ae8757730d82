package dev.onepool.connector.walmart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ActionResult;
import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.Guarantee;
import dev.onepool.Inventory;
import dev.onepool.LineId;
import dev.onepool.LocationId;
import dev.onepool.OrderId;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.Onepool;
import dev.onepool.sandbox.walmart.WalmartSandbox;
import dev.onepool.testkit.ManualClock;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of sales and shipments through the whole engine: what Walmart's books say, the ledger says, and nothing is oversold. */
class EngineTest {

  private static final ChannelId SHOP = ChannelId.of("walmart");
  private static final SellerId SELLER = SellerId.of("seller");
  private static final int SKUS = 5;
  private static final long STOCK = 30;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void dayOfSales_onAWalmartThatKeepsTheHeldNumber_endsWithBooksThatAgree(@TempDir Path folder) {
    day(folder, false);
  }

  @Test
  void dayOfSales_onAWalmartThatLowersTheHeldNumber_endsWithBooksThatAgree(@TempDir Path folder) {
    day(folder, true);
  }

  private void day(Path folder, boolean lowers) {
    long seed = 20_260_301;
    System.out.println("engine day: seed " + seed);
    try (WalmartSandbox walmart = WalmartSandbox.open(clock).lowersInput(lowers).orderDelay(Duration.ofSeconds(50))
            .writeDelay(Duration.ofSeconds(20));
        Onepool onepool = Onepool.builder().sqlite(folder.resolve("ledger.db")).clock(clock).guarantee(Guarantee.rights())
            .connector(new WalmartProvider()).channel(SELLER, SHOP, "walmart", settings(walmart)).build()) {
      Inventory inventory = onepool.inventory(SELLER);
      open(walmart, inventory);
      int bought = sell(walmart, inventory, new Random(seed));
      for (int i = 0; i < 4; i++) {
        clock.advance(Duration.ofMinutes(15));
        inventory.sync();
      }
      assertThat(bought).as("orders that buyers placed").isGreaterThan(40);
      assertBooksAgree(walmart, inventory);
    }
  }

  private static Map<String, String> settings(WalmartSandbox walmart) {
    Map<String, String> settings = new HashMap<>(walmart.settings());
    settings.put("visibility-delay", "PT2M");
    settings.put("max-write-delay", "PT2M");
    settings.put("reading-age", "PT0S");
    return settings;
  }

  private void open(WalmartSandbox walmart, Inventory inventory) {
    for (int i = 0; i < SKUS; i++) {
      walmart.list("SKU-" + i, 0);
      inventory.ledger().post(new StockCommand.Receive(
          EffectKey.of("opening", "SKU-" + i), sku(i), LocationId.MAIN, Quantity.of(STOCK))).posted();
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
    clock.advance(Duration.ofMinutes(1));
    for (int i = 0; i < SKUS; i++) {
      assertThat(walmart.shows("SKU-" + i)).isPositive().isLessThanOrEqualTo(STOCK);
    }
  }

  private int sell(WalmartSandbox walmart, Inventory inventory, Random random) {
    List<String> open = new ArrayList<>();
    int bought = 0;
    for (int minute = 0; minute < 100; minute++) {
      clock.advance(Duration.ofMinutes(1));
      String order = walmart.buy("SKU-" + random.nextInt(SKUS), 1L + random.nextInt(3));
      if (order != null) {
        open.add(order);
        bought++;
      }
      if (!open.isEmpty() && random.nextInt(3) == 0) {
        String done = open.remove(random.nextInt(open.size()));
        if (random.nextInt(3) == 0) {
          walmart.cancel(done, 0, 1);
        } else {
          ship(walmart, inventory, done);
        }
      }
      if (random.nextInt(10) == 0) {
        Trouble[] some = {Trouble.LOST_BEFORE, Trouble.LOST_AFTER, Trouble.SERVER_ERROR, Trouble.GARBAGE};
        walmart.trouble(random.nextBoolean() ? Call.WRITE : Call.ORDERS, some[random.nextInt(some.length)]);
      }
      if (minute % 3 == 0) {
        inventory.sync();
      }
    }
    return bought;
  }

  /** As a warehouse would: until it was told. */
  private void ship(WalmartSandbox walmart, Inventory inventory, String order) {
    for (int tries = 0; tries < 20; tries++) {
      ActionResult result = inventory.channels().ship(
          SHOP, OrderId.of(order), "ship-" + order, Map.of(LineId.of("1"), 1L), "UPS", "1Z" + order);
      if (result instanceof ActionResult.Done) {
        assertThat(walmart.order(order).lines().get(0).shipped()).isEqualTo(1);
        return;
      }
      clock.advance(Duration.ofMinutes(1));
    }
    throw new AssertionError("order " + order + " could not be told to have shipped: " + walmart.refusals());
  }

  private static void assertBooksAgree(WalmartSandbox walmart, Inventory inventory) {
    Map<String, WalmartSandbox.Units> books = walmart.books();
    for (int i = 0; i < SKUS; i++) {
      WalmartSandbox.Units book = books.get("SKU-" + i);
      long left = STOCK - (book.sold() - book.cancelled());
      assertThat(left).as("units left of SKU-" + i).isNotNegative();
      assertThat(inventory.ledger().position(sku(i)).available()).as("available of SKU-" + i + ", " + book).isEqualTo(Quantity.of(left));
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
