package dev.onepool.spi;

/**
 * A place that a channel knows the seller to ship from.
 *
 * @param id the channel's identifier
 * @param name to read
 * @param active whether stock there is for sale
 * @param heldByChannel whether the channel, or a service of its, keeps the stock there
 */
public record ChannelLocation(String id, String name, boolean active, boolean heldByChannel) {}
