package dev.onepool.spi;

import java.time.Duration;

/**
 * The capability card: what a channel can do, as far as its connector knows. Every default is the worst case, so a
 * connector that says nothing is safe and slow.
 *
 * <p>Defaults: orders are visible within {@link #UNKNOWN_DELAY}, a write may be applied up to {@code UNKNOWN_DELAY} after
 * it was sent, nothing proves a write, cancelled units are not put back on display, one write a call, clocks differ by up
 * to 2 minutes.
 */
public final class Capabilities {

  /** What is assumed of a delay that a connector does not declare: 24 hours. */
  public static final Duration UNKNOWN_DELAY = Duration.ofHours(24);

  private final Duration visibilityDelay;
  private final Duration maxWriteDelay;
  private final Proof proof;
  private final boolean restoresOnCancel;
  private final int maxBatch;
  private final Duration clockSkew;

  private Capabilities(Builder builder) {
    visibilityDelay = builder.visibilityDelay;
    maxWriteDelay = builder.maxWriteDelay;
    proof = builder.proof;
    restoresOnCancel = builder.restoresOnCancel;
    maxBatch = builder.maxBatch;
    clockSkew = builder.clockSkew;
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

  /** Returns the most by which the channel's time stamps differ from ours, either way. */
  public Duration clockSkew() {
    return clockSkew;
  }

  /** Declares capabilities one by one. Not thread-safe. */
  public static final class Builder {
    private Duration visibilityDelay = UNKNOWN_DELAY;
    private Duration maxWriteDelay = UNKNOWN_DELAY;
    private Proof proof = Proof.NONE;
    private boolean restoresOnCancel;
    private int maxBatch = 1;
    private Duration clockSkew = Duration.ofMinutes(2);

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

    /** Declares the most by which clocks differ. */
    public Builder clockSkew(Duration skew) {
      this.clockSkew = skew;
      return this;
    }

    /**
     * Returns the card.
     *
     * @throws IllegalArgumentException if a duration is negative or the batch is smaller than 1
     */
    public Capabilities build() {
      requireNotNegative("visibilityDelay", visibilityDelay);
      requireNotNegative("maxWriteDelay", maxWriteDelay);
      requireNotNegative("clockSkew", clockSkew);
      if (maxBatch < 1) {
        throw new IllegalArgumentException("maxBatch must be at least 1, was " + maxBatch);
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
