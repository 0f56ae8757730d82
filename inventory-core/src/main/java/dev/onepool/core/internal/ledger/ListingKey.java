package dev.onepool.core.internal.ledger;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;

/** One listing on one channel. */
public record ListingKey(ChannelId channel, ListingId listing) implements Comparable<ListingKey> {

  @Override
  public int compareTo(ListingKey other) {
    int byChannel = channel.compareTo(other.channel);
    return byChannel != 0 ? byChannel : listing.compareTo(other.listing);
  }

  @Override
  public String toString() {
    return channel + "/" + listing;
  }
}
