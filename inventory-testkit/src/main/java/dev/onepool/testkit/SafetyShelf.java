package dev.onepool.testkit;

import dev.onepool.LocationId;
import dev.onepool.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Units that the seller keeps off sale: for replacements, which leave without an order that lowers a shown number, and at times
 * some more. The engine is told of both as safety stock. What is for replacements is at one location.
 */
final class SafetyShelf {

  /** Where the units for replacements lie. */
  static final LocationId AT = LocationId.MAIN;

  private final WorldPlan plan;
  private final List<Sku> skus;
  private final List<Replacement> unseen = new ArrayList<>();
  private long shelf;
  private long left;
  private long extra;

  /** Units sent as a replacement from the shelf; the shelf is made smaller when the ledger surely knows of it. */
  private record Replacement(long units, Instant knownBy) {}

  SafetyShelf(WorldPlan plan, List<Sku> skus) {
    this.plan = plan;
    this.skus = skus;
    this.shelf = plan.shelf();
    this.left = plan.shelf();
  }

  /** Returns the units that can still be sent as replacements. */
  long left() {
    return left;
  }

  void replaced(long units, Instant knownBy) {
    left -= units;
    unseen.add(new Replacement(units, knownBy));
  }

  /** All replacements that were visible when a round began are known after it; the shelf has given them away. */
  void seen(Instant roundBegan, Seller seller) {
    boolean some = false;
    for (Iterator<Replacement> waiting = unseen.iterator(); waiting.hasNext(); ) {
      Replacement replacement = waiting.next();
      if (!replacement.knownBy().isAfter(roundBegan)) {
        waiting.remove();
        shelf -= replacement.units();
        some = true;
      }
    }
    if (some) {
      tell(seller);
    }
  }

  /** Returns the units that left as replacements without the ledger's surely knowing it. */
  long unseen() {
    long sum = 0;
    for (Replacement replacement : unseen) {
      sum += replacement.units();
    }
    return sum;
  }

  boolean allSeen() {
    return unseen.isEmpty();
  }

  /** Keeps more off sale, or no more if it does; returns how many units that are together. */
  long change(Seller seller, SplittableRandom random) {
    extra = extra > 0 ? 0 : 1 + random.nextLong(plan.units() / 2);
    tell(seller);
    return shelf + extra;
  }

  /** Keeps no more than the shelf, which the engine is told of when it is next told anything. */
  void calm() {
    extra = 0;
  }

  /** Everything is for sale from now on. */
  void clear(Seller seller) {
    shelf = 0;
    skus.forEach(sku -> plan.places().forEach(location -> seller.safetyStock(sku, location, 0)));
  }

  /** Replacements are of the first SKU. */
  private void tell(Seller seller) {
    for (Sku sku : skus) {
      for (LocationId location : plan.places()) {
        long kept = !location.equals(AT) ? 0 : sku.equals(skus.get(0)) ? shelf : plan.shelf();
        seller.safetyStock(sku, location, kept + extra);
      }
    }
  }
}
