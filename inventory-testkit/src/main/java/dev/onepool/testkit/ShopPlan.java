package dev.onepool.testkit;

import dev.onepool.ChannelId;
import dev.onepool.spi.Capabilities.Proof;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * One marketplace of a {@link WorldPlan}. Lengths are in milliseconds.
 *
 * @param weight how often buyers go there, beside the others
 * @param shown what it shows of each SKU before the engine knows of it
 * @param orderLag the longest time until an order is really visible; at most {@code visibilityDelay}
 * @param writeLag the longest time a usual write really takes; at most {@code maxWriteDelay}
 * @param location which of the seller's locations its first SKU, and a kit, come from, counted from 0
 * @param spread whether its other SKUs come from the other locations
 * @param compares whether it does a write only if it shows what is expected
 */
record ShopPlan(
    ChannelId channel,
    double weight,
    long shown,
    boolean sellsKit,
    Proof proof,
    boolean restoresOnCancel,
    long visibilityDelay,
    long orderLag,
    long maxWriteDelay,
    long writeLag,
    long clockSkew,
    int pageSize,
    int location,
    boolean spread,
    boolean compares) {

  /** A shop of a seller with one location, which compares nothing. */
  ShopPlan(ChannelId channel, double weight, long shown, boolean sellsKit, Proof proof, boolean restoresOnCancel,
      long visibilityDelay, long orderLag, long maxWriteDelay, long writeLag, long clockSkew, int pageSize) {
    this(channel, weight, shown, sellsKit, proof, restoresOnCancel, visibilityDelay, orderLag, maxWriteDelay, writeLag,
        clockSkew, pageSize, 0, false, false);
  }

  SimulatedMarketplace open(ManualClock clock, long seed, Faults faults) {
    SimulatedMarketplaceBuilder builder = SimulatedMarketplace.builder(channel.value(), clock)
        .seed(seed)
        .proof(proof)
        .restoresOnCancel(restoresOnCancel)
        .visibilityDelay(Duration.ofMillis(visibilityDelay))
        .orderLag(Duration.ZERO, Duration.ofMillis(orderLag))
        .maxWriteDelay(Duration.ofMillis(maxWriteDelay))
        .writeLag(Duration.ZERO, Duration.ofMillis(writeLag))
        .clockSkew(Duration.ofMillis(clockSkew))
        .pageSize(pageSize)
        .faults(faults);
    return (compares ? builder.comparesAndSets() : builder).build();
  }

  /** Returns the same shop, which draws on other locations. */
  ShopPlan at(int otherLocation, boolean otherSpread, long otherShown) {
    return new ShopPlan(channel, weight, otherShown, sellsKit, proof, restoresOnCancel, visibilityDelay, orderLag,
        maxWriteDelay, writeLag, clockSkew, pageSize, otherLocation, otherSpread, compares);
  }

  /** Returns the same shop, which compares; it must tell what became of a write, because that may not have been done. */
  ShopPlan comparing() {
    return new ShopPlan(channel, weight, shown, sellsKit, proof.equals(Proof.NONE) ? Proof.READBACK : proof,
        restoresOnCancel, visibilityDelay, orderLag, maxWriteDelay, writeLag, clockSkew, pageSize, location, spread, true);
  }

  /**
   * Returns the same shop with slow orders, slow writes, and a clock that may be as far from ours as both take. If its times
   * are taken for our clock's, a number looks as if it were in force, and all earlier orders known, long before.
   */
  ShopPlan withClockFarApart(SplittableRandom random) {
    return new ShopPlan(channel, weight, shown, sellsKit, random.nextBoolean() ? Proof.NONE : proof, restoresOnCancel,
        visibilityDelay, visibilityDelay, maxWriteDelay, maxWriteDelay,
        (long) ((maxWriteDelay + visibilityDelay) * WorldPlan.between(0.5, 1, random)), pageSize, location, spread, compares);
  }
}
