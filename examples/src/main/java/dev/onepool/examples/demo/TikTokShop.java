package dev.onepool.examples.demo;

import dev.onepool.sandbox.tiktok.TikTokSandbox;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A local shop that speaks TikTok Shop's protocol: what is written shows later, and orders are seen later. */
final class TikTokShop implements Shopfront {

  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final TikTokSandbox sandbox;
  private final Map<String, String> settings;
  private final Map<String, String> listings = new HashMap<>();

  TikTokShop(Assumptions assumptions, Clock clock) {
    this.sandbox = TikTokSandbox.open(clock)
        .orderDelay(assumptions.orderLag())
        .writeDelay(assumptions.writeLag());
    this.settings = new HashMap<>(sandbox.settings());
    settings.put("visibility-delay", assumptions.orderLag().plus(MARGIN).toString());
    settings.put("overlap", assumptions.orderLag().plus(MARGIN.multipliedBy(5)).toString());
    settings.put("max-write-delay", assumptions.writeLag().plus(MARGIN).toString());
  }

  @Override
  public String channel() {
    return "tiktok";
  }

  @Override
  public String provider() {
    return "tiktok";
  }

  @Override
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  @Override
  public void list(String sku) {
    listings.put(sku, sandbox.list(0, sku).get(0));
  }

  @Override
  public boolean buy(String order, String line, String sku, long units) {
    return sandbox.buy(listings.get(sku), units) != null;
  }

  @Override
  public long shown(String sku) {
    return sandbox.shows(listings.get(sku));
  }

  @Override
  public Map<String, Long> sold() {
    Map<String, TikTokSandbox.Units> books = sandbox.books();
    Map<String, Long> sold = new HashMap<>();
    listings.forEach((sku, listing) -> {
      TikTokSandbox.Units units = books.get(listing);
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
