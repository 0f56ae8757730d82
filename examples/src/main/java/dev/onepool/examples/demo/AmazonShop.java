package dev.onepool.examples.demo;

import dev.onepool.sandbox.amazon.AmazonSandbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ObjLongConsumer;

/** A local shop that speaks the Selling Partner API: what is written shows later, and orders are seen much later. */
final class AmazonShop extends SpokenShop {

  private static final Duration MARGIN = Duration.ofMinutes(5);
  private static final Duration YEAR = Duration.ofDays(365);

  private final AmazonSandbox sandbox;
  private final Instant opened;
  private long listed;

  AmazonShop(Assumptions assumptions, Clock clock) {
    this(assumptions, clock, AmazonSandbox.open(clock)
        .orderDelay(assumptions.amazonOrderLag())
        .writeDelay(assumptions.writeLag())
        .feedDelay(assumptions.writeLag()));
  }

  private AmazonShop(Assumptions assumptions, Clock clock, AmazonSandbox sandbox) {
    super("amazon", sandbox.settings());
    this.sandbox = sandbox;
    this.opened = clock.instant().minus(YEAR);
    set("visibility-delay", assumptions.amazonOrderLag().plus(MARGIN));
    // The first load goes as one feed; later writes are few, and go one by one.
    set("feed.threshold", "100");
    set("max-write-delay", assumptions.writeLag().plus(MARGIN));
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
  void tell(ObjLongConsumer<String> books) {
    sandbox.books().forEach((sku, units) -> books.accept(sku, units.sold() - units.cancelled()));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
