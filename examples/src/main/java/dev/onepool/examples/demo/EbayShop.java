package dev.onepool.examples.demo;

import dev.onepool.sandbox.ebay.EbaySandbox;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A local shop that speaks eBay's protocol. It shows a quantity as soon as it has answered the write. */
final class EbayShop implements Shopfront {

  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final EbaySandbox sandbox;
  private final Map<String, String> settings;

  EbayShop(Assumptions assumptions, Clock clock) {
    this.sandbox = EbaySandbox.open(clock).orderDelay(assumptions.orderLag()).offersLimit(true);
    this.settings = new HashMap<>(sandbox.settings());
    settings.put("visibility-delay", assumptions.orderLag().plus(MARGIN).toString());
  }

  @Override
  public String channel() {
    return "ebay";
  }

  @Override
  public String provider() {
    return "ebay";
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
