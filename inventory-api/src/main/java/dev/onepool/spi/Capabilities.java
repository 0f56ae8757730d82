package dev.onepool.spi;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The capability card: what a channel can do, as far as its connector knows. Every default is the worst case, so a
 * connector that says nothing is safe and slow.
 *
 * <p>Defaults: orders are visible within {@link #UNKNOWN_DELAY}, a write may be applied up to {@code UNKNOWN_DELAY} after
 * it was sent, nothing proves a write, cancelled units are not put back on display, one write a call, the number means what is
 * for sale, nothing is compared, notified or done for orders, clocks differ by up to 2 minutes.
 */
public final class Capabilities {

  /** What is assumed of a delay that a connector does not declare: 24 hours. */
  public static final Duration UNKNOWN_DELAY = Duration.ofHours(24);

  private final Duration visibilityDelay;
  private final Duration maxWriteDelay;
  private final Proof proof;
  private final boolean restoresOnCancel;
  private final int maxBatch;
  private final int bulkFrom;
  private final int usualBatch;
  private final Duration clockSkew;
  private final int maxReads;
  private final Meaning meaning;
  private final boolean comparesAndSets;
  private final boolean idempotentWrites;
  private final boolean notifies;
  private final Set<String> actions;

  private Capabilities(Builder builder) {
    visibilityDelay = builder.visibilityDelay;
    maxWriteDelay = builder.maxWriteDelay;
    proof = builder.proof;
    restoresOnCancel = builder.restoresOnCancel;
    maxBatch = builder.maxBatch;
    bulkFrom = builder.bulkFrom;
    usualBatch = builder.bulkFrom == 1 ? builder.maxBatch : Math.min(builder.maxBatch, builder.usualBatch);
    clockSkew = builder.clockSkew;
    maxReads = builder.maxReads == 0 ? builder.maxBatch : builder.maxReads;
    meaning = builder.meaning;
    comparesAndSets = builder.comparesAndSets;
    idempotentWrites = builder.idempotentWrites;
    notifies = builder.notifies;
    actions = Set.copyOf(builder.actions);
  }

  /** What the number means that a channel is given. A value type, so that a new meaning breaks nobody. */
  public record Meaning(String name) {
    /** Units that are still for sale: the channel has taken off its own orders. Most channels. */
    public static final Meaning FOR_SALE = new Meaning("for-sale");

    /** Units that the seller holds, including those of the channel's own orders that are not shipped yet. */
    public static final Meaning HELD = new Meaning("held");
  }

  /** What shows that a write was applied. A value type, so that a new kind breaks nobody. */
  public record Proof(String name) {
    /** Nothing does, until the channel's longest write delay has passed. */
    public static final Proof NONE = new Proof("none");

    /** Reading the value back, where no older write could show the same. */
    public static final Proof READBACK = new Proof("readback");

    /** {@link PublishResult.Applied} is said only when the channel's own answer says so. */
    public static final Proof RECEIPT = new Proof("receipt");
  }

  /** Returns a builder with the worst case. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the longest time from an order's placing, or a change to it, until {@link ChannelConnector#orders} shows it. */
  public Duration visibilityDelay() {
    return visibilityDelay;
  }

  /** Returns the longest time from the end of a call until a write of that call can still be applied. */
  public Duration maxWriteDelay() {
    return maxWriteDelay;
  }

  /** Returns what shows that a write was applied. */
  public Proof proof() {
    return proof;
  }

  /** Returns whether the channel itself puts cancelled units back on display. */
  public boolean restoresOnCancel() {
    return restoresOnCancel;
  }

  /** Returns how many items one call may hold; 1 or more. */
  public int maxBatch() {
    return maxBatch;
  }

  /**
   * Returns from how many writes on a call goes to the channel in one piece, such as a feed; 1 by default. A call of fewer
   * should hold at most {@link #usualBatch()}.
   */
  public int bulkFrom() {
    return bulkFrom;
  }

  /** Returns how many writes a call of fewer than {@link #bulkFrom()} should hold; {@link #maxBatch()} by default. */
  public int usualBatch() {
    return usualBatch;
  }

  /** Returns the most by which the channel's time stamps differ from ours, either way. */
  public Duration clockSkew() {
    return clockSkew;
  }

  /** Returns how many listings {@link ChannelConnector#shown} may be asked for at once; {@link #maxBatch()} by default. */
  public int maxReads() {
    return maxReads;
  }

  /** Returns what the written number means. */
  public Meaning meaning() {
    return meaning;
  }

  /** Returns whether a write is done only if the listing shows what is {@link QuantityWrite#expected() expected}. */
  public boolean comparesAndSets() {
    return comparesAndSets;
  }

  /** Returns whether the channel itself does a write of one {@link QuantityWrite#attempt() attempt} only once. */
  public boolean idempotentWrites() {
    return idempotentWrites;
  }

  /** Returns whether the channel sends notifications that {@link ChannelConnector#notification} understands. */
  public boolean notifies() {
    return notifies;
  }

  /** Returns whether the connector can do actions of this type for orders. */
  public boolean does(Class<? extends OrderAction> action) {
    return actions.contains(action.getSimpleName());
  }

  /** Declares capabilities one by one. Not thread-safe. */
  public static final class Builder {
    private Duration visibilityDelay = UNKNOWN_DELAY;
    private Duration maxWriteDelay = UNKNOWN_DELAY;
    private Proof proof = Proof.NONE;
    private boolean restoresOnCancel;
    private int maxBatch = 1;
    private int bulkFrom = 1;
    private int usualBatch = 1;
    private Duration clockSkew = Duration.ofMinutes(2);
    private int maxReads;
    private Meaning meaning = Meaning.FOR_SALE;
    private boolean comparesAndSets;
    private boolean idempotentWrites;
    private boolean notifies;
    private final Set<String> actions = new HashSet<>();

    private Builder() {}

    /** Declares the longest time until an order, or a change to it, is visible. */
    public Builder visibilityDelay(Duration delay) {
      this.visibilityDelay = delay;
      return this;
    }

    /** Declares the longest time until a write is applied. */
    public Builder maxWriteDelay(Duration delay) {
      this.maxWriteDelay = delay;
      return this;
    }

    /** Declares what shows that a write was applied. */
    public Builder proof(Proof kind) {
      this.proof = kind;
      return this;
    }

    /** Declares that the channel itself puts cancelled units back on display. */
    public Builder restoresOnCancel() {
      this.restoresOnCancel = true;
      return this;
    }

    /** Declares how many items one call may hold. */
    public Builder maxBatch(int items) {
      this.maxBatch = items;
      return this;
    }

    /**
     * Declares that only a call of this many writes or more goes to the channel in one piece. A smaller one is made of single
     * updates there, of which it takes so many at a time; the engine then sends no more in a call, and learns soon when the
     * channel wants a pause.
     *
     * @param writes from how many on a call may hold {@link #maxBatch(int)}
     * @param otherwise how many a smaller call should hold
     */
    public Builder bulkFrom(int writes, int otherwise) {
      this.bulkFrom = writes;
      this.usualBatch = otherwise;
      return this;
    }

    /** Declares the most by which clocks differ. */
    public Builder clockSkew(Duration skew) {
      this.clockSkew = skew;
      return this;
    }

    /** Declares how many listings can be read at once. */
    public Builder maxReads(int listings) {
      this.maxReads = listings;
      return this;
    }

    /** Declares what the written number means. */
    public Builder meaning(Meaning kind) {
      this.meaning = kind;
      return this;
    }

    /** Declares that a write is done only if the listing shows what is expected. */
    public Builder comparesAndSets() {
      this.comparesAndSets = true;
      return this;
    }

    /** Declares that the channel does a write of one attempt only once. */
    public Builder idempotentWrites() {
      this.idempotentWrites = true;
      return this;
    }

    /** Declares that notifications are understood. */
    public Builder notifies() {
      this.notifies = true;
      return this;
    }

    /** Declares an action that can be done for orders. */
    public Builder does(Class<? extends OrderAction> action) {
      actions.add(action.getSimpleName());
      return this;
    }

    /**
     * Returns the card.
     *
     * @throws IllegalArgumentException if a duration is negative or a batch is smaller than 1
     */
    public Capabilities build() {
      requireNotNegative("visibilityDelay", visibilityDelay);
      requireNotNegative("maxWriteDelay", maxWriteDelay);
      requireNotNegative("clockSkew", clockSkew);
      if (maxBatch < 1) {
        throw new IllegalArgumentException("maxBatch must be at least 1, was " + maxBatch);
      }
      if (bulkFrom < 1 || usualBatch < 1) {
        throw new IllegalArgumentException("bulkFrom needs at least 1 and 1, was " + bulkFrom + " and " + usualBatch);
      }
      if (maxReads < 0) {
        throw new IllegalArgumentException("maxReads must be at least 1, was " + maxReads);
      }
      return new Capabilities(this);
    }

    private static void requireNotNegative(String name, Duration value) {
      if (value.isNegative()) {
        throw new IllegalArgumentException(name + " must not be negative: " + value);
      }
    }
  }
}
