package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fake of one account on the marketplace that a connector speaks with, as the kit drives it. Each test gets a new one, under
 * a clock that the kit moves. It may live in this process or behind a server on a loopback address.
 *
 * <p>A side that is not told otherwise shows orders, changes and writes at once, and answers every call. {@link RemoteBooks}
 * keeps the books of one and leaves only the protocol to write.
 *
 * <p>A method that needs a {@link Feature} is called only where the side has it. Methods may be called while calls of the
 * connector are being answered.
 */
public interface RemoteSide extends RemoteOrders, RemoteMessages, RemoteServices, AutoCloseable {

  /** Returns settings with which a connector reaches this side; those that are secret with values of 8 characters or more. */
  Map<String, String> settings();

  /**
   * Returns settings that are each wrong in itself, by key, and that only the provider can know to be wrong; by default none.
   * What the settings' types forbid need not be named.
   */
  default Map<String, String> wrongSettings() {
    return Map.of();
  }

  /** Returns what must never be seen besides secret settings, such as the access tokens issued so far; by default nothing. */
  default Set<String> secrets() {
    return Set.of();
  }

  /** Returns what the channel has. The same on every call. */
  Set<Feature> features();

  /**
   * Puts a listing on sale.
   *
   * @param sellerCode the seller's own code, new here
   * @param units what buyers can buy
   * @return the channel's identifier, as connectors name it
   */
  ListingId list(String sellerCode, long units);

  /** Returns a well-formed identifier of a listing that is not here. */
  ListingId unknownListing();

  /** Changes what buyers can buy, as a person would on the channel's own pages. It is no call and no effect of one. */
  void edit(ListingId listing, long units);

  /** Returns what buyers can buy now. */
  long shows(ListingId listing);

  /** Returns how many listings one answer holds at most; small, so that there are pages. */
  int listingPage();

  /** Returns how long after its call a write is in force, where all goes well. By default at once. */
  default Duration writeLag() {
    return Duration.ZERO;
  }

  /** Makes the next call of this kind go wrong. Later ones are answered again. */
  void trouble(Call call, Trouble trouble);

  /**
   * Refuses calls of this kind because there were too many, from now on for this long, in the way of the channel. Refused
   * calls have no effect, and are counted.
   *
   * @return when the channel's answers say that calls will be taken again; null where they do not say
   */
  @Nullable Instant throttle(Call call, Duration time);

  /** Applies writes taken from now on this much later. {@link Feature#LATE_WRITES}. */
  default void applyLate(Duration delay) {
    throw new UnsupportedOperationException("a remote side that has " + Feature.LATE_WRITES + " implements this");
  }

  /** Answers readings from now on with what was true this long ago. {@link Feature#STALE_READS}. */
  default void readStale(Duration age) {
    throw new UnsupportedOperationException("a remote side that has " + Feature.STALE_READS + " implements this");
  }

  /** Stops accepting the access tokens issued so far; new ones are issued. {@link Feature#TOKENS}. */
  default void expireTokens() {
    throw new UnsupportedOperationException("a remote side that has " + Feature.TOKENS + " implements this");
  }

  /** Stops accepting the account's credentials for good: access tokens, and what new ones are asked for with. */
  void revoke();

  /** Returns how many calls of this kind have come, answered or not. */
  long calls(Call call);

  /** Returns how many calls have come, of all kinds, and also of those that nobody could read. */
  long calls();

  /** Returns how many writes of calls were applied to a listing, those that changed nothing included. */
  long effects(ListingId listing);

  /** Ends the side. Closing twice does nothing. */
  @Override
  void close();
}
