package dev.onepool;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import of listings found. Nothing was guessed: what is not exactly clear is left to a person.
 *
 * @param mapped listings whose code is exactly a known SKU, and so were mapped; those mapped before included
 * @param proposals listings whose code is a known SKU but for upper and lower case or white space: to be confirmed with
 *     {@link Channels#map(Listing)}
 * @param unmatched listings whose code is no known SKU, or that have none
 * @param duplicates codes that stand on more than one listing of the channel; each of these listings is left unmapped
 * @param malformed rows that could not be read, one sentence each
 * @param again when to call again, because the channel wanted no more calls for now: it goes on where it ended. Until it
 *     has read all listings nothing is imported, and the lists are empty. Null where all were read
 */
public record ListingImport(
    int mapped,
    List<Proposal> proposals,
    List<Unmatched> unmatched,
    List<Duplicate> duplicates,
    List<String> malformed,
    @Nullable Instant again) {

  /** Copies the lists. */
  public ListingImport {
    proposals = List.copyOf(proposals);
    unmatched = List.copyOf(unmatched);
    duplicates = List.copyOf(duplicates);
    malformed = List.copyOf(malformed);
  }

  /** An import that read all there was. */
  public ListingImport(int mapped, List<Proposal> proposals, List<Unmatched> unmatched, List<Duplicate> duplicates,
      List<String> malformed) {
    this(mapped, proposals, unmatched, duplicates, malformed, null);
  }

  /** Returns the report of an import that has to go on at this instant. */
  public static ListingImport unfinished(Instant again) {
    return new ListingImport(0, List.of(), List.of(), List.of(), List.of(), again);
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

  /** Returns whether every listing was found and is mapped. */
  public boolean complete() {
    return again == null && proposals.isEmpty() && unmatched.isEmpty() && duplicates.isEmpty() && malformed.isEmpty();
  }
}
