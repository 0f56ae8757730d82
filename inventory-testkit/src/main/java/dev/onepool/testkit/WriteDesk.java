package dev.onepool.testkit;

import dev.onepool.spi.Capabilities.Proof;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Takes quantity writes, applies them now or later or never, and says what a channel would say of it.
 *
 * <p>A token holds the moment at which its write is applied, so that an open write costs no memory and survives
 * whatever the caller forgets. Only of writes that were to be compared, and were refused later than they were taken, it is
 * remembered which they were.
 */
final class WriteDesk {

  private static final long MINUTE = 60_000_000_000L;
  private static final int LONGEST_PAUSE_MINUTES = 5;
  private static final String TOKEN = "write-";

  private final Shelf shelf;
  private final MarketplaceTime time;
  private final Delay lag;
  private final long longestNanos;
  private final boolean receipts;
  private final boolean compares;
  private final FaultCounts counts;
  private final SplittableRandom random;
  private Faults faults;
  private long sequence;

  WriteDesk(SimulatedMarketplaceBuilder traits, Shelf shelf, MarketplaceTime time, FaultCounts counts,
      SplittableRandom random) {
    this.shelf = shelf;
    this.time = time;
    this.counts = counts;
    this.random = random;
    lag = traits.writeLag;
    longestNanos = traits.maxWriteDelay.toNanos();
    receipts = traits.proof.equals(Proof.RECEIPT);
    compares = traits.comparesAndSets;
    faults = traits.faults;
  }

  /** Misbehaves in another way from now on; what is on its way already stays there. */
  void misbehave(Faults other) {
    faults = other;
  }

  PublishResult publish(QuantityWrite write, long now) {
    SimulatedListing listing = shelf.onSale(write.listing());
    if (listing == null) {
      return new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING, "no such listing: " + write.listing());
    }
    Fault fault = faults.strikesWrite(random);
    if (fault == null) {
      return take(listing, write, now, now + lag.draw(random));
    }
    counts.add(fault);
    return strike(fault, listing, write, now);
  }

  PublishResult poll(String token, long now) {
    long at;
    long write;
    try {
      int sign = token.indexOf('@');
      at = Long.parseLong(token.substring(sign + 1));
      write = Long.parseLong(token.substring(TOKEN.length(), Math.max(TOKEN.length(), sign)));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return new PublishResult.Unknown("no such token: " + token);
    }
    if (shelf.refused(write)) {
      return stale();
    }
    return receipts && at <= now ? new PublishResult.Applied(time.stamp(at)) : new PublishResult.Accepted(token);
  }

  private PublishResult take(SimulatedListing listing, QuantityWrite write, long now, long at) {
    if (lag.maxNanos() == 0) {
      return shelf.showIfExpected(listing, write.quantity(), expected(write), now)
          ? new PublishResult.Applied(time.stamp(now)) : stale();
    }
    if (at > now) {
      counts.add(Fault.WRITE_LAG);
    }
    return accept(listing, write, now, at);
  }

  private @Nullable Long expected(QuantityWrite write) {
    return compares ? write.expected() : null;
  }

  private PublishResult strike(Fault fault, SimulatedListing listing, QuantityWrite write, long now) {
    return switch (fault) {
      case LOST_ANSWER_APPLIED -> {
        shelf.showIfExpected(listing, write.quantity(), expected(write), now);
        yield lostAnswer();
      }
      case LOST_ANSWER_NOT_APPLIED -> lostAnswer();
      case LATE_APPLICATION -> {
        PublishResult accepted = accept(listing, write, now, now + Delay.drawPositive(random, longestNanos));
        yield random.nextBoolean() ? accepted : lostAnswer();
      }
      case REJECTED -> new PublishResult.Rejected(FailureKind.INVALID, "simulated: the channel refused the quantity");
      case THROTTLED -> new PublishResult.Throttled(
          MarketplaceTime.instant(now + MINUTE * (1 + random.nextInt(LONGEST_PAUSE_MINUTES))));
      case UNSEEN_RESEND -> {
        long at = now + lag.draw(random);
        PublishResult answer = take(listing, write, now, at);
        shelf.showLater(listing, write.quantity(), expected(write), at + Delay.drawPositive(random, now + longestNanos - at),
            ++sequence);
        yield answer;
      }
      case DUPLICATE_NOTICE, REORDERED_NOTICE, STALE_READ, ORDER_LAG, WRITE_LAG, OWN_DECREMENT, OWN_RESTORE ->
          throw new IllegalStateException("does not strike writes: " + fault);
    };
  }

  private PublishResult accept(SimulatedListing listing, QuantityWrite write, long now, long at) {
    if (at > now) {
      shelf.showLater(listing, write.quantity(), expected(write), at, ++sequence);
    } else if (shelf.showIfExpected(listing, write.quantity(), expected(write), now)) {
      ++sequence;
    } else {
      return stale();
    }
    return new PublishResult.Accepted(TOKEN + sequence + "@" + at);
  }

  private static PublishResult stale() {
    return new PublishResult.Rejected(FailureKind.STALE, "simulated: the listing does not show what is expected");
  }

  /** Applied or not, the words are the same: a caller must not be able to tell. */
  private static PublishResult lostAnswer() {
    return new PublishResult.Unknown("simulated: the answer was lost");
  }
}
