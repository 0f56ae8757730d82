package dev.onepool;

/**
 * One line of one order on one channel.
 *
 * @param channel the channel that took the order
 * @param order the order, as the channel names it
 * @param line the line, as the channel names it; stable across edits
 */
public record OrderLineRef(ChannelId channel, OrderId order, LineId line) {

  /** Returns the reference made of these three identifiers. */
  public static OrderLineRef of(String channel, String order, String line) {
    return new OrderLineRef(ChannelId.of(channel), OrderId.of(order), LineId.of(line));
  }

  /** Returns the three parts as one text that no other reference has, although a part may hold a slash. */
  String key() {
    return escaped(channel.value()) + "/" + escaped(order.value()) + "/" + escaped(line.value());
  }

  private static String escaped(String part) {
    return part.replace("%", "%25").replace("/", "%2F");
  }

  @Override
  public String toString() {
    return channel + "/" + order + "/" + line;
  }
}
