package dev.onepool.examples.demo;

import dev.onepool.sandbox.walmart.WalmartSandbox;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A local shop that speaks Walmart's Marketplace API: it is told what is held, and takes off its own unshipped orders. */
final class WalmartShop implements Shopfront {

  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final WalmartSandbox sandbox;
  private final Map<String, String> settings;

  WalmartShop(Assumptions assumptions, Clock clock) {
    this.sandbox = WalmartSandbox.open(clock)
        .orderDelay(assumptions.orderLag())
        .writeDelay(assumptions.writeLag())
        .feedDelay(assumptions.writeLag());
    this.settings = new HashMap<>(sandbox.settings());
    settings.put("visibility-delay", assumptions.orderLag().plus(MARGIN).toString());
    settings.put("max-write-delay", assumptions.writeLag().plus(MARGIN).toString());
    settings.put("reading-age", "PT0S");
    settings.put("orders.page-size", "200");
    // The first load goes as one feed; later writes are few, and go one by one.
    settings.put("feed.threshold", "100");
  }

  @Override
  public String channel() {
    return "walmart";
  }

  @Override
  public String provider() {
    return "walmart";
  }

  @Override
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  @Override
  public void list(String sku) {
    sandbox.list(sku, 0);
  }

  @Override
  public boolean buy(String order, String line, String sku, long units) {
    return sandbox.buy(sku, units) != null;
  }

  @Override
  public long shown(String sku) {
    return sandbox.shows(sku);
  }

  /** Returns what Walmart was told last of a SKU: what is held, its own unshipped orders included. */
  long told(String sku) {
    return sandbox.input(sku);
  }

  @Override
  public Map<String, Long> sold() {
    Map<String, Long> sold = new HashMap<>();
    sandbox.books().forEach((sku, units) -> {
      if (units.sold() != units.cancelled()) {
        sold.put(sku, units.sold() - units.cancelled());
      }
    });
    return sold;
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
