package dev.onepool.core.internal.listing;

import dev.onepool.Listing;
import dev.onepool.ListingImport;
import java.util.List;

/**
 * What an import found, before anything is stored. Internal.
 *
 * @param toMap the listings to map, in the order in which they were found
 * @param report what the caller is told, as if they were mapped
 */
public record ImportPlan(List<Listing> toMap, ListingImport report) {

  /** Copies the list. */
  public ImportPlan {
    toMap = List.copyOf(toMap);
  }
}
