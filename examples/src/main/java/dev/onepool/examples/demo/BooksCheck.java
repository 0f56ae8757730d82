package dev.onepool.examples.demo;

import dev.onepool.EntryPage;
import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.StockLedger;
import dev.onepool.StockState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what each shop says it sold with what the ledger wrote down for it, unit for unit. The ledger's side counts units
 * that were there to be sold: what was sold and is not there is a shortfall, and makes the books differ.
 */
final class BooksCheck {

  private BooksCheck() {}

  /** Returns for each channel whether the books agree. */
  static Map<String, Boolean> agree(StockLedger ledger, List<Shopfront> shops) {
    Map<String, Map<String, Long>> written = written(ledger);
    Map<String, Boolean> agree = new LinkedHashMap<>();
    for (Shopfront shop : shops) {
      agree.put(shop.channel(), shop.sold().equals(written.getOrDefault(shop.channel(), Map.of())));
    }
    return agree;
  }

  /** Returns the units of each SKU that orders of each channel hold or took. */
  private static Map<String, Map<String, Long>> written(StockLedger ledger) {
    Map<String, Map<String, Long>> written = new HashMap<>();
    EntryQuery query = new EntryQuery(null, null, 0, EntryQuery.MAX_LIMIT);
    EntryPage page;
    do {
      page = ledger.entries(query);
      page.entries().forEach(entry -> add(entry, written));
      if (!page.entries().isEmpty()) {
        query = query.after(page.entries().get(page.entries().size() - 1).id());
      }
    } while (page.more());
    return written;
  }

  private static void add(LedgerEntry entry, Map<String, Map<String, Long>> written) {
    if (!entry.effect().source().equals("order")) {
      return;
    }
    long units = (taken(entry.to()) ? 1 : 0) - (taken(entry.from()) ? 1 : 0);
    if (units != 0) {
      String channel = entry.effect().id().substring(0, entry.effect().id().indexOf('/'));
      Map<String, Long> bySku = written.computeIfAbsent(channel, any -> new HashMap<>());
      bySku.merge(entry.sku().value(), units * entry.quantity().units(), Long::sum);
      bySku.remove(entry.sku().value(), 0L);
    }
  }

  private static boolean taken(StockState state) {
    return state == StockState.RESERVED || state == StockState.CUSTOMER;
  }
}
