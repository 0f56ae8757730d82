package dev.onepool.testkit;

import dev.onepool.ListingId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One account on a marketplace that lives in memory: it shows numbers, sells from them without asking, tells of
 * orders late and applies quantities late, lost or out of order, as far as its lags and {@link Faults} say; and never
 * beyond what its {@link #capabilities()} declare.
 *
 * <p>Engines reach it through a connector: {@link #connector()}, or {@link SimulatedChannelProvider}. Buyers and
 * warehouses, that is tests, call the methods here. Time is the clock's alone: what is due is done before anything
 * else happens at the present instant, and nothing happens in between. The same seed, clock readings and calls give
 * the same history. All methods may be called from any thread, one at a time takes effect.
 *
 * <p>Open orders are kept; of closed ones (every unit shipped or cancelled) the latest 10,000.
 */
public final class SimulatedMarketplace {

  private final String name;
  private final Capabilities capabilities;
  private final int pageSize;
  private final FaultCounts counts = new FaultCounts();
  private final MarketplaceTime time;
  private final SplittableRandom readRandom;
  private final Shelf shelf = new Shelf();
  private final WriteDesk desk;
  private final OrderBook book;
  private Faults faults;
  private long writeCalls;
  private long readCalls;

  SimulatedMarketplace(SimulatedMarketplaceBuilder traits) {
    name = traits.name;
    capabilities = traits.capabilities();
    pageSize = traits.pageSize;
    faults = traits.faults;
    // One source of chance for each side, so that one more read does not change what happens to writes.
    SplittableRandom random = new SplittableRandom(traits.seed);
    time = new MarketplaceTime(traits.clock, traits.drawOffset(random.split()));
    readRandom = random.split();
    desk = new WriteDesk(traits, shelf, time, counts, random.split());
    book = new OrderBook(traits, time, counts, random.split());
  }

  /**
   * Returns a builder of a marketplace.
   *
   * @param name what {@link SimulatedMarketplaces} knows it by
   * @param clock our clock; a {@link ManualClock} in practice. Where it goes back, the marketplace's time stands still
   */
  public static SimulatedMarketplaceBuilder builder(String name, Clock clock) {
    return new SimulatedMarketplaceBuilder(name, clock);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns what the marketplace declares of itself. It keeps to it, except for {@link Fault#UNSEEN_RESEND}. */
  public Capabilities capabilities() {
    return capabilities;
  }

  /** Returns a new connector to this marketplace, registered or not. */
  public ChannelConnector connector() {
    return new SimulatedChannel(() -> this);
  }

  /**
   * Puts a listing on sale. A listing that is there already gets this code and number at once, as if a person had
   * edited it on the marketplace.
   *
   * @param sellerCode the seller's own code on it, or null for none
   * @param shown what buyers can buy; 0 or more
   */
  public synchronized void list(ListingId listing, @Nullable String sellerCode, long shown) {
    shelf.list(listing, sellerCode, Require.notNegative("units shown", shown), settle());
  }

  /** Takes a listing off sale: it shows 0, and writes to it, those on their way included, are lost. */
  public synchronized void delist(ListingId listing) {
    shelf.delist(listing, settle());
  }

  /**
   * Tries to buy. The line is sold whole or not at all, and the shown number is lowered at once. A new order is
   * placed now; an order that is there already gets another line and keeps its time of placing.
   *
   * @param line new in this order
   * @param quantity units, 1 or more
   * @return whether it was sold: if and only if the listing shows enough
   */
  public synchronized boolean buy(String order, String line, ListingId listing, long quantity) {
    Require.positive("units bought", quantity);
    long now = settle();
    SimulatedListing wanted = shelf.known(listing);
    if (wanted.shown() < quantity) {
      return false;
    }
    book.add(order, line, wanted.id, quantity, true, now);
    wanted.show(wanted.shown() - quantity, now);
    wanted.sold += quantity;
    counts.add(Fault.OWN_DECREMENT);
    return true;
  }

  /**
   * Adds a line that draws on the seller's units, but not on the shown number, and is not counted as {@link #sold}: a
   * replacement, an exchange, a sample. It is never refused for want of units.
   *
   * @param line new in this order, which is placed now if there is none of this name
   * @param quantity units, 1 or more
   */
  public synchronized void addReplacement(String order, String line, ListingId listing, long quantity) {
    Require.positive("units replaced", quantity);
    long now = settle();
    book.add(order, line, shelf.known(listing).id, quantity, false, now);
  }

  /**
   * Takes units off a line before they are shipped. A marketplace that restores puts them back on display at once, if
   * they came from there.
   *
   * @param quantity at most {@link #open}
   */
  public synchronized void cancel(String order, String line, long quantity) {
    Require.positive("units cancelled", quantity);
    long now = settle();
    OrderSnapshot.Line left = book.cancel(order, line, quantity, now);
    if (!left.drewFromShown()) {
      return;
    }
    SimulatedListing listing = shelf.known(left.listing());
    listing.cancelled += quantity;
    if (capabilities.restoresOnCancel() && listing.listed) {
      listing.show(Math.addExact(listing.shown(), quantity), now);
      counts.add(Fault.OWN_RESTORE);
    }
  }

  /**
   * Ships units of a line.
   *
   * @param quantity at most {@link #open}
   */
  public synchronized void ship(String order, String line, long quantity) {
    book.ship(order, line, Require.positive("units shipped", quantity), settle());
  }

  /**
   * Takes shipped units back from the buyer. They are not put back on sale.
   *
   * @param quantity at most what is shipped and not returned
   */
  public synchronized void returned(String order, String line, long quantity) {
    book.returned(order, line, Require.positive("units returned", quantity), settle());
  }

  /** Returns the units of a line that are neither shipped nor cancelled. */
  public synchronized long open(String order, String line) {
    return book.open(order, line);
  }

  /** Returns what buyers can buy now; 0 for a listing that was taken off sale. */
  public synchronized long shown(ListingId listing) {
    settle();
    return shelf.known(listing).shown();
  }

  /** Returns the units ever bought from a listing, less those cancelled. Replacements do not count. */
  public synchronized long sold(ListingId listing) {
    SimulatedListing known = shelf.known(listing);
    return known.sold - known.cancelled;
  }

  /** Returns the units ever cancelled that were bought from a listing. */
  public synchronized long cancelled(ListingId listing) {
    return shelf.known(listing).cancelled;
  }

  /** Returns how many calls have sent quantities; one call may send many. */
  public synchronized long writeCalls() {
    return writeCalls;
  }

  /** Returns how many calls have asked for something: orders, listings, shown numbers, what became of a write. */
  public synchronized long readCalls() {
    return readCalls;
  }

  /** Returns how many writes were not done because their listing did not show what they expected. */
  public synchronized long refusedComparisons() {
    return shelf.refusals();
  }

  /** Returns how often a fault has struck. */
  public synchronized long count(Fault fault) {
    return counts.of(fault);
  }

  /** Returns how often a fault has struck while supply was short. */
  synchronized long countWhileShort(Fault fault) {
    return counts.whileShort(fault);
  }

  /** Says whether supply is short from now on, so that faults are counted apart. */
  synchronized void supplyShort(boolean isShort) {
    counts.supplyShort(isShort);
  }

  /** Misbehaves in another way from now on. Lags stay, and what went wrong before takes its course. */
  synchronized void misbehave(Faults other) {
    faults = other;
    desk.misbehave(other);
    book.misbehave(other);
  }

  synchronized List<PublishResult> publish(List<QuantityWrite> batch) {
    writeCalls++;
    long now = settle();
    List<PublishResult> results = new ArrayList<>(batch.size());
    for (QuantityWrite write : batch) {
      results.add(desk.publish(write, now));
    }
    return results;
  }

  synchronized List<PublishResult> poll(List<String> tokens) {
    readCalls++;
    long now = settle();
    List<PublishResult> results = new ArrayList<>(tokens.size());
    for (String token : tokens) {
      results.add(desk.poll(token, now));
    }
    return results;
  }

  synchronized List<ShownQuantity> read(List<ListingId> listings) {
    readCalls++;
    long now = settle();
    List<ShownQuantity> readings = new ArrayList<>(listings.size());
    for (ListingId id : listings) {
      SimulatedListing listing = shelf.onSale(id);
      if (listing != null) {
        readings.add(read(listing, now));
      }
    }
    return readings;
  }

  synchronized OrderPage orders(@Nullable String cursor) {
    readCalls++;
    return book.page(cursor, pageSize, settle());
  }

  synchronized ListingPage listings(@Nullable String cursor) {
    readCalls++;
    return shelf.page(cursor, pageSize);
  }

  private ShownQuantity read(SimulatedListing listing, long now) {
    SimulatedListing.Reading earlier =
        faults.strikes(Fault.STALE_READ, readRandom) ? listing.earlier(readRandom) : null;
    if (earlier == null) {
      return new ShownQuantity(listing.id, listing.shown(), time.stamp(now));
    }
    counts.add(Fault.STALE_READ);
    return new ShownQuantity(listing.id, earlier.quantity(), time.stamp(earlier.asOf()));
  }

  /** Does what is due and returns the present moment. */
  private long settle() {
    long now = time.now();
    shelf.settle(now);
    return now;
  }
}
