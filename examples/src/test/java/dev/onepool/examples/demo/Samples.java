package dev.onepool.examples.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Small orders whose result can be worked out by hand. */
final class Samples {

  /** Ten o'clock on a Monday: a whole multiple of every loop that the tests use. */
  static final long TEN = Instant.parse("2025-01-06T10:00:00Z").getEpochSecond();

  /** Half a day of stock, rounds every 15 minutes, orders known after 10 minutes, writes shown after 5. */
  static final Assumptions HALF_A_DAY = new Assumptions(new BigDecimal("0.5"), Duration.ofMinutes(15),
      Duration.ofMinutes(10), Duration.ofMinutes(5), GuaranteeOption.RIGHTS, 1);

  /** The contenders without a ledger, which need no engine and are quick. */
  static final List<Contender> BASELINES = List.of(
      Contenders.independentFull(), Contenders.independentSplit(), Contenders.polling(), Contenders.oracle());

  private Samples() {}

  /** Returns a line of an order of its own, so many minutes after ten, by a buyer of this channel. */
  static OrderLine line(int minute, int channel, String sku, int quantity) {
    return line("order " + minute + "/" + channel, minute, channel, sku, quantity);
  }

  /** Returns a line of this order, at a price of 2. */
  static OrderLine line(String invoice, int minute, int channel, String sku, int quantity) {
    return new OrderLine(invoice, TEN + minute * 60L, sku, quantity, buyerOn(channel), 2);
  }

  /** Returns a workload of one day under {@link #HALF_A_DAY}: each SKU starts with half of what is asked. */
  static Workload workload(OrderLine... lines) {
    return Workload.of(orders(lines), HALF_A_DAY);
  }

  static Orders orders(OrderLine... lines) {
    return new Orders("sample", List.of(lines), RowCounts.allUsed(lines.length));
  }

  private static String buyerOn(int channel) {
    int number = 0;
    while (ChannelAssignment.channelOf("buyer " + number) != channel) {
      number++;
    }
    return "buyer " + number;
  }
}
