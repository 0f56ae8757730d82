package dev.onepool.examples.demo;

import java.util.Arrays;
import java.util.BitSet;

/**
 * One count, pushed to every channel: what sync tools do. Each round it reads the orders that have become visible,
 * lowers the count by them, never below 0, and sends the new count to every channel.
 *
 * <p>It takes no account of sales that it cannot see yet. So two channels sell the last unit within one lag, and a
 * write puts back on show what the channel has just sold.
 */
final class PolledCount implements StockKeeper {

  private final Workload workload;
  private final long[] count;
  private final long[] pushed;
  private final int[] linesRead;

  PolledCount(Workload workload) {
    this.workload = workload;
    count = new long[workload.skus()];
    Arrays.setAll(count, workload::initialStock);
    pushed = new long[workload.skus()];
    linesRead = new int[workload.channels()];
  }

  @Override
  public void open(Market market, long now) {
    for (int sku = 0; sku < workload.skus(); sku++) {
      push(market, sku, now);
    }
  }

  @Override
  public void round(Market market, long now) {
    BitSet touched = new BitSet();
    for (int channel = 0; channel < workload.channels(); channel++) {
      readOrders(market, channel, now, touched);
    }
    touched.stream().filter(sku -> count[sku] != pushed[sku]).forEach(sku -> push(market, sku, now));
  }

  private void readOrders(Market market, int channel, long now, BitSet touched) {
    while (linesRead[channel] < market.soldCount(channel)) {
      int line = market.soldLine(channel, linesRead[channel]);
      if (workload.visibleAt(line) > now) {
        return;
      }
      int sku = workload.sku(line);
      count[sku] = Math.max(0, count[sku] - workload.quantity(line));
      touched.set(sku);
      linesRead[channel]++;
    }
  }

  private void push(Market market, int sku, long now) {
    for (int channel = 0; channel < workload.channels(); channel++) {
      market.send(channel, sku, count[sku], now);
    }
    pushed[sku] = count[sku];
  }
}
