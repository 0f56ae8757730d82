package dev.onepool.core.internal.sync;

import dev.onepool.ChannelId;
import dev.onepool.EffectKey;
import dev.onepool.ListingImport;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockImport;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.commit.Outcome;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.SetSafetyStock;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.StockPage;
import dev.onepool.spi.StockPage.HeldStock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings the stock that a channel holds into a location of its own. It is read, never written: what the channel can sell there
 * it sells itself, and its next report says so.
 */
final class HeldStockImport {

  private static final int MAX_PAGES = 10_000;

  /** More than anybody has: nothing of it is offered until a person says otherwise. */
  private static final long ALL = 1_000_000_000L;

  private final SellerId seller;
  private final GroupCommit commit;
  private final LedgerStore store;

  /** What a channel holds of a SKU, perhaps as several listings: as old as the oldest of its reports. */
  private record Held(long available, Instant asOf) {
    Held and(Held other) {
      return new Held(Math.addExact(available, other.available), asOf.isBefore(other.asOf) ? asOf : other.asOf);
    }
  }

  HeldStockImport(SellerId seller, GroupCommit commit, LedgerStore store) {
    this.seller = seller;
    this.commit = commit;
    this.store = store;
  }

  StockImport run(ChannelId channel, ChannelConnector connector, LocationId location) {
    Set<Sku> known = new HashSet<>(store.skus(seller));
    Map<Sku, Held> held = new TreeMap<>();
    List<ListingImport.Unmatched> unmatched = new ArrayList<>();
    Instant now = commit.now();
    for (HeldStock stock : read(channel, connector)) {
      Sku sku = sku(stock.sellerCode(), known);
      if (sku == null) {
        String code = stock.sellerCode();
        unmatched.add(new ListingImport.Unmatched(stock.listing(), code == null ? "" : code));
      } else {
        // The channel's clock may be ahead of ours, and a report of the future would be refused.
        Instant asOf = stock.asOf().isAfter(now) ? now : stock.asOf();
        held.merge(sku, new Held(stock.available(), asOf), Held::and);
      }
    }
    return post(channel, location, held, unmatched);
  }

  private static @Nullable Sku sku(@Nullable String code, Set<Sku> known) {
    try {
      Sku sku = code == null ? null : Sku.of(code);
      return sku != null && known.contains(sku) ? sku : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static List<HeldStock> read(ChannelId channel, ChannelConnector connector) {
    List<HeldStock> all = new ArrayList<>();
    StockPage page = connector.stock(null);
    for (int i = 1; page.next() != null; i++) {
      if (i == MAX_PAGES) {
        throw new IllegalStateException("channel " + channel + " has more than " + MAX_PAGES
            + " pages of stock; nothing was imported");
      }
      all.addAll(page.stock());
      page = connector.stock(page.next());
    }
    all.addAll(page.stock());
    return all;
  }

  private StockImport post(
      ChannelId channel, LocationId location, Map<Sku, Held> held, List<ListingImport.Unmatched> unmatched) {
    Set<PoolKey> before = new HashSet<>();
    for (Pool pool : store.pools(seller, held.keySet())) {
      before.add(pool.key());
    }
    List<LedgerCommand> kept = new ArrayList<>();
    List<LedgerCommand> snapshots = new ArrayList<>();
    held.forEach((sku, stock) -> {
      PoolKey key = new PoolKey(sku, location);
      if (!before.contains(key)) {
        kept.add(new SetSafetyStock(key, ALL));
      }
      // What the channel says again is the same effect; what it says otherwise is another.
      EffectKey effect = EffectKey.of("held-stock", String.join("/",
          channel.value(), location.value(), sku.value(), stock.asOf().toString(), Long.toString(stock.available())));
      snapshots.add(new LedgerCommand.Stock(new StockCommand.Snapshot(
          effect, sku, location, Quantity.of(stock.available()), stock.asOf())));
    });
    commit.run(seller, kept);
    List<String> refused = new ArrayList<>();
    for (Outcome outcome : commit.run(seller, snapshots)) {
      if (outcome.answer() instanceof Answer.Refused refusal) {
        refused.add(refusal.message());
      }
    }
    return new StockImport(snapshots.size() - refused.size(), unmatched, refused);
  }
}
