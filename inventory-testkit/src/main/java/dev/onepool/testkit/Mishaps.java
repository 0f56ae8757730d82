package dev.onepool.testkit;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on our side of the wire: the process dies at one of its calls, before the call left or before its answer
 * was dealt with; the network is down; a connector breaks after its call got through. One such thing at most in a round.
 */
final class Mishaps {

  private static final int CALLS_OF_A_ROUND = 12;
  private static final int WRITES_OF_A_ROUND = 2;

  /** The process dies. It is an error, because nothing in the engine may survive it. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("simulated: the process died", null, false, false);
    }
  }

  private final long[] counts = new long[Mishap.values().length];
  private final long[] whileShort = new long[Mishap.values().length];
  private final boolean oftenWhileShort;
  private boolean supplyShort;
  private @Nullable Mishap kind;
  private boolean onlyWrites;
  private int callsUntil;
  private @Nullable Runnable other;
  private int callsUntilOther;
  private @Nullable ChannelId unreadable;
  long struck;

  /**
   * Makes the mishaps of a world.
   *
   * @param oftenWhileShort whether there is one in most rounds while supply is short
   */
  Mishaps(boolean oftenWhileShort) {
    this.oftenWhileShort = oftenWhileShort;
  }

  /** Prepares for a round, in which perhaps something goes wrong. */
  void prepare(SplittableRandom random) {
    int drawn = random.nextInt(100);
    kind = oftenWhileShort && supplyShort ? often(drawn)
        : drawn < 4 ? Mishap.CRASH_BEFORE_CALL
        : drawn < 8 ? Mishap.CRASH_AFTER_CALL
        : drawn < 12 ? Mishap.UNAVAILABLE
        : drawn < 14 ? Mishap.BROKEN_AFTER_CALL : null;
    onlyWrites = kind != null && random.nextBoolean();
    callsUntil = kind == null ? 0 : random.nextInt(onlyWrites ? WRITES_OF_A_ROUND : CALLS_OF_A_ROUND);
  }

  private static @Nullable Mishap often(int drawn) {
    return drawn < 56 ? Mishap.values()[drawn % Mishap.values().length] : null;
  }

  /** Says whether supply is short from now on; it is not at first. */
  void supplyShort(boolean isShort) {
    supplyShort = isShort;
  }

  /** Returns how often each kind struck, by its ordinal. */
  long[] counts() {
    return counts.clone();
  }

  /** Returns how often each kind struck while supply was short, by its ordinal. */
  long[] whileShort() {
    return whileShort.clone();
  }

  /** Something else happens before one of the next calls. */
  void meanwhile(int calls, Runnable what) {
    callsUntilOther = calls;
    other = what;
  }

  /** The process dies before its next call. */
  void crash() {
    kind = Mishap.CRASH_BEFORE_CALL;
    onlyWrites = false;
    callsUntil = 0;
  }

  /** Nothing goes wrong until the next {@link #prepare}. */
  void rest() {
    kind = null;
    other = null;
  }

  /** Returns a connector whose calls can go wrong. */
  ChannelConnector around(ChannelId channel, ChannelConnector inner) {
    return new Fragile(channel, inner);
  }

  /** From now on the orders of this channel cannot be read; of none for null. */
  void unreadable(@Nullable ChannelId channel) {
    unreadable = channel;
  }

  private <T> T call(boolean write, Supplier<T> call) {
    Runnable first = other;
    if (first != null && callsUntilOther-- <= 0) {
      other = null;
      first.run();
    }
    Mishap now = kind;
    if (now == null || (onlyWrites && !write) || callsUntil-- > 0) {
      return call.get();
    }
    kind = null;
    struck++;
    counts[now.ordinal()]++;
    whileShort[now.ordinal()] += supplyShort ? 1 : 0;
    if (now == Mishap.CRASH_BEFORE_CALL) {
      throw new Crash();
    }
    if (now == Mishap.UNAVAILABLE) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "simulated: the channel cannot be reached");
    }
    call.get();
    if (now == Mishap.CRASH_AFTER_CALL) {
      throw new Crash();
    }
    throw new IllegalStateException("simulated: the connector broke after its call");
  }

  private final class Fragile implements ChannelConnector {
    private final ChannelId channel;
    private final ChannelConnector inner;

    Fragile(ChannelId channel, ChannelConnector inner) {
      this.channel = channel;
      this.inner = inner;
    }

    @Override
    public Capabilities capabilities() {
      return inner.capabilities();
    }

    @Override
    public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
      return call(true, () -> inner.publish(batch, deadline));
    }

    @Override
    public List<PublishResult> poll(List<String> tokens) {
      return call(false, () -> inner.poll(tokens));
    }

    @Override
    public List<ShownQuantity> shown(List<ListingId> listings) {
      return call(false, () -> inner.shown(listings));
    }

    @Override
    public OrderPage orders(@Nullable String cursor) {
      if (channel.equals(unreadable)) {
        throw new ConnectorException(FailureKind.UNAVAILABLE, "simulated: the orders cannot be read");
      }
      return call(false, () -> inner.orders(cursor));
    }

    @Override
    public ListingPage listings(@Nullable String cursor) {
      return inner.listings(cursor);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
