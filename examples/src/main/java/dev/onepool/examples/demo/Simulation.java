package dev.onepool.examples.demo;

/**
 * The virtual clock: it calls a {@link StockKeeper} once a loop and lets the buyers come in between.
 *
 * <p>Rounds are at whole multiples of the loop since 1970. The first is early enough for its writes to be shown when
 * the first order comes; the last is late enough to have seen the last order. At the same second, writes that are due
 * come before the round, and the round before the orders.
 */
final class Simulation {

  private Simulation() {}

  /** Sells the whole workload in a new market. */
  static Outcome run(Workload workload, StockKeeper keeper, Progress progress) {
    Market market = new Market(workload);
    long loop = workload.assumptions().loop().toSeconds();
    long now = firstRound(workload);
    keeper.open(market, now);
    now += loop;
    for (int line = 0; line < workload.lines(); line++) {
      for (; now <= workload.placedAt(line); now += loop) {
        round(market, keeper, now);
      }
      if (market.sell(line)) {
        keeper.sold(market, line);
      }
      progress.at(line + 1L, workload.lines());
    }
    long end = workload.visibleAt(workload.lines() - 1) + loop;
    for (; now <= end; now += loop) {
      round(market, keeper, now);
    }
    return market.outcome();
  }

  /** Returns the first round's time, in seconds since 1970 UTC: at least the write lag before the first order. */
  static long firstRound(Workload workload) {
    long loop = workload.assumptions().loop().toSeconds();
    long latest = workload.startsAt() - workload.assumptions().writeLag().toSeconds();
    return Math.floorDiv(latest, loop) * loop;
  }

  private static void round(Market market, StockKeeper keeper, long now) {
    market.applyWrites(now);
    keeper.round(market, now);
  }
}
