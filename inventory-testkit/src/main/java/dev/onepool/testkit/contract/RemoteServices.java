package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import java.util.Set;

/**
 * What else a fake marketplace does for sellers. A method that needs a {@link Feature} is called only where the remote side has
 * it.
 */
public interface RemoteServices {

  /** Puts a listing on sale from stock that the channel holds. {@link Feature#HELD_STOCK}. */
  default ListingId listHeld(String sellerCode, long available) {
    throw missing(Feature.HELD_STOCK);
  }

  /** Returns how many shipments the fulfilment service has been given under this id. {@link Feature#FULFILMENT}. */
  default long shipments(String id) {
    throw missing(Feature.FULFILMENT);
  }

  /** Returns the identifiers of the places that the seller ships from. {@link Feature#LOCATIONS}. */
  default Set<String> locations() {
    throw missing(Feature.LOCATIONS);
  }

  private static UnsupportedOperationException missing(Feature feature) {
    return new UnsupportedOperationException("a remote side that has " + feature + " implements this");
  }
}
