package dev.onepool.examples.demo;

import dev.onepool.sandbox.amazon.AmazonSandbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A local shop that speaks the Selling Partner API: what is written shows later, and orders are seen much later. */
final class AmazonShop implements Shopfront {

  private static final Duration MARGIN = Duration.ofMinutes(5);
  private static final Duration YEAR = Duration.ofDays(365);

  private final AmazonSandbox sandbox;
  private final Map<String, String> settings;
  private final Instant opened;
  private long listed;

  AmazonShop(Assumptions assumptions, Clock clock) {
    this.opened = clock.instant().minus(YEAR);
    this.sandbox = AmazonSandbox.open(clock)
        .orderDelay(assumptions.amazonOrderLag())
        .writeDelay(assumptions.writeLag())
        .feedDelay(assumptions.writeLag());
    this.settings = new HashMap<>(sandbox.settings());
    settings.put("visibility-delay", assumptions.amazonOrderLag().plus(MARGIN).toString());
    // The first load goes as one feed; later writes are few, and go one by one.
    settings.put("feed.threshold", "100");
    settings.put("max-write-delay", assumptions.writeLag().plus(MARGIN).toString());
  }

  @Override
  public String channel() {
    return "amazon";
  }

  @Override
  public String provider() {
    return "amazon";
  }

  @Override
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  @Override
  public void list(String sku) {
    // One after another, as sellers list: Amazon pages through no more than 1,000 of one moment.
    sandbox.list(sku, 0, opened.plusSeconds(listed++));
  }

  @Override
  public boolean buy(String order, String line, String sku, long units) {
    return sandbox.buy(sku, units) != null;
  }

  @Override
  public long shown(String sku) {
    return sandbox.shows(sku);
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
