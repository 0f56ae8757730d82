package dev.onepool.core.internal.planning;

import dev.onepool.ChannelId;
import dev.onepool.EntryCause;
import dev.onepool.EntryPage;
import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.Listing.Component;
import dev.onepool.LocationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.LineState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Replenishment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads demand from the ledger; reads only.
 *
 * <p>Units sold come from orders rather than from entries: an entry exists for what was there, and demand is what was asked for,
 * a shortfall included; and an order knows when it was placed, not only when the ledger heard of it. Entries tell what orders do
 * not: own checkouts, returns by their day, and when there was anything to sell.
 */
final class LedgerDemand {

  /** The channel on which sales without a channel are counted. */
  static final ChannelId OWN_CHECKOUT = ChannelId.of("own-checkout");

  /** A fulfilled hold's effects; see {@link dev.onepool.StockCommand.Fulfil}. */
  private static final String FULFIL = "fulfil";

  private final LedgerStore store;
  private final SellerId seller;
  private final LocalDate until;
  private final Map<Sku, Sold> books = new TreeMap<>();
  private final Map<PoolKey, Shelf> shelves = new TreeMap<>();

  private LedgerDemand(LedgerStore store, SellerId seller, LocalDate until) {
    this.store = store;
    this.seller = seller;
    this.until = until;
  }

  /** Returns every SKU's history up to a day, in order of SKU. */
  static List<DemandHistory> read(LedgerStore store, SellerId seller, LocalDate until) {
    LedgerDemand reader = new LedgerDemand(store, seller, until);
    store.eachOrder(seller, reader::take);
    reader.takeEntries();
    reader.takeListings();
    return reader.histories();
  }

  /** Returns what there is of a SKU now. */
  static Replenishment.Stock stock(LedgerStore store, SellerId seller, Sku sku) {
    long available = 0;
    long incoming = 0;
    long shortfall = 0;
    for (Pool pool : store.pools(seller, sku)) {
      available = Math.addExact(available, pool.available());
      incoming = Math.addExact(incoming, pool.incoming());
      shortfall = Math.addExact(shortfall, pool.shortfall());
    }
    return new Replenishment.Stock(available, incoming, shortfall);
  }

  private void take(OrderState order) {
    LocalDate day = day(order.placedAt());
    for (LineState line : order.lines().values()) {
      LocationId location = line.location();
      long units = line.counts().ordered() - line.counts().cancelled();
      for (Component component : line.components()) {
        Sold sold = sold(component.sku());
        sold.add(order.key().channel(), day, Math.multiplyExact(units, component.units()));
        if (location != null) {
          sold.drawsOn(order.key().channel(), location);
        }
      }
    }
  }

  private void takeEntries() {
    EntryQuery query = new EntryQuery(null, null, 0, EntryQuery.MAX_LIMIT);
    EntryPage page;
    do {
      page = store.entries(seller, query);
      page.entries().forEach(this::take);
      if (!page.entries().isEmpty()) {
        query = query.after(page.entries().get(page.entries().size() - 1).id());
      }
    } while (page.more());
  }

  private void take(LedgerEntry entry) {
    Sold sold = sold(entry.sku());
    LocalDate day = day(entry.occurredAt());
    long units = entry.quantity().units();
    if (entry.cause() == EntryCause.SHIPMENT && entry.effect().source().equals(FULFIL)) {
      sold.add(OWN_CHECKOUT, day, units);
      sold.drawsOn(OWN_CHECKOUT, entry.location());
    } else if (entry.cause() == EntryCause.RETURN) {
      sold.cameBack(day, units);
    } else if (entry.cause() == EntryCause.RETURN_VOIDED) {
      sold.cameBack(day, -units);
    }
    sold.since(day(entry.recordedAt()));
    shelves.computeIfAbsent(new PoolKey(entry.sku(), entry.location()), any -> new Shelf())
        .holds(entry.recordedAt(), entry.availableAfter().units());
  }

  /** A listing that never sold is demand of zero, where it could be bought. */
  private void takeListings() {
    for (ListingAccount listing : store.listingsOf(seller, List.copyOf(books.keySet()))) {
      LocationId location = listing.location();
      for (Component component : listing.components()) {
        Sold sold = books.get(component.sku());
        if (location != null && sold != null) {
          sold.drawsOn(listing.key().channel(), location);
        }
      }
    }
  }

  private Sold sold(Sku sku) {
    return books.computeIfAbsent(sku, any -> new Sold());
  }

  private List<DemandHistory> histories() {
    Map<PoolKey, Long> safety = new TreeMap<>();
    store.pools(seller, books.keySet()).forEach(pool -> safety.put(pool.key(), pool.safetyStock()));
    List<DemandHistory> histories = new ArrayList<>(books.size());
    books.forEach((sku, sold) -> {
      LocalDate first = sold.first();
      if (first.isBefore(until)) {
        histories.add(history(sku, sold, first, safety));
      }
    });
    return histories;
  }

  private DemandHistory history(Sku sku, Sold sold, LocalDate wanted, Map<PoolKey, Long> safety) {
    LocalDate earliest = until.minusDays(DemandHistory.MAX_DAYS);
    LocalDate first = wanted.isBefore(earliest) ? earliest : wanted;
    int days = (int) ChronoUnit.DAYS.between(first, until);
    DemandHistory.Builder builder = DemandHistory.builder(sku, first, days);
    sold.into(builder, first, days);
    sold.channels().forEach((channel, locations) -> {
      double[] open = new double[days];
      for (LocationId location : locations) {
        PoolKey key = new PoolKey(sku, location);
        Shelf shelf = shelves.getOrDefault(key, new Shelf());
        shelf.widen(open, first, safety.getOrDefault(key, 0L));
      }
      for (int day = 0; day < days; day++) {
        builder.open(channel, day, Math.min(1, open[day]));
      }
    });
    return builder.build();
  }

  static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
