package dev.onepool.testkit;

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
import dev.onepool.ListingId;

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

  private enum Kind {
    CRASH_BEFORE,
    CRASH_AFTER,
    UNAVAILABLE,
    BROKEN_AFTER
  }

  private @Nullable Kind kind;
  private boolean onlyWrites;
  private int callsUntil;
  long struck;

  /** Prepares for a round, in which perhaps something goes wrong. */
  void prepare(SplittableRandom random) {
    int drawn = random.nextInt(100);
    kind = drawn < 4 ? Kind.CRASH_BEFORE
        : drawn < 8 ? Kind.CRASH_AFTER
        : drawn < 12 ? Kind.UNAVAILABLE
        : drawn < 14 ? Kind.BROKEN_AFTER : null;
    onlyWrites = kind != null && random.nextBoolean();
    callsUntil = kind == null ? 0 : random.nextInt(onlyWrites ? WRITES_OF_A_ROUND : CALLS_OF_A_ROUND);
  }

  /** Nothing goes wrong until the next {@link #prepare}. */
  void rest() {
    kind = null;
  }

  /** Returns a connector whose calls can go wrong. */
  ChannelConnector around(ChannelConnector inner) {
    return new Fragile(inner);
  }

  private <T> T call(boolean write, Supplier<T> call) {
    Kind now = kind;
    if (now == null || (onlyWrites && !write) || callsUntil-- > 0) {
      return call.get();
    }
    kind = null;
    struck++;
    if (now == Kind.CRASH_BEFORE) {
      throw new Crash();
    }
    if (now == Kind.UNAVAILABLE) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "simulated: the channel cannot be reached");
    }
    call.get();
    if (now == Kind.CRASH_AFTER) {
      throw new Crash();
    }
    throw new IllegalStateException("simulated: the connector broke after its call");
  }

  private final class Fragile implements ChannelConnector {
    private final ChannelConnector inner;

    Fragile(ChannelConnector inner) {
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
