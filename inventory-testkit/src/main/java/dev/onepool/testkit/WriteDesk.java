package dev.onepool.testkit;

import dev.onepool.spi.Capabilities.Proof;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.util.SplittableRandom;

/**
 * Takes quantity writes, applies them now or later or never, and says what a channel would say of it.
 *
 * <p>A token holds the moment at which its write is applied, so that an open write costs no memory and survives
 * whatever the caller forgets.
 */
final class WriteDesk {

  private static final long MINUTE = 60_000_000_000L;
  private static final int LONGEST_PAUSE_MINUTES = 5;

  private final Shelf shelf;
  private final MarketplaceTime time;
  private final Delay lag;
  private final long longestNanos;
  private final boolean receipts;
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
      return take(listing, write.quantity(), now, now + lag.draw(random));
    }
    counts.add(fault);
    return strike(fault, listing, write.quantity(), now);
  }

  PublishResult poll(String token, long now) {
    long at;
    try {
      at = Long.parseLong(token.substring(token.indexOf('@') + 1));
    } catch (NumberFormatException e) {
      return new PublishResult.Unknown("no such token: " + token);
    }
    return receipts && at <= now ? new PublishResult.Applied(time.stamp(at)) : new PublishResult.Accepted(token);
  }

  private PublishResult take(SimulatedListing listing, long quantity, long now, long at) {
    if (lag.maxNanos() == 0) {
      listing.show(quantity, now);
      return new PublishResult.Applied(time.stamp(now));
    }
    if (at > now) {
      counts.add(Fault.WRITE_LAG);
    }
    return accept(listing, quantity, now, at);
  }

  private PublishResult strike(Fault fault, SimulatedListing listing, long quantity, long now) {
    return switch (fault) {
      case LOST_ANSWER_APPLIED -> {
        listing.show(quantity, now);
        yield lostAnswer();
      }
      case LOST_ANSWER_NOT_APPLIED -> lostAnswer();
      case LATE_APPLICATION -> {
        PublishResult accepted = accept(listing, quantity, now, now + Delay.drawPositive(random, longestNanos));
        yield random.nextBoolean() ? accepted : lostAnswer();
      }
      case REJECTED -> new PublishResult.Rejected(FailureKind.INVALID, "simulated: the channel refused the quantity");
      case THROTTLED -> new PublishResult.Throttled(
          MarketplaceTime.instant(now + MINUTE * (1 + random.nextInt(LONGEST_PAUSE_MINUTES))));
      case UNSEEN_RESEND -> {
        long at = now + lag.draw(random);
        PublishResult answer = take(listing, quantity, now, at);
        shelf.showLater(listing, quantity, at + Delay.drawPositive(random, now + longestNanos - at));
        yield answer;
      }
      case DUPLICATE_NOTICE, REORDERED_NOTICE, STALE_READ, ORDER_LAG, WRITE_LAG, OWN_DECREMENT, OWN_RESTORE ->
          throw new IllegalStateException("does not strike writes: " + fault);
    };
  }

  private PublishResult accept(SimulatedListing listing, long quantity, long now, long at) {
    if (at == now) {
      listing.show(quantity, now);
    } else {
      shelf.showLater(listing, quantity, at);
    }
    return new PublishResult.Accepted("write-" + ++sequence + "@" + at);
  }

  /** Applied or not, the words are the same: a caller must not be able to tell. */
  private static PublishResult lostAnswer() {
    return new PublishResult.Unknown("simulated: the answer was lost");
  }
}
