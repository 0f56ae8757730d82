package dev.onepool.examples.demo;

import dev.onepool.AuditReport;
import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.Guarantee;
import dev.onepool.Inventory;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.Onepool;
import dev.onepool.testkit.ManualClock;
import dev.onepool.testkit.SimulatedMarketplace;
import dev.onepool.testkit.SimulatedMarketplaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Onepool itself: one ledger in a SQLite file, and five channels that are reached through connectors found by
 * ServiceLoader, as an application would have it. It goes live as an application would, before the first order.
 */
final class OnepoolContender implements Contender {

  private static final SellerId SELLER = SellerId.of("demo");
  private static final Duration LEAD = Duration.ofHours(2);

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
    List<SimulatedMarketplace> markets = new ArrayList<>();
    try {
      Duration loop = workload.assumptions().loop();
      long first = Simulation.firstRound(workload);
      // Whole loops before the first order, so that rounds stand where they stand for everybody.
      long lead = (LEAD.toSeconds() / loop.toSeconds() + 4) * loop.toSeconds();
      ManualClock clock = new ManualClock(Instant.ofEpochSecond(first - lead));
      Onepool.Builder builder = Onepool.builder().sqlite(folder.resolve("ledger.db")).clock(clock)
          .guarantee(workload.assumptions().guarantee() == GuaranteeOption.RIGHTS
              ? Guarantee.rights()
              : Guarantee.mirror(0));
      for (String channel : ChannelAssignment.CHANNELS) {
        SimulatedMarketplace market = market(channel, folder, workload, clock);
        markets.add(market);
        SimulatedMarketplaces.register(market);
        builder.channel(SELLER, ChannelId.of(channel), "simulated", Map.of("marketplace", market.name()));
      }
      try (Onepool onepool = builder.build()) {
        return new Run(workload, progress, clock, markets, onepool.inventory(SELLER)).run();
      }
    } finally {
      markets.forEach(market -> SimulatedMarketplaces.unregister(market.name()));
      delete(folder);
    }
  }

  private static SimulatedMarketplace market(String channel, Path folder, Workload workload, ManualClock clock) {
    Assumptions assumptions = workload.assumptions();
    SimulatedMarketplace market = SimulatedMarketplace.builder(folder.getFileName() + "-" + channel, clock)
        .seed(assumptions.seed())
        .orderLag(assumptions.orderLag(), assumptions.orderLag())
        .visibilityDelay(assumptions.orderLag())
        .writeLag(assumptions.writeLag(), assumptions.writeLag())
        .maxWriteDelay(assumptions.writeLag())
        .maxBatch(250)
        .build();
    for (int sku = 0; sku < workload.skus(); sku++) {
      market.list(ListingId.of(workload.skuCode(sku)), workload.skuCode(sku), 0);
    }
    return market;
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
    private final List<SimulatedMarketplace> markets;
    private final Inventory inventory;
    private final Duration loop;
    private final Tally tally;
    private long writes;

    Run(Workload workload, Progress progress, ManualClock clock, List<SimulatedMarketplace> markets,
        Inventory inventory) {
      this.workload = workload;
      this.progress = progress;
      this.clock = clock;
      this.markets = markets;
      this.inventory = inventory;
      this.loop = workload.assumptions().loop();
      this.tally = new Tally(workload);
    }

    Outcome run() {
      receive();
      goLive();
      for (int line = 0; line < workload.lines(); line++) {
        Instant placedAt = Instant.ofEpochSecond(workload.placedAt(line));
        for (Instant next = nextRound(); !next.isAfter(placedAt); next = nextRound()) {
          clock.advanceTo(next);
          round();
        }
        sell(line, placedAt);
        progress.at(line + 1L, workload.lines());
      }
      Instant end = Instant.ofEpochSecond(workload.visibleAt(workload.lines() - 1)).plus(loop);
      while (clock.instant().isBefore(end)) {
        clock.advanceTo(nextRound());
        round();
      }
      AuditReport audit = inventory.ledger().audit();
      return tally.outcome(writes).withAudit(audit.findings().size(), audit.toString());
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
        inventory.channels().importListings(ChannelId.of(channel));
      }
      Instant firstRound = Instant.ofEpochSecond(Simulation.firstRound(workload));
      boolean live = false;
      while (clock.instant().isBefore(firstRound)) {
        round();
        if (!live) {
          live = ChannelAssignment.CHANNELS.stream()
              .allMatch(channel -> inventory.channels().mode(ChannelId.of(channel), ChannelMode.LIVE).isEmpty());
        }
        clock.advance(loop);
      }
      if (!live) {
        throw new IllegalStateException("the channels are not live: " + inventory.channels().all());
      }
      round();
    }

    private void round() {
      writes += inventory.sync().sent();
    }

    private void sell(int line, Instant placedAt) {
      clock.advanceTo(placedAt);
      boolean sold = markets.get(workload.channel(line)).buy(workload.orderCode(workload.order(line)),
          Integer.toString(line), ListingId.of(workload.skuCode(workload.sku(line))), workload.quantity(line));
      if (sold) {
        tally.sold(line);
      } else {
        tally.refused(line);
      }
    }
  }
}
