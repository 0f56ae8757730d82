package dev.onepool.examples.demo;

import dev.onepool.sandbox.tiktok.TikTokSandbox;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** A local shop that speaks TikTok Shop's protocol: what is written shows later, and orders are seen later. */
final class TikTokShop extends SpokenShop {

  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final TikTokSandbox sandbox;
  private final Map<String, String> listings = new HashMap<>();

  TikTokShop(Assumptions assumptions, Clock clock) {
    this(assumptions, TikTokSandbox.open(clock)
        .orderDelay(assumptions.orderLag())
        .writeDelay(assumptions.writeLag()));
  }

  private TikTokShop(Assumptions assumptions, TikTokSandbox sandbox) {
    super("tiktok", sandbox.settings());
    this.sandbox = sandbox;
    set("visibility-delay", assumptions.orderLag().plus(MARGIN));
    set("overlap", assumptions.orderLag().plus(MARGIN.multipliedBy(5)));
    set("max-write-delay", assumptions.writeLag().plus(MARGIN));
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
  void tell(ObjLongConsumer<String> books) {
    Map<String, TikTokSandbox.Units> all = sandbox.books();
    listings.forEach((sku, listing) -> books.accept(sku, all.get(listing).sold() - all.get(listing).cancelled()));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
