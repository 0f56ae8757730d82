package dev.onepool;

import java.util.List;

/**
 * What an import of listings found. Nothing was guessed: what is not exactly clear is left to a person.
 *
 * @param mapped listings whose code is exactly a known SKU, and so were mapped; those mapped before included
 * @param proposals listings whose code is a known SKU but for upper and lower case or white space: to be confirmed with
 *     {@link Channels#map(Listing)}
 * @param unmatched listings whose code is no known SKU, or that have none
 * @param duplicates codes that stand on more than one listing of the channel; each of these listings is left unmapped
 * @param malformed rows that could not be read, one sentence each
 */
public record ListingImport(
    int mapped,
    List<Proposal> proposals,
    List<Unmatched> unmatched,
    List<Duplicate> duplicates,
    List<String> malformed) {

  /** Copies the lists. */
  public ListingImport {
    proposals = List.copyOf(proposals);
    unmatched = List.copyOf(unmatched);
    duplicates = List.copyOf(duplicates);
    malformed = List.copyOf(malformed);
  }

  /**
   * A listing that looks like a known SKU.
   *
   * @param listing the channel's listing
   * @param code the seller's code on it
   * @param candidates the SKUs it may be; more than one where the seller's own SKUs differ only by case
   */
  public record Proposal(ListingId listing, String code, List<Sku> candidates) {
    /** Copies the list. */
    public Proposal {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * A listing that looks like nothing known.
   *
   * @param listing the channel's listing
   * @param code the seller's code on it; empty where it has none
   */
  public record Unmatched(ListingId listing, String code) {}

  /**
   * A code on several listings.
   *
   * @param code the code
   * @param listings the listings that have it
   */
  public record Duplicate(String code, List<ListingId> listings) {
    /** Copies the list. */
    public Duplicate {
      listings = List.copyOf(listings);
    }
  }

  /** Returns whether every listing found is mapped. */
  public boolean complete() {
    return proposals.isEmpty() && unmatched.isEmpty() && duplicates.isEmpty() && malformed.isEmpty();
  }
}
