package dev.onepool.core.internal.ledger;

import dev.onepool.Listing;
import dev.onepool.Listing.Component;
import dev.onepool.LocationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of a listing: what it consumes, and what it may still take.
 *
 * @param key the listing
 * @param status whether it is mapped
 * @param components what one sold unit consumes; empty unless mapped
 * @param location where the units come from; null unless mapped
 * @param known whether what it showed at first, and the orders open then, are known
 * @param nextSequence the sequence of its next attempt
 * @param attempts live attempts, by sequence
 * @param demand what it sold lately, in listing units
 */
public record ListingAccount(
    ListingKey key,
    Status status,
    List<Component> components,
    @Nullable LocationId location,
    boolean known,
    long nextSequence,
    List<Attempt> attempts,
    Demand demand) {

  /** Whether a listing is ours to keep. */
  public enum Status {
    /** It consumes known SKUs. */
    MAPPED,
    /** It was seen on the channel and waits for a person. */
    UNMAPPED,
    /** A person said to leave it alone. */
    IGNORED
  }

  /** Copies the lists. */
  public ListingAccount {
    components = List.copyOf(components);
    attempts = List.copyOf(attempts);
  }

  /** Returns the account of a listing just seen. */
  public static ListingAccount seen(ListingKey key) {
    return new ListingAccount(key, Status.UNMAPPED, List.of(), null, false, 1, List.of(), Demand.NONE);
  }

  /** Returns the most units the listing may still take that the ledger does not know of: the sum over live attempts. */
  public long exposure() {
    long sum = 0;
    for (Attempt attempt : attempts) {
      sum = attempt.seen() ? sum : Math.addExact(sum, attempt.remaining());
    }
    return sum;
  }

  /** Returns the write that was charged last, or null if nothing is known of the listing. */
  public @Nullable Attempt newest() {
    Attempt newest = null;
    for (Attempt attempt : attempts) {
      newest = attempt.seen() ? newest : attempt;
    }
    return newest;
  }

  /**
   * Returns what the listing should show now, by the writes and sales that are known; null where that cannot be told. Sales
   * that are not known yet, and changes that are not ours, make it show something else.
   */
  public @Nullable Long believedShown() {
    Attempt newest = newest();
    if (newest == null || newest.remaining() < 0) {
      return null;
    }
    boolean inForce = newest.certain() && attempts.stream().allMatch(
        other -> other == newest || other.seen() || other.supersededBy(newest));
    return inForce ? newest.remaining() : null;
  }

  /**
   * Returns whether no answer and no watermark can tell any more which of several writes is in force: none is open, and the
   * newest did not certainly follow all others.
   */
  public boolean doubtful() {
    Attempt newest = newest();
    return newest != null && attempts.stream().noneMatch(Attempt::open)
        && !(newest.certain() && attempts.stream().allMatch(
            other -> other == newest || other.seen() || other.supersededBy(newest)));
  }

  /** Returns whether time, the watermark or an answer may still change the attempts by themselves. */
  public boolean unsettled() {
    return attempts.size() > 1 || (attempts.size() == 1 && attempts.get(0).open()) || (mapped() && !known);
  }

  /** Returns whether the listing consumes known SKUs. */
  public boolean mapped() {
    return status == Status.MAPPED;
  }

  /** Returns whether both take the same units from the same place. */
  boolean drawsLike(ListingAccount other) {
    return components.equals(other.components) && java.util.Objects.equals(location, other.location);
  }

  /** Returns the key of the pool that a component of this mapped listing draws on. */
  public PoolKey pool(Component component) {
    LocationId at = location;
    if (at == null) {
      throw new IllegalStateException("listing is not mapped: " + key);
    }
    return new PoolKey(component.sku(), at);
  }

  /** Returns the listing as the application sees it; only for a mapped one. */
  public Listing toListing() {
    LocationId at = location;
    if (at == null) {
      throw new IllegalStateException("listing is not mapped: " + key);
    }
    return new Listing(key.channel(), key.listing(), components, at);
  }

  ListingAccount mappedAs(Listing listing) {
    return new ListingAccount(
        key, Status.MAPPED, listing.components(), listing.location(), known, nextSequence, attempts, demand);
  }

  ListingAccount ignored() {
    return new ListingAccount(key, Status.IGNORED, List.of(), null, false, nextSequence, List.of(), demand);
  }

  ListingAccount withAttempts(List<Attempt> live) {
    return new ListingAccount(key, status, components, location, known, nextSequence, live, demand);
  }

  ListingAccount withNext(List<Attempt> live) {
    return new ListingAccount(key, status, components, location, known, nextSequence + 1, live, demand);
  }

  ListingAccount asKnown() {
    return new ListingAccount(key, status, components, location, true, nextSequence, attempts, demand);
  }

  ListingAccount withDemand(Demand newDemand) {
    return new ListingAccount(key, status, components, location, known, nextSequence, attempts, newDemand);
  }
}
