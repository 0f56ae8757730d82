package dev.onepool.examples.demo;

/** Every channel gets a number once and counts down by itself; nobody ever tells it about the others' sales. */
final class IndependentCounts implements StockKeeper {

  private final Workload workload;
  private final boolean split;

  private IndependentCounts(Workload workload, boolean split) {
    this.workload = workload;
    this.split = split;
  }

  /** Returns a keeper that shows all the stock on every channel. */
  static IndependentCounts full(Workload workload) {
    return new IndependentCounts(workload, false);
  }

  /** Returns a keeper that shows an equal part on every channel; what is left over goes to the first channels. */
  static IndependentCounts split(Workload workload) {
    return new IndependentCounts(workload, true);
  }

  @Override
  public void open(Market market, long now) {
    for (int sku = 0; sku < workload.skus(); sku++) {
      for (int channel = 0; channel < workload.channels(); channel++) {
        long stock = workload.initialStock(sku);
        market.send(channel, sku, split ? part(stock, channel) : stock, now);
      }
    }
  }

  private long part(long stock, int channel) {
    long extra = channel < stock % workload.channels() ? 1 : 0;
    return stock / workload.channels() + extra;
  }
}
