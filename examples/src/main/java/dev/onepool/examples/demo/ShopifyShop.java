package dev.onepool.examples.demo;

import dev.onepool.ListingId;
import dev.onepool.sandbox.shopify.ShopifySandbox;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** A local shop that speaks Shopify's protocol. It shows a quantity as soon as it was written, as Shopify does. */
final class ShopifyShop implements Shopfront {

  private final ShopifySandbox sandbox;
  private final Map<String, String> settings;
  private final Map<String, ListingId> listings = new HashMap<>();

  ShopifyShop(Assumptions assumptions, Clock clock) {
    this.sandbox = ShopifySandbox.open(clock, assumptions.orderLag());
    this.settings = new HashMap<>(sandbox.settings());
    settings.put("visibility-delay", assumptions.orderLag().plusMinutes(1).toString());
    settings.put("overlap", assumptions.orderLag().plusMinutes(5).toString());
  }

  @Override
  public String channel() {
    return "shopify";
  }

  @Override
  public String provider() {
    return "shopify";
  }

  @Override
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  @Override
  public void list(String sku) {
    listings.put(sku, sandbox.list(sku, 0));
  }

  @Override
  public boolean buy(String order, String line, String sku, long units) {
    return sandbox.buy(Map.of(listings.get(sku), units)).isPresent();
  }

  @Override
  public long shown(String sku) {
    return sandbox.shown(listings.get(sku));
  }

  @Override
  public Map<String, Long> sold() {
    Map<ListingId, ShopifySandbox.Book> books = sandbox.books();
    Map<String, Long> sold = new HashMap<>();
    listings.forEach((sku, listing) -> {
      ShopifySandbox.Book book = books.get(listing);
      if (book.sold() != book.cancelled()) {
        sold.put(sku, book.sold() - book.cancelled());
      }
    });
    return sold;
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
