package dev.onepool.connector.ebay;

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
import dev.onepool.sandbox.ebay.EbaySandbox;
import dev.onepool.spi.Notification;
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

/** A day of sales through the whole engine: what eBay's books say, the ledger says. */
class EngineTest {

  private static final ChannelId EBAY = ChannelId.of("ebay");
  private static final SellerId SELLER = SellerId.of("seller");
  private static final int SKUS = 12;
  private static final long STOCK = 40;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void dayOfSales_withBadLuck_endsWithBooksThatAgree(@TempDir Path folder) {
    for (long seed : new long[] {20_260_301, 20_260_302, 20_260_303}) {
      System.out.println("engine day: seed " + seed);
      Random random = new Random(seed);
      try (EbaySandbox ebay = EbaySandbox.open(clock).orderDelay(Duration.ofSeconds(20)).offersLimit(random.nextBoolean())
              .restoresOnCancel(random.nextBoolean()).readsFollowSales(random.nextBoolean()).oneSkuOnly(random.nextBoolean());
          Onepool onepool = onepool(folder.resolve(seed + ".db"), ebay)) {
        Inventory inventory = onepool.inventory(SELLER);
        open(ebay, inventory);
        int bought = sell(ebay, inventory, random);
        for (int quiet = 0; quiet < 2; quiet++) {
          clock.advance(Duration.ofMinutes(30));
          inventory.sync();
        }
        assertThat(bought).as("orders that buyers placed").isGreaterThan(60);
        assertBooksAgree(ebay, inventory);
      }
    }
  }

  @Test
  void notificationOverTheEngine_bringsTheOrderAtOnce_andChallengesAreAnswered(@TempDir Path folder) {
    try (EbaySandbox ebay = EbaySandbox.open(clock); Onepool onepool = onepool(folder.resolve("n.db"), ebay)) {
      Inventory inventory = onepool.inventory(SELLER);
      open(ebay, inventory);
      Notification told = ebay.confirmation(ebay.buy("SKU-0", 2), EbaySandbox.SELLER);
      assertThat(inventory.notification(EBAY, told.headers(), told.body()).status()).isEqualTo(200);
      assertThat(inventory.ledger().position(Sku.of("SKU-0")).available()).isEqualTo(Quantity.of(STOCK - 2));
      assertThat(inventory.notification(EBAY, Map.of(), told.body()).status()).isEqualTo(401);
      assertThat(inventory.challenge(EBAY, "code")).contains("challengeResponse");
    }
  }

  /** Nothing explains the units that were taken off display: they stay the seller's, and are not offered twice. */
  @Test
  void purchaseThatIsNeverPaid_takesNothingFromTheLedger_andIsNotOfferedTwice(@TempDir Path folder) {
    try (EbaySandbox ebay = EbaySandbox.open(clock); Onepool onepool = onepool(folder.resolve("p.db"), ebay)) {
      Inventory inventory = onepool.inventory(SELLER);
      open(ebay, inventory);
      ebay.buyAndNeverPay("SKU-0", ebay.shows("SKU-0"));
      rounds(inventory, 30);
      inventory.ledger().post(new StockCommand.Receive(
          EffectKey.of("more", "SKU-0"), Sku.of("SKU-0"), LocationId.MAIN, Quantity.of(5))).posted();
      rounds(inventory, 30);
      assertThat(ebay.shows("SKU-0")).isLessThanOrEqualTo(STOCK + 5);
      assertThat(inventory.ledger().position(Sku.of("SKU-0")).available()).isEqualTo(Quantity.of(STOCK + 5));
      assertThat(inventory.ledger().audit().findings()).isEmpty();
    }
  }

  private void rounds(Inventory inventory, int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      clock.advance(Duration.ofMinutes(1));
      inventory.sync();
    }
  }

  private Onepool onepool(Path file, EbaySandbox ebay) {
    Map<String, String> settings = new HashMap<>(ebay.settings());
    settings.put("visibility-delay", "PT2M");
    settings.put("notifications.endpoint", EbaySandbox.ADDRESS);
    settings.put("notifications.verification-token", EbaySandbox.verificationToken());
    return Onepool.builder().sqlite(file).clock(clock).guarantee(Guarantee.rights())
        .connector(new EbayProvider()).channel(SELLER, EBAY, "ebay", settings).build();
  }

  private void open(EbaySandbox ebay, Inventory inventory) {
    for (int i = 0; i < SKUS; i++) {
      ebay.list("SKU-" + i, 0);
      inventory.ledger().post(new StockCommand.Receive(EffectKey.of("opening", "SKU-" + i), Sku.of("SKU-" + i), LocationId.MAIN,
          Quantity.of(STOCK))).posted();
    }
    inventory.channels().importListings(EBAY);
    List<String> obstacles = List.of("not asked yet");
    for (int round = 0; round < 60 && !obstacles.isEmpty(); round++) {
      inventory.sync();
      clock.advance(Duration.ofMinutes(1));
      obstacles = inventory.channels().mode(EBAY, ChannelMode.LIVE);
    }
    assertThat(obstacles).isEmpty();
    inventory.sync();
    for (int i = 0; i < SKUS; i++) {
      assertThat(ebay.shows("SKU-" + i)).isPositive().isLessThanOrEqualTo(STOCK);
    }
  }

  private int sell(EbaySandbox ebay, Inventory inventory, Random random) {
    List<String> open = new ArrayList<>();
    int bought = 0;
    for (int minute = 0; minute < 240; minute++) {
      clock.advance(Duration.ofMinutes(1));
      String order = ebay.buy("SKU-" + random.nextInt(SKUS), 1 + random.nextInt(4));
      if (order != null) {
        open.add(order);
        bought++;
      }
      if (!open.isEmpty() && random.nextInt(4) == 0) {
        String done = open.remove(random.nextInt(open.size()));
        switch (random.nextInt(3)) {
          case 0 -> ebay.cancel(done);
          case 1 -> ebay.pay(done, "FAILED");
          default -> ebay.ship(done, 0, 1);
        }
      }
      if (random.nextInt(10) == 0) {
        Trouble[] some = {Trouble.LOST_BEFORE, Trouble.LOST_AFTER, Trouble.SERVER_ERROR, Trouble.GARBAGE, Trouble.TRUNCATED};
        Call[] calls = {Call.WRITE, Call.ORDERS, Call.READ};
        ebay.trouble(calls[random.nextInt(calls.length)], some[random.nextInt(some.length)]);
      }
      if (minute % 3 == 0) {
        inventory.sync();
      }
    }
    return bought;
  }

  private void assertBooksAgree(EbaySandbox ebay, Inventory inventory) {
    Map<String, EbaySandbox.Units> books = ebay.books();
    for (int i = 0; i < SKUS; i++) {
      EbaySandbox.Units book = books.get("SKU-" + i);
      long left = STOCK - (book.sold() - book.cancelled());
      assertThat(left).as("units left of SKU-" + i).isNotNegative();
      assertThat(inventory.ledger().position(Sku.of("SKU-" + i)).available()).as("available of SKU-" + i + ", " + book)
          .isEqualTo(Quantity.of(left));
      assertThat(book.shown()).as("shown of SKU-" + i).isLessThanOrEqualTo(left);
    }
    assertThat(inventory.ledger().audit().findings()).isEmpty();
  }
}
