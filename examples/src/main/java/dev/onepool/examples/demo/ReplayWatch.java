package dev.onepool.examples.demo;

import dev.onepool.SyncReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches a replay: some hundred times it looks at what is left and what the shops show, after a round of the engine.
 *
 * <p>Units that are held back are those that no buyer can buy: of each SKU what is left, less all that the shops show of it
 * together.
 */
final class ReplayWatch implements RunWatch {

  /** How often it looks, about. */
  private static final long LOOKS = 240;

  /**
   * What it saw.
   *
   * @param at seconds since 1970 UTC
   * @param left units on the shelf
   * @param heldBack those of them that no buyer could buy
   */
  record Look(long at, long left, long heldBack) {}

  private final Workload workload;
  private final long every;
  private final List<Look> looks = new ArrayList<>();
  private List<Shopfront> shops = List.of();
  private Tally tally;
  private long failures;
  private long next;

  ReplayWatch(Workload workload) {
    this.workload = workload;
    tally = new Tally(workload);
    every = Math.max(1, (workload.endsAt() - workload.startsAt()) / LOOKS);
    next = Long.MIN_VALUE;
  }

  @Override
  public void begin(List<Shopfront> all, Tally ofSales) {
    shops = List.copyOf(all);
    tally = ofSales;
  }

  @Override
  public void synced(SyncReport report) {
    failures += report.failures().size();
  }

  @Override
  public void afterRound(Instant now) {
    long at = now.getEpochSecond();
    if (at < next) {
      return;
    }
    // The first look is at the shops as they open.
    next = looks.isEmpty() ? workload.startsAt() : next + every * ((at - next) / every + 1);
    long heldBack = 0;
    for (int sku = 0; sku < workload.skus(); sku++) {
      heldBack += heldBack(sku);
    }
    looks.add(new Look(at, tally.unitsLeft(), heldBack));
  }

  private long heldBack(int sku) {
    long hidden = tally.physical(sku);
    for (int shop = 0; hidden > 0 && shop < shops.size(); shop++) {
      hidden -= shops.get(shop).shown(workload.skuCode(sku));
    }
    return Math.max(0, hidden);
  }

  Tally tally() {
    return tally;
  }

  List<Look> looks() {
    return List.copyOf(looks);
  }

  /** Returns how many sentences of failure the rounds have said. */
  long failures() {
    return failures;
  }

  /** Returns the mean of the units held back, over the looks at which any were left; 0 where there is none. */
  double meanHeldBack() {
    return looks.stream().filter(look -> look.left() > 0).mapToLong(Look::heldBack).average().orElse(0);
  }

  /** Returns the units held back as a part of those left, over all looks; from 0 to 1. */
  double shareHeldBack() {
    long left = looks.stream().mapToLong(Look::left).sum();
    return left == 0 ? 0 : (double) looks.stream().mapToLong(Look::heldBack).sum() / left;
  }

  /** Returns how many calls have sent quantities. A replay's shops are simulated ones. */
  long writeCalls() {
    return shops.stream().mapToLong(shop -> ((SimulatedShop) shop).writeCalls()).sum();
  }

  /** Returns how many calls have asked for something. */
  long readCalls() {
    return shops.stream().mapToLong(shop -> ((SimulatedShop) shop).readCalls()).sum();
  }
}
