package dev.onepool.connector.amazon;

import dev.onepool.ListingId;
import org.jspecify.annotations.Nullable;

/**
 * How offers are named as listings. A SKU that the seller ships is its own name; the same SKU sold from stock that Amazon holds
 * is another listing, {@code afn:SKU}. A line whose SKU is missing or cannot be a name is {@code unmapped:}, which matches
 * nothing and is therefore seen and kept aside. A SKU that begins like one of these is told from them as {@code mfn:SKU}.
 */
final class Names {

  /** The channel code of offers that the seller ships. */
  static final String DEFAULT = "DEFAULT";

  private static final String HELD = "afn:";
  private static final String OWN = "mfn:";
  private static final String UNMAPPED = "unmapped:";

  private Names() {}

  static ListingId own(String sku) {
    boolean like = sku.startsWith(HELD) || sku.startsWith(OWN) || sku.startsWith(UNMAPPED);
    return ListingId.of(like ? OWN + sku : sku);
  }

  static ListingId held(String sku) {
    return ListingId.of(HELD + sku);
  }

  /** Returns the listing of an order's line. */
  static ListingId sold(@Nullable String sku, String line) {
    try {
      return sku == null || sku.isEmpty() ? ListingId.of(UNMAPPED + line) : own(sku);
    } catch (IllegalArgumentException noName) {
      return ListingId.of(UNMAPPED + line);
    }
  }

  static boolean isHeld(ListingId listing) {
    return listing.value().startsWith(HELD);
  }

  /** Returns whether it can be written to or read: an offer that the seller ships. */
  static boolean isOwn(ListingId listing) {
    return !isHeld(listing) && !listing.value().startsWith(UNMAPPED);
  }

  static String sku(ListingId listing) {
    String value = listing.value();
    return value.startsWith(OWN) || value.startsWith(HELD) ? value.substring(HELD.length()) : value;
  }

  /** Returns whether an offer's channel code says that Amazon holds its stock, such as {@code AMAZON_NA}. */
  static boolean isAmazons(String channelCode) {
    return channelCode.startsWith("AMAZON");
  }
}
