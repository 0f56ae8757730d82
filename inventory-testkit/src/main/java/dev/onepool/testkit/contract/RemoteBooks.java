package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The books of a fake marketplace, in memory: listings, orders, troubles and counts. Whoever extends it adds the protocol: how
 * connectors reach it, and how it tells what stands in the books.
 *
 * <p>For each call that comes, the protocol asks {@link #arrive} first, which counts it, and does what it says: refuses while
 * {@link #throttledUntil} is not null; loses or breaks the answer as the {@link Trouble} demands; and only else does what was
 * asked.
 */
public abstract class RemoteBooks implements RemoteSide {

  private static final int PAGE = 3;

  private final ManualClock clock;
  private final Set<Feature> features;
  private final boolean restoresOnCancel;
  private final BookOfListings listings;
  private final BookOfOrders orders;
  private final Map<Call, Trouble> troubles = new EnumMap<>(Call.class);
  private final Map<Call, Instant> throttles = new EnumMap<>(Call.class);
  private final Map<Call, Long> calls = new EnumMap<>(Call.class);
  private final Set<String> tokens = new HashSet<>();
  private final Set<String> accepted = new HashSet<>();
  private final Map<OrderId, Long> acknowledged = new HashMap<>();
  private boolean revoked;

  /** What came of a write. */
  public enum Written {
    /** It is in force. */
    WRITTEN,
    /** It was taken and comes into force later. */
    TAKEN,
    /** There is no such listing. */
    UNKNOWN_LISTING,
    /** The listing is sold from stock that the channel holds. */
    NOT_YOURS,
    /** The listing does not show what was expected. */
    STALE
  }

  /**
   * What a listing shows, or showed.
   *
   * @param listing its identifier
   * @param sellerCode the seller's own code
   * @param units what buyers could buy
   * @param asOf when
   * @param heldByChannel whether the channel sells its own stock there
   */
  public record Reading(ListingId listing, String sellerCode, long units, Instant asOf, boolean heldByChannel) {}

  /**
   * Opens empty books.
   *
   * @param clock stamps all that happens
   * @param features what the marketplace has
   * @param restoresOnCancel whether it puts cancelled units back on display
   */
  protected RemoteBooks(ManualClock clock, Set<Feature> features, boolean restoresOnCancel) {
    this.clock = clock;
    this.features = Set.copyOf(features);
    this.restoresOnCancel = restoresOnCancel;
    listings = new BookOfListings(clock);
    orders = new BookOfOrders(clock);
  }

  // ---- what a protocol asks

  /** Returns the marketplace's clock. */
  protected final ManualClock clock() {
    return clock;
  }

  /** Counts a call, and returns what goes wrong with it; null if nothing does. */
  protected final synchronized @Nullable Trouble arrive(Call call) {
    calls.merge(call, 1L, Long::sum);
    return throttledUntil(call) == null ? troubles.remove(call) : null;
  }

  /** Returns until when calls of this kind are refused; null if they are taken. */
  protected final synchronized @Nullable Instant throttledUntil(Call call) {
    Instant until = throttles.get(call);
    return until != null && clock.instant().isBefore(until) ? until : null;
  }

  /** Issues an access token; null if the account's credentials were revoked. */
  protected final synchronized @Nullable String issueToken() {
    if (revoked) {
      return null;
    }
    String token = "access-token-" + (tokens.size() + 1) + "-of-the-contract";
    tokens.add(token);
    accepted.add(token);
    return token;
  }

  /** Returns whether this access token is accepted. */
  protected final synchronized boolean accepts(@Nullable String token) {
    return !revoked && accepted.contains(token);
  }

  /** Returns whether the account's credentials were revoked, for marketplaces that issue no tokens. */
  protected final synchronized boolean isRevoked() {
    return revoked;
  }

  /**
   * Writes a number.
   *
   * @param expected writes only if the listing shows this; null: whatever it shows
   * @param attempt writes nothing where this one was written before; null: does not ask
   */
  protected final synchronized Written write(
      ListingId listing, long units, @Nullable Long expected, @Nullable String attempt) {
    return listings.write(listing, units, expected, attempt);
  }

  /** Returns what a listing shows, or, where readings are stale, showed; null if it is not here. */
  protected final synchronized @Nullable Reading read(ListingId listing) {
    return listings.read(listing);
  }

  /** Returns all listings, by identifier. */
  protected final synchronized List<Reading> allListings() {
    return listings.all();
  }

  /** Returns orders changed at this instant or later, by their last change and then by identifier. */
  protected final synchronized List<BookedOrder> changedSince(Instant from) {
    return orders.changedSince(from);
  }

  /** Returns an order; null if there is none. */
  protected final synchronized @Nullable BookedOrder find(OrderId order) {
    return orders.find(order);
  }

  /** Ships units of a line as the seller asks; returns false if there are not as many to ship. */
  protected final synchronized boolean sellerShips(OrderId order, String line, long units) {
    int position = open(order, line, units);
    if (position >= 0) {
      ship(order, position, units);
    }
    return position >= 0;
  }

  /** Cancels units of a line as the seller asks; returns false if there are not as many to cancel. */
  protected final synchronized boolean sellerCancels(OrderId order, String line, long units) {
    int position = open(order, line, units);
    if (position >= 0) {
      cancel(order, position, units);
    }
    return position >= 0;
  }

  /** Notes that the seller has seen an order; returns false if there is none. */
  protected final synchronized boolean sellerAcknowledges(OrderId order) {
    if (orders.find(order) == null) {
      return false;
    }
    acknowledged.merge(order, 1L, Long::sum);
    return true;
  }

  private int open(OrderId order, String line, long units) {
    int position = orders.find(order) == null ? -1 : orders.position(order, line);
    return position >= 0 && orders.line(order, position).open() >= units ? position : -1;
  }

  // ---- what the kit asks

  @Override
  public final Set<Feature> features() {
    return features;
  }

  @Override
  public synchronized Set<String> secrets() {
    return Set.copyOf(tokens);
  }

  @Override
  public final synchronized ListingId list(String sellerCode, long units) {
    return listings.add(sellerCode, units, false);
  }

  @Override
  public final synchronized ListingId listHeld(String sellerCode, long available) {
    return listings.add(sellerCode, available, true);
  }

  @Override
  public ListingId unknownListing() {
    return ListingId.of("L-unknown");
  }

  @Override
  public OrderId unknownOrder() {
    return OrderId.of("ORDER-999999");
  }

  @Override
  public final synchronized void edit(ListingId listing, long units) {
    listings.set(listing, units);
  }

  @Override
  public final synchronized long shows(ListingId listing) {
    return listings.shows(listing);
  }

  @Override
  public final synchronized long effects(ListingId listing) {
    return listings.effects(listing);
  }

  @Override
  public int listingPage() {
    return PAGE;
  }

  @Override
  public int orderPage() {
    return PAGE;
  }

  @Override
  public final synchronized void trouble(Call call, Trouble trouble) {
    troubles.put(call, trouble);
  }

  @Override
  public final synchronized @Nullable Instant throttle(Call call, Duration time) {
    Instant until = clock.instant().plus(time);
    throttles.put(call, until);
    return until;
  }

  @Override
  public final synchronized void applyLate(Duration delay) {
    listings.late(delay);
  }

  @Override
  public final synchronized void readStale(Duration age) {
    listings.stale(age);
  }

  @Override
  public final synchronized void expireTokens() {
    accepted.clear();
  }

  @Override
  public final synchronized void revoke() {
    revoked = true;
  }

  @Override
  public final synchronized long calls(Call call) {
    return calls.getOrDefault(call, 0L);
  }

  @Override
  public final synchronized long calls() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public final synchronized OrderId place(Sale... lines) {
    return add(clock.instant(), true, lines);
  }

  @Override
  public final synchronized OrderId placePending(Sale... lines) {
    return add(clock.instant(), false, lines);
  }

  @Override
  public final synchronized OrderId placeBehind(Duration age, Sale... lines) {
    return add(clock.instant().minus(age), true, lines);
  }

  private OrderId add(Instant at, boolean paid, Sale... lines) {
    for (Sale sale : lines) {
      if (sale.kind() == Sale.Kind.SALE && listings.has(sale.listing())) {
        listings.set(sale.listing(), Math.max(0, listings.shows(sale.listing()) - sale.units()));
      }
    }
    return orders.add(at, paid, List.of(lines));
  }

  @Override
  public final synchronized OrderId placeNameless(long units) {
    return orders.addNameless(clock.instant(), units);
  }

  @Override
  public final synchronized void cancel(OrderId order, int line, long units) {
    orders.change(order, line, old -> LineChange.of(old).cancelled(units).line());
    ListingId listing = orders.line(order, line).listing();
    if (restoresOnCancel && listing != null && listings.has(listing)) {
      listings.set(listing, listings.shows(listing) + units);
    }
  }

  @Override
  public final synchronized void ship(OrderId order, int line, long units) {
    orders.change(order, line, old -> LineChange.of(old).shipped(units).line());
  }

  @Override
  public final synchronized void voidShipment(OrderId order, int line, long units) {
    orders.change(order, line, old -> LineChange.of(old).shipped(-units).line());
  }

  @Override
  public final synchronized void editLine(OrderId order, int line, long units) {
    orders.change(order, line, old -> LineChange.of(old).ordered(units).line());
  }

  @Override
  public final synchronized void shuffleLines(OrderId order) {
    orders.reverse(order);
  }

  @Override
  public final synchronized void giveBack(OrderId order, int line, long units) {
    orders.change(order, line, old -> LineChange.of(old).returned(units).line());
  }

  @Override
  public final synchronized void restock(OrderId order, int line, long units) {
    orders.change(order, line, old -> LineChange.of(old).restocked(units).line());
    ListingId listing = orders.line(order, line).listing();
    if (listing != null && listings.has(listing)) {
      listings.set(listing, listings.shows(listing) + units);
    }
  }

  @Override
  public final synchronized void refund(OrderId order, int line, long units) {
    orders.change(order, line, old -> LineChange.of(old).refunded(units).line());
  }

  /** Tells the order's first line twice. */
  @Override
  public final synchronized void spoil(OrderId order) {
    orders.spoil(order);
  }

  @Override
  public final synchronized long shipped(OrderId order, int line) {
    return orders.line(order, line).shipped();
  }

  @Override
  public final synchronized long cancelled(OrderId order, int line) {
    return orders.line(order, line).cancelled();
  }

  @Override
  public final synchronized long acknowledged(OrderId order) {
    return acknowledged.getOrDefault(order, 0L);
  }
}
