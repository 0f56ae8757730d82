package dev.onepool.testkit;

import dev.onepool.ListingId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Translates between the connector's calls and a simulated marketplace's. Calls take no time, so deadlines are kept.
 */
final class SimulatedChannel implements ChannelConnector {

  private final Supplier<SimulatedMarketplace> marketplace;
  private volatile boolean closed;

  SimulatedChannel(Supplier<SimulatedMarketplace> marketplace) {
    this.marketplace = marketplace;
  }

  @Override
  public Capabilities capabilities() {
    return reach().capabilities();
  }

  @Override
  public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    SimulatedMarketplace reached = reach();
    requireSize(batch.size(), reached);
    Set<ListingId> listings = new HashSet<>();
    for (QuantityWrite write : batch) {
      if (!listings.add(write.listing())) {
        throw new IllegalArgumentException("the batch writes listing " + write.listing() + " twice");
      }
    }
    return reached.publish(batch);
  }

  @Override
  public List<PublishResult> poll(List<String> tokens) {
    return reach().poll(tokens);
  }

  @Override
  public List<ShownQuantity> shown(List<ListingId> listings) {
    SimulatedMarketplace reached = reach();
    requireSize(listings.size(), reached);
    return reached.read(listings);
  }

  @Override
  public OrderPage orders(@Nullable String cursor) {
    return reach().orders(cursor);
  }

  @Override
  public ListingPage listings(@Nullable String cursor) {
    return reach().listings(cursor);
  }

  @Override
  public void close() {
    closed = true;
  }

  private SimulatedMarketplace reach() {
    if (closed) {
      throw new IllegalStateException("the connector was closed");
    }
    return marketplace.get();
  }

  private static void requireSize(int size, SimulatedMarketplace reached) {
    int most = reached.capabilities().maxBatch();
    if (size > most) {
      throw new IllegalArgumentException("one call takes at most " + most + " items, got " + size);
    }
  }
}
