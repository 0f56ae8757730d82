package dev.onepool.core.internal.ledger;

import dev.onepool.core.internal.ledger.Attempt.State;
import dev.onepool.core.internal.ledger.Rules.Weakening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How much a listing may still take that we do not know of, after each thing that can happen to it.
 *
 * <p>The idea: a write of {@code v} lets the channel sell {@code v} units from the moment it is applied until the next one
 * is. So the sum of the values of all writes that were or may yet be in force, less the sales we know of, bounds from above
 * what was sold unseen or may yet be sold. Every rule here keeps that sum an upper bound:
 *
 * <ul>
 *   <li>A write is charged before it is sent, also when it lowers the number; only a write of 0 costs nothing.
 *   <li>An attempt is dropped only when a later one was in force for certain, and every order placed by then is known.
 *   <li>A sale lowers the oldest attempt that it can have drawn on. Lowering a newer one instead would forget units that the
 *       newer number still offers.
 *   <li>An order that did not lower the shown number lowers nothing.
 * </ul>
 *
 * <p>Rejected, because simulation oversold with it: dropping older attempts when a newer write succeeds; counting sales
 * from the moment of sending; taking a value read back as proof while an older write could show it.
 */
final class Exposure {

  private final Rules rules;

  Exposure(Rules rules) {
    this.rules = rules;
  }

  /** Returns whether even orders that left the shown number alone lower it; never in production. */
  boolean countsEverySale() {
    return rules.lacks(Weakening.EVERY_SALE_COUNTS);
  }

  /** Returns whether a listing may be mapped anew while it may still take units; never in production. */
  boolean remapsWhileExposed() {
    return rules.lacks(Weakening.REMAPPED_WHILE_EXPOSED);
  }

  private Duration skew(ChannelTerms terms) {
    return rules.lacks(Weakening.NO_CLOCK_SKEW) ? Duration.ZERO : terms.skew();
  }

  /** Charges a write that is about to be sent. */
  ListingAccount charge(ListingAccount account, long value, Instant now, ChannelTerms terms) {
    List<Attempt> live = new ArrayList<>(account.attempts());
    Instant notBefore = now.minus(skew(terms));
    for (Attempt attempt : live) {
      // What the channel told us happened before we send: no sale older than the first reading can draw on this.
      notBefore = attempt.notBefore().isAfter(notBefore) ? attempt.notBefore() : notBefore;
    }
    live.add(new Attempt(account.nextSequence(), value, value, State.SENT, now, notBefore, null, null));
    return account.withNext(live);
  }

  /** Takes what was shown at a moment, and is certain, as an attempt of its own. */
  ListingAccount baseline(ListingAccount account, long shown, Instant asOf, Instant now) {
    List<Attempt> live = new ArrayList<>(account.attempts());
    live.add(new Attempt(account.nextSequence(), shown, shown, State.APPLIED, now, asOf, asOf, null));
    return account.withNext(live);
  }

  /** The channel says that the write is in force since this instant of its clock, or at some time before now. */
  ListingAccount applied(ListingAccount account, long sequence, @Nullable Instant at, Instant now, ChannelTerms terms) {
    // Only the end moves: sales that this took may be older than its application, and stay possible.
    ListingAccount after = replace(account, sequence, attempt -> at != null
        ? attempt.known(State.APPLIED, at.isBefore(attempt.notBefore()) ? at : attempt.notBefore(), at, null)
        : attempt.known(State.APPLIED, attempt.notBefore(), now.plus(skew(terms)), null));
    return rules.lacks(Weakening.NEWER_CLEARS_OLDER)
        ? after.withAttempts(after.attempts().stream().filter(attempt -> attempt.sequence() >= sequence).toList())
        : after;
  }

  /** The channel took the write; it may be applied within the channel's longest delay. */
  ListingAccount accepted(ListingAccount account, long sequence, String token, Instant now, ChannelTerms terms) {
    if (rules.lacks(Weakening.ACCEPTED_IS_APPLIED)) {
      return applied(account, sequence, null, now, terms);
    }
    Instant latest = now.plus(terms.maxWriteDelay()).plus(skew(terms));
    return replace(account, sequence, attempt -> attempt.state() == State.SENT
        ? attempt.known(State.ACCEPTED, attempt.notBefore(), latest, token)
        : attempt);
  }

  /** Nobody knows whether the write was or will be applied. */
  ListingAccount unknown(ListingAccount account, long sequence, Instant now, ChannelTerms terms) {
    if (rules.lacks(Weakening.ONLY_ANSWERED_WRITES_COUNT)) {
      return rejected(account, sequence);
    }
    Instant latest = now.plus(terms.maxWriteDelay()).plus(skew(terms));
    return replace(account, sequence, attempt -> attempt.state() == State.SENT
        ? attempt.known(State.UNKNOWN, attempt.notBefore(), latest, null)
        : attempt);
  }

  /** The write was not applied and never will be: its charge goes. What sales took from it, they took from the others. */
  ListingAccount rejected(ListingAccount account, long sequence) {
    List<Attempt> live = new ArrayList<>(account.attempts().size());
    long overdrawn = 0;
    long restored = 0;
    for (Attempt attempt : account.attempts()) {
      if (attempt.sequence() != sequence) {
        live.add(attempt);
      } else {
        overdrawn = Math.min(0, attempt.remaining());
        restored = Math.max(0, attempt.remaining() - attempt.value());
      }
    }
    if (overdrawn < 0 && !live.isEmpty()) {
      Attempt first = live.get(0);
      live.set(0, first.withRemaining(first.remaining() + overdrawn));
    }
    return account.withAttempts(putBack(live, restored));
  }

  /** Cancelled units that came back on display are on the number that is really shown, and on what was seen of it since. */
  private static List<Attempt> putBack(List<Attempt> live, long units) {
    boolean given = units == 0;
    for (int i = live.size() - 1; i >= 0 && !given; i--) {
      given = !live.get(i).seen();
      live.set(i, live.get(i).withRemaining(Math.addExact(live.get(i).remaining(), units)));
    }
    return live;
  }

  /**
   * The channel showed this value then. That proves an attempt only if it can have been applied by then, and no other live
   * attempt, even untouched by sales, could show as much. Where the channel puts cancelled units back on display, any
   * number could come from any write, and reading proves nothing.
   */
  ListingAccount readBack(ListingAccount account, long shown, Instant asOf, ChannelTerms terms) {
    Attempt newest = null;
    long others = Long.MIN_VALUE;
    for (Attempt attempt : account.attempts()) {
      others = newest == null ? others : Math.max(others, newest.value());
      newest = attempt;
    }
    if (newest == null || !newest.open() || newest.state() == State.SENT || newest.notBefore().isAfter(asOf)) {
      return account;
    }
    boolean proven = !terms.restoresOnCancel() && shown <= newest.value() && shown > others;
    if (!proven && !(rules.lacks(Weakening.READBACK_BY_VALUE) && shown <= newest.value())) {
      return account;
    }
    return replace(account, newest.sequence(),
        attempt -> attempt.known(State.APPLIED, attempt.notBefore(), asOf, null));
  }

  /**
   * The channel showed this then, when all that was written before was in force or never would be. Whoever wrote it, from
   * then on the channel can sell this many units: that is an attempt of its own. It takes the place of the others when every
   * order placed by then is known; until then it follows the sales and counts for nothing.
   */
  ListingAccount sighted(ListingAccount account, long shown, Instant asOf, Instant now) {
    for (Attempt attempt : account.attempts()) {
      Instant latest = attempt.notAfter();
      if (attempt.seen() || attempt.open() || latest == null || !latest.isBefore(asOf)) {
        return account;
      }
    }
    List<Attempt> live = new ArrayList<>(account.attempts());
    live.add(new Attempt(account.nextSequence(), shown, shown, State.SEEN, now, asOf, asOf, null));
    return account.withNext(live);
  }

  /**
   * A listing that refused a comparing write showed this then. Fewer units than are charged are explained by sales that are
   * not known yet, and stay charged. More than any attempt can show were written by somebody else, and can be sold from then on:
   * they are charged on top, at once. Where the channel puts cancelled units back on display, a cancellation that is not
   * known yet looks the same; there it is only noted, as what was seen.
   *
   * @return null where writes are open, or as young as the reading, so that nothing can be told
   */
  @Nullable ListingAccount found(
      ListingAccount account, long shown, Instant asOf, Instant now, ChannelTerms terms) {
    long most = 0;
    for (Attempt attempt : account.attempts()) {
      Instant latest = attempt.notAfter();
      if (attempt.open() || latest == null || !latest.isBefore(asOf)) {
        return null;
      }
      most = Math.max(most, attempt.remaining());
    }
    if (shown <= most) {
      return account;
    }
    return terms.restoresOnCancel() ? sighted(account, shown, asOf, now) : baseline(account, shown, asOf, now);
  }

  /**
   * A sale that drew on the shown number became known.
   *
   * @param earliest the earliest it can have been placed, in channel time
   * @param latest the latest; the same for a new order
   */
  ListingAccount sold(ListingAccount account, long units, Instant earliest, Instant latest) {
    List<Attempt> live = new ArrayList<>(account.attempts());
    int oldest = -1;
    long left = units;
    int first = 0;
    // Only whole beginnings are over: an old write that may yet come through can be followed by any that it overtook.
    while (first < live.size() && overBefore(live.get(first), live, earliest)) {
      first++;
    }
    for (int j = first; j < live.size() && left > 0; j++) {
      int i = rules.lacks(Weakening.NEWEST_IS_LOWERED_FIRST) ? live.size() - 1 - (j - first) : j;
      Attempt attempt = live.get(i);
      boolean drawn = latest.isAfter(attempt.notBefore()) || rules.lacks(Weakening.EVERY_SALE_COUNTS);
      if (drawn && !attempt.seen()) {
        oldest = oldest < 0 ? i : oldest;
        long taken = Math.min(left, Math.max(0, attempt.remaining()));
        live.set(i, attempt.withRemaining(attempt.remaining() - taken));
        left -= taken;
      }
    }
    if (left > 0 && oldest >= 0) {
      // More than was shown: a cancelled unit was sold again before we saw the cancellation. That will raise it back.
      live.set(oldest, live.get(oldest).withRemaining(live.get(oldest).remaining() - left));
    }
    return account.withAttempts(followed(account.attempts(), live, asOf -> earliest.isAfter(asOf)));
  }

  /**
   * Lets what was seen follow what happened to the attempts that it will take the place of, if that happened after it was
   * seen. What happened to newer ones stays theirs.
   */
  private static List<Attempt> followed(List<Attempt> before, List<Attempt> live, Predicate<Instant> after) {
    long change = 0;
    for (int i = 0; i < live.size(); i++) {
      Attempt attempt = live.get(i);
      if (!attempt.seen()) {
        change += attempt.remaining() - before.get(i).remaining();
      } else if (after.test(attempt.notBefore())) {
        live.set(i, attempt.withRemaining(attempt.remaining() + change));
      }
    }
    return live;
  }

  /** Returns whether another number was certainly shown before a sale that was placed no earlier than this. */
  private boolean overBefore(Attempt attempt, List<Attempt> live, Instant earliest) {
    if (rules.lacks(Weakening.EVERY_SALE_COUNTS)) {
      return false;
    }
    for (Attempt other : live) {
      if (rules.lacks(Weakening.SALES_COUNT_FROM_SENT)
          && other.sequence() > attempt.sequence() && other.sentAt().isBefore(earliest)) {
        return true;
      }
      Instant inForceBy = other.notAfter();
      if (attempt.supersededBy(other) && inForceBy != null && (inForceBy.isBefore(earliest)
          || (rules.lacks(Weakening.SAME_INSTANT_IS_LATER) && inForceBy.equals(earliest)))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The channel put cancelled units back on display, at the latest then. Whichever number they came back to, they count for
   * the newest, because that lives longest: an older one may be gone before we know that its units were sold again.
   */
  ListingAccount restored(ListingAccount account, long units, Instant latest) {
    if (rules.lacks(Weakening.RESTORED_UNITS_FORGOTTEN)) {
      return account;
    }
    List<Attempt> live = new ArrayList<>(account.attempts());
    int newest = live.size() - 1;
    while (newest >= 0 && live.get(newest).seen()) {
      newest--;
    }
    if (newest >= 0) {
      Attempt attempt = live.get(newest);
      live.set(newest, attempt.withRemaining(Math.addExact(attempt.remaining(), units)));
    }
    return account.withAttempts(followed(account.attempts(), live, asOf -> !latest.isBefore(asOf)));
  }

  /**
   * Time has passed, and every order placed before the watermark is known.
   *
   * @param watermark in channel time; null where nothing is known yet
   */
  ListingAccount settle(ListingAccount account, @Nullable Instant watermark, Instant now, ChannelTerms terms) {
    ListingAccount settled = account.withAttempts(account.attempts().stream()
        .map(attempt -> lapse(attempt, now, terms))
        .map(attempt -> attempt.seen() && watermark != null && attempt.notBefore().isBefore(watermark)
            ? attempt.known(State.APPLIED, attempt.notBefore(), attempt.notAfter(), null)
            : attempt)
        .toList());
    if (watermark == null) {
      return settled;
    }
    // From the oldest on, as sales were taken: one that absorbed another's sales must not outlive it.
    List<Attempt> live = settled.attempts().stream()
        .dropWhile(attempt -> settled.attempts().stream().anyMatch(other -> {
          Instant inForceBy = other.notAfter();
          return attempt.supersededBy(other) && inForceBy != null
              && (inForceBy.isBefore(watermark) || rules.lacks(Weakening.RELEASED_BEFORE_WATERMARK));
        }))
        .toList();
    ListingAccount after = live.size() == settled.attempts().size() ? settled : settled.withAttempts(live);
    boolean baselineSettled = after.attempts().stream().anyMatch(attempt -> {
      Instant inForceBy = attempt.notAfter();
      return attempt.certain() && inForceBy != null
          && (inForceBy.isBefore(watermark) || rules.lacks(Weakening.RAISED_BEFORE_KNOWN));
    });
    return baselineSettled && !after.known() ? after.asKnown() : after;
  }

  private Attempt lapse(Attempt attempt, Instant now, ChannelTerms terms) {
    Instant latest = attempt.notAfter();
    if (latest == null || !now.minus(skew(terms)).isAfter(latest)) {
      return attempt;
    }
    return switch (attempt.state()) {
      case ACCEPTED -> attempt.known(
          terms.acceptedIsApplied() ? State.APPLIED : State.LAPSED, attempt.notBefore(), latest, null);
      case UNKNOWN -> attempt.known(State.LAPSED, attempt.notBefore(), latest, null);
      case SENT, APPLIED, LAPSED, SEEN -> attempt;
    };
  }

  private static ListingAccount replace(
      ListingAccount account, long sequence, java.util.function.UnaryOperator<Attempt> change) {
    return account.withAttempts(account.attempts().stream()
        .map(attempt -> attempt.sequence() == sequence ? change.apply(attempt) : attempt)
        .toList());
  }
}
