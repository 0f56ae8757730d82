package dev.onepool.examples.demo;

import dev.onepool.sandbox.ebay.EbaySandbox;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ObjLongConsumer;

/** A local shop that speaks eBay's protocol. It shows a quantity as soon as it has answered the write. */
final class EbayShop extends SpokenShop {

  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final EbaySandbox sandbox;

  EbayShop(Assumptions assumptions, Clock clock) {
    this(assumptions, EbaySandbox.open(clock).orderDelay(assumptions.orderLag()).offersLimit(true));
  }

  private EbayShop(Assumptions assumptions, EbaySandbox sandbox) {
    super("ebay", sandbox.settings());
    this.sandbox = sandbox;
    set("visibility-delay", assumptions.orderLag().plus(MARGIN));
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
  void tell(ObjLongConsumer<String> books) {
    sandbox.books().forEach((sku, units) -> books.accept(sku, units.sold() - units.cancelled()));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
