package dev.onepool;

import java.util.List;

/**
 * What an import of the stock that a channel holds did.
 *
 * @param imported SKUs whose stock is as the channel says now
 * @param unmatched listings whose code is exactly no known SKU; their stock was not imported
 * @param refused why the ledger did not take what the channel says of a SKU, one sentence each; a report that is older than the
 *     one before is refused, and does no harm
 */
public record StockImport(int imported, List<ListingImport.Unmatched> unmatched, List<String> refused) {

  /** Copies the lists. */
  public StockImport {
    unmatched = List.copyOf(unmatched);
    refused = List.copyOf(refused);
  }
}
