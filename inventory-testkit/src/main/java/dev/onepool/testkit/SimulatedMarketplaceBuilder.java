package dev.onepool.testkit;

import dev.onepool.ConfigurationException;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.Capabilities.Proof;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Builds a {@link SimulatedMarketplace}. Every property may be set once; {@link #build} checks them all together. May
 * build several marketplaces, all alike. Not thread-safe.
 *
 * <p>Defaults, a fast and honest marketplace: seed 1; no order lag, with a declared visibility delay of 30 minutes;
 * no write lag, with a declared longest write delay of 1 hour; proof by receipt; cancelled units are not put back on
 * display; nothing is compared; 100 items a call; 500 orders or listings a page; no clock skew; no faults.
 */
public final class SimulatedMarketplaceBuilder {

  /** The longest delay that can be simulated: ten years. */
  private static final Duration LONGEST = Duration.ofDays(3_650);

  private static final int LARGEST_PAGE = 100_000;

  final String name;
  final Clock clock;
  long seed = 1;
  Delay orderLag = Delay.NONE;
  Delay writeLag = Delay.NONE;
  Duration maxWriteDelay = Duration.ofHours(1);
  Proof proof = Proof.RECEIPT;
  int pageSize = 500;
  Faults faults = Faults.none();

  private Duration visibilityDelay = Duration.ofMinutes(30);
  boolean comparesAndSets;
  private boolean restoresOnCancel;
  private int maxBatch = 100;
  private Duration clockSkew = Duration.ZERO;
  private final Set<String> given = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  SimulatedMarketplaceBuilder(String name, Clock clock) {
    this.name = name;
    this.clock = clock;
  }

  /** Sets where all chance comes from. Default: 1. */
  public SimulatedMarketplaceBuilder seed(long value) {
    once("seed");
    seed = value;
    return this;
  }

  /**
   * Sets how long it takes until an order, or a change to it, can be read: anything from {@code min} to {@code max},
   * drawn for each change. Default: no time.
   *
   * @param max at most the visibility delay
   */
  public SimulatedMarketplaceBuilder orderLag(Duration min, Duration max) {
    once("orderLag");
    orderLag = range("orderLag", min, max);
    return this;
  }

  /** Declares the longest time until an order, or a change to it, can be read. Default: 30 minutes. */
  public SimulatedMarketplaceBuilder visibilityDelay(Duration longest) {
    once("visibilityDelay");
    visibilityDelay = checked("visibilityDelay", longest);
    return this;
  }

  /**
   * Sets how long it takes until a write is applied: anything from {@code min} to {@code max}, drawn for each write.
   * Where {@code max} is zero, a write is applied within the call and answered as applied; otherwise it is answered
   * as accepted. Default: no time.
   *
   * @param max at most the longest write delay
   */
  public SimulatedMarketplaceBuilder writeLag(Duration min, Duration max) {
    once("writeLag");
    writeLag = range("writeLag", min, max);
    return this;
  }

  /** Declares the longest time until a write is applied, which late ones use up. Default: 1 hour. */
  public SimulatedMarketplaceBuilder maxWriteDelay(Duration longest) {
    once("maxWriteDelay");
    maxWriteDelay = checked("maxWriteDelay", longest);
    return this;
  }

  /**
   * Declares what shows that a write was applied. Only a marketplace with receipts says of an accepted write that it
   * was applied; the others say for ever that it was accepted. Default: by receipt.
   */
  public SimulatedMarketplaceBuilder proof(Proof kind) {
    once("proof");
    proof = kind;
    return this;
  }

  /** Sets and declares whether cancelled units are put back on display at once. Default: they are not. */
  public SimulatedMarketplaceBuilder restoresOnCancel(boolean restores) {
    once("restoresOnCancel");
    restoresOnCancel = restores;
    return this;
  }

  /**
   * Has a write that expects something be done only if the listing shows that at the moment at which the write would be
   * applied, and declares it. A write that was refused later than it was taken says so when it is asked about. Default:
   * nothing is compared.
   */
  public SimulatedMarketplaceBuilder comparesAndSets() {
    once("comparesAndSets");
    comparesAndSets = true;
    return this;
  }

  /** Declares how many items one call may hold. Default: 100. */
  public SimulatedMarketplaceBuilder maxBatch(int items) {
    once("maxBatch");
    maxBatch = items;
    if (items < 1) {
      problems.add("maxBatch must be at least 1, was " + items);
    }
    return this;
  }

  /** Sets how many order versions, or listings, a page holds at most: 1 to 100,000. Default: 500. */
  public SimulatedMarketplaceBuilder pageSize(int items) {
    once("pageSize");
    pageSize = items;
    if (items < 1 || items > LARGEST_PAGE) {
      problems.add("pageSize must be 1 to " + LARGEST_PAGE + ", was " + items);
    }
    return this;
  }

  /**
   * Declares the most by which the marketplace's time stamps differ from our clock. By how much they do, either way, is
   * drawn once and stays; every other time it is the most. Default: none.
   */
  public SimulatedMarketplaceBuilder clockSkew(Duration most) {
    once("clockSkew");
    clockSkew = checked("clockSkew", most);
    return this;
  }

  /** Sets what goes wrong, and how often. Default: nothing does. */
  public SimulatedMarketplaceBuilder faults(Faults value) {
    once("faults");
    faults = value;
    return this;
  }

  /**
   * Returns a new marketplace.
   *
   * @throws ConfigurationException with all that is wrong: a negative or endless duration, a range that is empty, a lag
   *     beyond its declared longest, late faults without a delay of at least a millisecond, a size out of its range, writes
   *     that are compared where nothing proves that they were applied
   */
  public SimulatedMarketplace build() {
    List<String> wrong = new ArrayList<>(problems);
    if (name.isBlank()) {
      wrong.add("name must not be blank");
    }
    requireWithin(wrong, "orderLag", orderLag, "visibilityDelay", visibilityDelay);
    requireWithin(wrong, "writeLag", writeLag, "maxWriteDelay", maxWriteDelay);
    if (comparesAndSets && proof.equals(Proof.NONE)) {
      wrong.add("comparesAndSets needs a proof: a write that was accepted may not have been applied");
    }
    boolean late = faults.probability(Fault.LATE_APPLICATION) > 0 || faults.probability(Fault.UNSEEN_RESEND) > 0;
    if (late && maxWriteDelay.toMillis() < 1) {
      wrong.add("maxWriteDelay must be at least a millisecond for writes to be late, was " + maxWriteDelay);
    }
    if (!wrong.isEmpty()) {
      throw new ConfigurationException("simulated marketplace \"" + name + "\"", wrong);
    }
    return new SimulatedMarketplace(this);
  }

  Capabilities capabilities() {
    Capabilities.Builder card = Capabilities.builder()
        .visibilityDelay(visibilityDelay)
        .maxWriteDelay(maxWriteDelay)
        .proof(proof)
        .maxBatch(maxBatch)
        .clockSkew(clockSkew);
    if (restoresOnCancel) {
      card.restoresOnCancel();
    }
    return comparesAndSets ? card.comparesAndSets().build() : card.build();
  }

  /** Draws by how many nanoseconds the marketplace's clock is ahead of ours; negative if it is behind. */
  long drawOffset(SplittableRandom random) {
    long most = clockSkew.toNanos();
    long drawn = Delay.draw(random, 2 * most) - most;
    return random.nextBoolean() ? drawn : drawn < 0 ? -most : most;
  }

  private void once(String property) {
    if (!given.add(property)) {
      throw new IllegalStateException(property + " was set before");
    }
  }

  private Duration checked(String property, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      problems.add(property + " must be zero to " + LONGEST.toDays() + " days, was " + value);
      return Duration.ZERO;
    }
    return value;
  }

  private Delay range(String property, Duration min, Duration max) {
    Delay range = Delay.between(checked(property, min), checked(property, max));
    if (range.minNanos() > range.maxNanos()) {
      problems.add(property + " must not end before it begins, was " + min + " to " + max);
    }
    return range;
  }

  private static void requireWithin(List<String> wrong, String property, Delay lag, String bound, Duration longest) {
    if (lag.maxNanos() > longest.toNanos()) {
      wrong.add(property + " must be at most the " + bound + " of " + longest + ", was up to "
          + Duration.ofNanos(lag.maxNanos()));
    }
  }
}
