package dev.onepool.examples.demo;

import dev.onepool.ListingId;
import dev.onepool.testkit.SimulatedMarketplace;
import dev.onepool.testkit.SimulatedMarketplaces;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A shop in memory, without a protocol. */
final class SimulatedShop implements Shopfront {

  private final String channel;
  private final SimulatedMarketplace market;
  private final Set<String> skus = new HashSet<>();

  /** Opens a shop; the name must be unique in this process. */
  SimulatedShop(String channel, String name, Assumptions assumptions, Clock clock) {
    this.channel = channel;
    this.market = SimulatedMarketplace.builder(name, clock)
        .seed(assumptions.seed())
        .orderLag(assumptions.orderLag(), assumptions.orderLag())
        .visibilityDelay(assumptions.orderLag())
        .writeLag(assumptions.writeLag(), assumptions.writeLag())
        .maxWriteDelay(assumptions.writeLag())
        .maxBatch(250)
        .build();
    SimulatedMarketplaces.register(market);
  }

  @Override
  public String channel() {
    return channel;
  }

  @Override
  public String provider() {
    return "simulated";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("marketplace", market.name());
  }

  @Override
  public void list(String sku) {
    skus.add(sku);
    market.list(ListingId.of(sku), sku, 0);
  }

  @Override
  public boolean buy(String order, String line, String sku, long units) {
    return market.buy(order, line, ListingId.of(sku), units);
  }

  @Override
  public long shown(String sku) {
    return market.shown(ListingId.of(sku));
  }

  @Override
  public Map<String, Long> sold() {
    Map<String, Long> sold = new HashMap<>();
    for (String sku : skus) {
      long units = market.sold(ListingId.of(sku)) - market.cancelled(ListingId.of(sku));
      if (units != 0) {
        sold.put(sku, units);
      }
    }
    return sold;
  }

  /** Returns how many calls have sent quantities here. */
  long writeCalls() {
    return market.writeCalls();
  }

  /** Returns how many calls have asked for something here. */
  long readCalls() {
    return market.readCalls();
  }

  @Override
  public void close() {
    SimulatedMarketplaces.unregister(market.name());
  }
}
