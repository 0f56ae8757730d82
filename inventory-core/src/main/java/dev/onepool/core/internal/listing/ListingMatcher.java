package dev.onepool.core.internal.listing;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.onepool.ChannelId;
import dev.onepool.Listing;
import dev.onepool.ListingId;
import dev.onepool.ListingImport;
import dev.onepool.Sku;
import dev.onepool.spi.ListingPage.ChannelListing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Matches what a channel lists with what the ledger counts, by the seller's code. Internal; pure.
 *
 * <p>Every listing that is not ignored ends in exactly one part of the report, whatever the channel sends:
 *
 * <ul>
 *   <li><b>mapped</b>: it was mapped before, or its code is exactly a SKU;
 *   <li><b>duplicate</b>: another listing has exactly the same code. Mapped listings count as others, ignored ones do
 *       not, so ignoring one of two settles the question;
 *   <li><b>proposal</b>: its code is a SKU but for case or surrounding white space;
 *   <li><b>unmatched</b>: all else. So is a listing that came several times with different codes, as it does where a
 *       connector takes the variations of an offer for one listing; this is explained among the malformed.
 * </ul>
 */
public final class ListingMatcher {

  private final ChannelId channel;
  private final SkuIndex skus;
  private final SetMultimap<ListingId, String> codes = LinkedHashMultimap.create();
  private final SetMultimap<String, ListingId> holders = LinkedHashMultimap.create();

  private final List<Listing> toMap = new ArrayList<>();
  private final List<ListingImport.Proposal> proposals = new ArrayList<>();
  private final List<ListingImport.Unmatched> unmatched = new ArrayList<>();
  private final SetMultimap<String, ListingId> duplicates = LinkedHashMultimap.create();
  private final Messages malformed = new Messages();
  private int mappedBefore;

  private ListingMatcher(ChannelId channel, SkuIndex skus) {
    this.channel = channel;
    this.skus = skus;
  }

  /**
   * Returns what to map and what to report, in the order in which the listings first come. Takes time proportional to
   * the number of listings and SKUs.
   *
   * @param listings all pages together; a listing may come more than once
   * @param skus the SKUs that the ledger knows
   * @param mapped the listings that are mapped; of these, the ones that came count as mapped
   * @param ignored the listings that are left alone
   */
  public static ImportPlan match(
      ChannelId channel,
      Collection<ChannelListing> listings,
      Collection<Sku> skus,
      Set<ListingId> mapped,
      Set<ListingId> ignored) {
    ListingMatcher matcher = new ListingMatcher(channel, new SkuIndex(skus));
    for (ChannelListing listing : listings) {
      if (mapped.contains(listing.listing()) || !ignored.contains(listing.listing())) {
        matcher.take(listing);
      }
    }
    for (ListingId listing : matcher.codes.keySet()) {
      if (mapped.contains(listing)) {
        matcher.mappedBefore++;
      } else {
        matcher.sort(listing);
      }
    }
    return matcher.plan();
  }

  private void take(ChannelListing listing) {
    String given = listing.sellerCode();
    String code = given == null || SkuIndex.stripped(given).isEmpty() ? "" : given;
    codes.put(listing.listing(), code);
    if (SkuIndex.isPossible(code)) {
      holders.put(code, listing.listing());
    }
  }

  private void sort(ListingId listing) {
    Set<String> all = codes.get(listing);
    String code = all.iterator().next();
    if (all.size() > 1) {
      malformed.add("listing " + Messages.quoted(listing.value()) + " came with different codes: "
          + all.stream().limit(10).map(Messages::quoted).collect(Collectors.joining(", ")) + "; map it by hand");
      unmatched.add(new ListingImport.Unmatched(listing, code));
    } else if (!SkuIndex.isPossible(code)) {
      unmatched.add(new ListingImport.Unmatched(listing, code));
    } else if (holders.get(code).size() > 1) {
      duplicates.put(code, listing);
    } else {
      find(listing, code);
    }
  }

  private void find(ListingId listing, String code) {
    Sku exact = skus.exact(code);
    List<Sku> alike = skus.alike(code);
    if (exact != null) {
      toMap.add(Listing.of(channel, listing, exact));
    } else if (!alike.isEmpty()) {
      proposals.add(new ListingImport.Proposal(listing, code, alike));
    } else {
      unmatched.add(new ListingImport.Unmatched(listing, code));
    }
  }

  private ImportPlan plan() {
    List<ListingImport.Duplicate> repeated = duplicates.keySet().stream()
        .map(code -> new ListingImport.Duplicate(code, List.copyOf(duplicates.get(code))))
        .toList();
    return new ImportPlan(toMap, new ListingImport(
        mappedBefore + toMap.size(), proposals, unmatched, repeated, malformed.toList()));
  }
}
