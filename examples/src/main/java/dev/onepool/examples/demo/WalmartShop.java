package dev.onepool.examples.demo;

import dev.onepool.sandbox.walmart.WalmartSandbox;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ObjLongConsumer;

/** A local shop that speaks Walmart's Marketplace API: it is told what is held, and takes off its own unshipped orders. */
final class WalmartShop extends SpokenShop {

  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final WalmartSandbox sandbox;

  WalmartShop(Assumptions assumptions, Clock clock) {
    this(assumptions, WalmartSandbox.open(clock)
        .orderDelay(assumptions.orderLag())
        .writeDelay(assumptions.writeLag())
        .feedDelay(assumptions.writeLag()));
  }

  private WalmartShop(Assumptions assumptions, WalmartSandbox sandbox) {
    super("walmart", sandbox.settings());
    this.sandbox = sandbox;
    set("visibility-delay", assumptions.orderLag().plus(MARGIN));
    set("max-write-delay", assumptions.writeLag().plus(MARGIN));
    set("reading-age", "PT0S");
    set("orders.page-size", "200");
    // The first load goes as one feed; later writes are few, and go one by one.
    set("feed.threshold", "100");
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
  void tell(ObjLongConsumer<String> books) {
    sandbox.books().forEach((sku, units) -> books.accept(sku, units.sold() - units.cancelled()));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
