package dev.onepool.examples.demo;

import dev.onepool.ListingId;
import dev.onepool.sandbox.shopify.ShopifySandbox;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** A local shop that speaks Shopify's protocol. It shows a quantity as soon as it was written, as Shopify does. */
final class ShopifyShop extends SpokenShop {

  private final ShopifySandbox sandbox;
  private final Map<String, ListingId> listings = new HashMap<>();

  ShopifyShop(Assumptions assumptions, Clock clock) {
    this(assumptions, ShopifySandbox.open(clock, assumptions.orderLag()));
  }

  private ShopifyShop(Assumptions assumptions, ShopifySandbox sandbox) {
    super("shopify", sandbox.settings());
    this.sandbox = sandbox;
    set("visibility-delay", assumptions.orderLag().plusMinutes(1));
    set("overlap", assumptions.orderLag().plusMinutes(5));
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
  void tell(ObjLongConsumer<String> books) {
    Map<ListingId, ShopifySandbox.Book> all = sandbox.books();
    listings.forEach((sku, listing) -> books.accept(sku, all.get(listing).sold() - all.get(listing).cancelled()));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
