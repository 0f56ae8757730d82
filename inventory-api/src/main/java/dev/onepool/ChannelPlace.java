package dev.onepool;

/**
 * A place that a channel knows the seller to ship from. Which {@link LocationId} it is, the seller says.
 *
 * @param id the channel's identifier
 * @param name to read
 * @param active whether stock there is for sale
 * @param heldByChannel whether the channel, or a service of its, keeps the stock there
 */
public record ChannelPlace(String id, String name, boolean active, boolean heldByChannel) {}
