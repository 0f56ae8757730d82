package dev.onepool.examples.demo;

import java.util.List;

/**
 * What is sold, in the order of time, and under which assumptions: the same for every contender. Immutable.
 *
 * <p>Orders, lines and SKUs are numbered from 0. Lines are in the order of time, and the lines of one order stand
 * together. Channels are the indexes of {@link ChannelAssignment#CHANNELS}.
 */
final class Workload {

  private final Assumptions assumptions;
  private final List<String> skuCodes;
  private final List<String> orderCodes;
  private final long[] initialStock;
  private final int[] orderOfLine;
  private final int[] skuOfLine;
  private final int[] quantityOfLine;
  private final double[] unitPriceOfLine;
  private final long[] placedAtOfOrder;
  private final int[] channelOfOrder;
  private final long days;

  /** Takes over the arrays of a finished builder. */
  Workload(WorkloadBuilder builder) {
    assumptions = builder.assumptions;
    skuCodes = List.copyOf(builder.skuCodes);
    orderCodes = List.copyOf(builder.orderCodes);
    initialStock = builder.initialStock;
    orderOfLine = builder.orderOfLine;
    skuOfLine = builder.skuOfLine;
    quantityOfLine = builder.quantityOfLine;
    unitPriceOfLine = builder.unitPriceOfLine;
    placedAtOfOrder = builder.placedAtOfOrder;
    channelOfOrder = builder.channelOfOrder;
    days = builder.days;
  }

  /** Returns these orders as a workload. */
  static Workload of(Orders orders, Assumptions assumptions) {
    return new WorkloadBuilder(assumptions).build(orders.lines());
  }

  Assumptions assumptions() {
    return assumptions;
  }

  /** Returns how many channels there are. */
  int channels() {
    return ChannelAssignment.CHANNELS.size();
  }

  /** Returns how many SKUs there are. */
  int skus() {
    return skuCodes.size();
  }

  /** Returns how many orders there are. */
  int orders() {
    return orderCodes.size();
  }

  /** Returns how many lines there are. */
  int lines() {
    return orderOfLine.length;
  }

  /** Returns the calendar days, in UTC, from the first order to the last, both counted. */
  long days() {
    return days;
  }

  /** Returns the SKU's code. */
  String skuCode(int sku) {
    return skuCodes.get(sku);
  }

  /** Returns the order's number in the source. */
  String orderCode(int order) {
    return orderCodes.get(order);
  }

  /** Returns the units that there are of a SKU at the beginning; nothing is received later. */
  long initialStock(int sku) {
    return initialStock[sku];
  }

  /** Returns the order that a line belongs to. */
  int order(int line) {
    return orderOfLine[line];
  }

  /** Returns what a line asks for. */
  int sku(int line) {
    return skuOfLine[line];
  }

  /** Returns how many units a line asks for; 1 or more. */
  int quantity(int line) {
    return quantityOfLine[line];
  }

  /** Returns what one unit of a line cost the buyer; 0 where it was free or that is not known. */
  double unitPrice(int line) {
    return unitPriceOfLine[line];
  }

  /** Returns the channel that a line is placed on. */
  int channel(int line) {
    return channelOfOrder[orderOfLine[line]];
  }

  /** Returns when a line is placed, in seconds since 1970 UTC. */
  long placedAt(int line) {
    return placedAtOfOrder[orderOfLine[line]];
  }

  /** Returns when the engine can first read the order of a line, in seconds since 1970 UTC. */
  long visibleAt(int line) {
    return placedAt(line) + assumptions.orderLag().toSeconds();
  }

  /** Returns when the first order is placed, in seconds since 1970 UTC. */
  long startsAt() {
    return placedAtOfOrder[0];
  }

  /** Returns when the last order is placed, in seconds since 1970 UTC. */
  long endsAt() {
    return placedAtOfOrder[placedAtOfOrder.length - 1];
  }
}
