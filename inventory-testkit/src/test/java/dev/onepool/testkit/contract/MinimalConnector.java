package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connector that does what it must and declares nothing: one write a call, and no word that it was applied. */
final class MinimalConnector implements ChannelConnector {

  private final ChannelConnector full;

  MinimalConnector(ChannelConnector full) {
    this.full = full;
  }

  @Override
  public Capabilities capabilities() {
    full.capabilities();
    return Capabilities.builder().build();
  }

  @Override
  public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    if (batch.size() > 1) {
      throw new IllegalArgumentException("at most one write a call, were " + batch.size());
    }
    List<QuantityWrite> plain = batch.stream()
        .map(write -> new QuantityWrite(write.listing(), write.quantity(), write.attempt())).toList();
    return full.publish(plain, deadline).stream()
        .map(result -> result instanceof PublishResult.Applied
            ? new PublishResult.Accepted(batch.get(0).attempt()) : result).toList();
  }

  @Override
  public List<ShownQuantity> shown(List<ListingId> listings) {
    if (listings.size() > 1) {
      throw new IllegalArgumentException("at most one listing a call, were " + listings.size());
    }
    return full.shown(listings);
  }

  @Override
  public OrderPage orders(@Nullable String cursor) {
    return full.orders(cursor);
  }

  @Override
  public ListingPage listings(@Nullable String cursor) {
    return full.listings(cursor);
  }

  @Override
  public void close() {
    full.close();
  }
}
