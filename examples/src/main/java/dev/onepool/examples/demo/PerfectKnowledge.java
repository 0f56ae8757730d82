package dev.onepool.examples.demo;

/**
 * The most that can be sold: every channel shows what is on the shelf, without any lag. It is no contender that could
 * be built; of its writes only the first one of every listing is counted.
 */
final class PerfectKnowledge implements StockKeeper {

  private final Workload workload;

  PerfectKnowledge(Workload workload) {
    this.workload = workload;
  }

  @Override
  public void open(Market market, long now) {
    IndependentCounts.full(workload).open(market, now);
  }

  @Override
  public void sold(Market market, int line) {
    int sku = workload.sku(line);
    for (int channel = 0; channel < workload.channels(); channel++) {
      market.showAtOnce(channel, sku, market.physical(sku));
    }
  }
}
