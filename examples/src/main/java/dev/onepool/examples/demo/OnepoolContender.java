package dev.onepool.examples.demo;

import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.AuditReport;
import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.Inventory;
import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.SyncReport;
import dev.onepool.core.Onepool;
import dev.onepool.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Onepool itself: one ledger in a SQLite file, and five channels that are reached through connectors found by
 * ServiceLoader, as an application would have it. It goes live as an application would, before the first order.
 */
final class OnepoolContender implements Contender {

  private static final SellerId SELLER = SellerId.of("demo");
  private static final Duration LEAD = Duration.ofHours(2);
  /** A host need not come back each time that a channel allows one call more; by then it allows several. */
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration SETTLING = Duration.ofMinutes(10);

  private final boolean inMemory;
  private final boolean wholeLines;
  private final AllocationPolicy policy;
  private final RunWatch watch;

  /** Keeps the ledger in a file, as an application would, and sells lines whole. */
  OnepoolContender() {
    this(false, true, AllocationPolicies.sharedPool(), RunWatch.NONE);
  }

  /**
   * Makes one for a replay.
   *
   * @param inMemory whether the ledger is kept in memory, where only the numbers matter
   * @param wholeLines whether a line is sold whole or not at all; otherwise buyers take what is shown
   * @param policy divides units among the shops
   * @param watch looks on
   */
  OnepoolContender(boolean inMemory, boolean wholeLines, AllocationPolicy policy, RunWatch watch) {
    this.inMemory = inMemory;
    this.wholeLines = wholeLines;
    this.policy = policy;
    this.watch = watch;
  }

  @Override
  public String name() {
    return "onepool";
  }

  @Override
  public String title(Assumptions assumptions) {
    return "Onepool (" + assumptions.guarantee() + ")";
  }

  @Override
  public Outcome run(Workload workload, Progress progress) {
    Path folder = temporaryFolder();
    List<Shopfront> shops = new ArrayList<>();
    try {
      Duration loop = workload.assumptions().loop();
      long first = Simulation.firstRound(workload);
      // Whole loops before the first order, so that rounds stand where they stand for everybody.
      long lead = (LEAD.toSeconds() / loop.toSeconds() + 4) * loop.toSeconds();
      ManualClock clock = new ManualClock(Instant.ofEpochSecond(first - lead));
      Onepool.Builder builder = (inMemory ? Onepool.builder() : Onepool.builder().sqlite(folder.resolve("ledger.db"))).clock(clock)
          .guarantee(workload.assumptions().guarantee().guarantee()).policy(policy);
      for (String channel : ChannelAssignment.CHANNELS) {
        Shopfront shop = shop(channel, folder, workload.assumptions(), clock);
        shops.add(shop);
        for (int sku = 0; sku < workload.skus(); sku++) {
          shop.list(workload.skuCode(sku));
        }
        builder.channel(SELLER, ChannelId.of(channel), shop.provider(), shop.settings());
      }
      try (Onepool onepool = builder.build()) {
        return new Run(workload, progress, clock, shops, onepool.inventory(SELLER), wholeLines, watch).run();
      }
    } finally {
      shops.forEach(Shopfront::close);
      delete(folder);
    }
  }

  private static Shopfront shop(String channel, Path folder, Assumptions assumptions, ManualClock clock) {
    String spoken = assumptions.channels() == ChannelsOption.REAL ? channel : "";
    return switch (spoken) {
      case "amazon" -> new AmazonShop(assumptions, clock);
      case "shopify" -> new ShopifyShop(assumptions, clock);
      case "ebay" -> new EbayShop(assumptions, clock);
      case "walmart" -> new WalmartShop(assumptions, clock);
      case "tiktok" -> new TikTokShop(assumptions, clock);
      default -> new SimulatedShop(channel, folder.getFileName() + "-" + channel, assumptions, clock);
    };
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("onepool-demo-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder for the ledger: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the temporary ledger: " + e.getMessage(), e);
    }
  }

  /** One run through the workload. */
  private static final class Run {
    private final Workload workload;
    private final Progress progress;
    private final ManualClock clock;
    private final List<Shopfront> shops;
    private final Inventory inventory;
    private final Duration loop;
    private final Tally tally;
    private final boolean wholeLines;
    private final RunWatch watch;
    private long writes;

    Run(Workload workload, Progress progress, ManualClock clock, List<Shopfront> shops, Inventory inventory,
        boolean wholeLines, RunWatch watch) {
      this.wholeLines = wholeLines;
      this.watch = watch;
      this.workload = workload;
      this.progress = progress;
      this.clock = clock;
      this.shops = shops;
      this.inventory = inventory;
      this.loop = workload.assumptions().loop();
      this.tally = new Tally(workload);
    }

    Outcome run() {
      watch.begin(shops, tally);
      receive();
      goLive();
      for (int line = 0; line < workload.lines(); line++) {
        Instant placedAt = Instant.ofEpochSecond(workload.placedAt(line));
        for (Instant next = nextRound(); !next.isAfter(placedAt); next = nextRound()) {
          clock.advanceTo(next);
          round(placedAt);
          watch.afterRound(clock.instant());
        }
        sell(line, placedAt);
        progress.at(line + 1L, workload.lines());
      }
      // A poll may end some minutes before the present.
      Instant end = Instant.ofEpochSecond(workload.endsAt())
          .plus(workload.assumptions().longestOrderLag()).plus(SETTLING).plus(loop);
      while (clock.instant().isBefore(end)) {
        clock.advanceTo(nextRound());
        round(nextRound());
      }
      AuditReport audit = inventory.ledger().audit();
      return tally.outcome(writes)
          .withBooks(audit.findings().size(), audit.toString(), BooksCheck.agree(inventory.ledger(), shops));
    }

    /** Rounds stand at whole multiples of the loop; orders move the clock in between. */
    private Instant nextRound() {
      long seconds = loop.toSeconds();
      return Instant.ofEpochSecond((Math.floorDiv(clock.instant().getEpochSecond(), seconds) + 1) * seconds);
    }

    private void receive() {
      List<CompletionStage<PostingResult>> receipts = new ArrayList<>(workload.skus());
      for (int sku = 0; sku < workload.skus(); sku++) {
        receipts.add(inventory.ledger().postAsync(new StockCommand.Receive(
            EffectKey.of("opening-stock", workload.skuCode(sku)), Sku.of(workload.skuCode(sku)), LocationId.MAIN,
            Quantity.of(workload.initialStock(sku)))));
      }
      receipts.forEach(receipt -> receipt.toCompletableFuture().join().posted());
    }

    private void goLive() {
      for (String channel : ChannelAssignment.CHANNELS) {
        Instant again = inventory.channels().importListings(ChannelId.of(channel)).again();
        while (again != null) {
          clock.advanceTo(again);
          again = inventory.channels().importListings(ChannelId.of(channel)).again();
        }
      }
      Instant firstRound = Instant.ofEpochSecond(Simulation.firstRound(workload));
      boolean live = false;
      while (clock.instant().isBefore(firstRound)) {
        round(nextRound());
        if (!live) {
          live = ChannelAssignment.CHANNELS.stream()
              .allMatch(channel -> inventory.channels().mode(ChannelId.of(channel), ChannelMode.LIVE).isEmpty());
        }
        clock.advanceTo(nextRound());
      }
      if (!live) {
        throw new IllegalStateException("the channels are not live: " + inventory.channels().all());
      }
      round(nextRound());
      watch.afterRound(clock.instant());
    }

    /** Does a round, and goes on when a channel that wanted fewer calls at a time wants more, until then at most. */
    private void round(Instant end) {
      Instant again = syncOnce();
      while (again != null) {
        Instant next = clock.instant().plus(PAUSE);
        if (again.isAfter(next)) {
          next = again;
        }
        if (!next.isBefore(end)) {
          return;
        }
        clock.advanceTo(next);
        again = syncOnce();
      }
    }

    private @Nullable Instant syncOnce() {
      SyncReport report = inventory.sync();
      watch.synced(report);
      writes += report.sent() - report.throttled();
      return report.again();
    }

    private void sell(int line, Instant placedAt) {
      clock.advanceTo(placedAt);
      Shopfront shop = shops.get(workload.channel(line));
      String sku = workload.skuCode(workload.sku(line));
      long wanted = workload.quantity(line);
      long units = wholeLines ? wanted : Math.max(0, Math.min(wanted, shop.shown(sku)));
      long there = tally.physical(workload.sku(line));
      boolean sold =
          units > 0 && shop.buy(workload.orderCode(workload.order(line)), Integer.toString(line), sku, units);
      if (wholeLines && !sold) {
        tally.refused(line);
        return;
      }
      if (sold) {
        tally.sold(line, units);
      }
      if (units < wanted) {
        tally.refused(line, wanted - units, Math.min(wanted - units, Math.max(0, there - units)));
      }
    }
  }
}
