package dev.onepool.core.internal.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at writing a quantity to a listing, from the moment before it was sent until it can no longer hurt.
 *
 * <p>The interval in which it can have been applied is kept in channel time, with the clocks' possible difference already
 * inside: strictly before {@code notBefore} and strictly after {@code notAfter} it was certainly not applied.
 *
 * @param sequence rises with every attempt of the listing
 * @param value the quantity written
 * @param remaining units it may still let the channel sell, of which we know nothing; negative for a moment where a
 *     channel resold a cancelled unit before the cancellation was seen
 * @param state what is known of it
 * @param sentAt when it was charged, by our clock
 * @param notBefore the earliest it can have been applied
 * @param notAfter the latest it can be applied, if ever; null while its answer is awaited
 * @param token what the channel calls it, where it was only accepted
 */
public record Attempt(
    long sequence,
    long value,
    long remaining,
    State state,
    Instant sentAt,
    Instant notBefore,
    @Nullable Instant notAfter,
    @Nullable String token) {

  /** What is known of an attempt. A rejected one is known to be harmless and not kept. */
  public enum State {
    /** Charged; the answer is awaited, or was lost with a crash. */
    SENT,
    /** The channel took it and has not said that it is in force. */
    ACCEPTED,
    /** In force at some time within its interval, for certain. */
    APPLIED,
    /** Perhaps applied within its interval, perhaps never. */
    UNKNOWN,
    /** Like {@link #UNKNOWN}, and its interval is over: it can no longer be applied, but may be what is shown. */
    LAPSED,
    /**
     * Not written but read: what was shown at a moment. It counts for nothing until every order placed by then is known;
     * then it takes the place of all that was written before.
     */
    SEEN
  }

  /** Returns whether this waits to take the place of others, and counts for nothing yet. */
  public boolean seen() {
    return state == State.SEEN;
  }

  /** Returns whether it is certain that this was in force at some time. */
  public boolean certain() {
    return state == State.APPLIED;
  }

  /** Returns whether the answer to this may still change what is known of it. */
  public boolean open() {
    return state == State.SENT || state == State.ACCEPTED || state == State.UNKNOWN;
  }

  /** Returns whether this was certainly applied, if ever, before the other, which certainly was. */
  boolean supersededBy(Attempt other) {
    return other.certain() && notAfter != null && notAfter.isBefore(other.notBefore);
  }

  Attempt withRemaining(long units) {
    return new Attempt(sequence, value, units, state, sentAt, notBefore, notAfter, token);
  }

  Attempt known(State newState, Instant from, @Nullable Instant to, @Nullable String newToken) {
    return new Attempt(sequence, value, remaining, newState, sentAt, from, to, newToken);
  }
}
