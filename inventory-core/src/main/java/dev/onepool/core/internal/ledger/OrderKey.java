package dev.onepool.core.internal.ledger;

import dev.onepool.ChannelId;
import dev.onepool.OrderId;

/** One order on one channel. */
public record OrderKey(ChannelId channel, OrderId order) implements Comparable<OrderKey> {

  @Override
  public int compareTo(OrderKey other) {
    int byChannel = channel.compareTo(other.channel);
    return byChannel != 0 ? byChannel : order.compareTo(other.order);
  }

  @Override
  public String toString() {
    return channel + "/" + order;
  }
}
