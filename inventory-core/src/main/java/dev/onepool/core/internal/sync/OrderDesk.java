package dev.onepool.core.internal.sync;

import dev.onepool.ActionResult;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells channels about their orders. Nothing is recorded: what the channel makes of it comes back with the order's next state,
 * so that nothing counts twice.
 */
final class OrderDesk {

  private static final Logger log = LoggerFactory.getLogger(OrderDesk.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Supplier<Instant> now;

  OrderDesk(Supplier<Instant> now) {
    this.now = now;
  }

  ActionResult act(ChannelRuntime runtime, OrderAction action) {
    return call(runtime, deadline -> runtime.capabilities().does(action.getClass())
        ? runtime.connector().act(action, deadline)
        : new PublishResult.Rejected(FailureKind.UNSUPPORTED, "the connector of " + runtime.channel()
            + " cannot do this for orders; do it on the channel's own pages"));
  }

  /** Makes a call of which nobody can say whether it had its effect, where it fails. */
  ActionResult call(ChannelRuntime runtime, Function<Instant, PublishResult> call) {
    try {
      return result(call.apply(deadline()));
    } catch (ConnectorException e) {
      Instant until = e.until();
      log.debug("channel {} could not be told", runtime.channel(), e);
      return until != null ? new ActionResult.Later(until) : new ActionResult.Unknown(String.valueOf(e.getMessage()));
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      log.warn("the connector of channel {} broke on an action", runtime.channel(), e);
      return new ActionResult.Unknown("the connector of " + runtime.channel() + " broke: " + e.getClass().getSimpleName());
    }
  }

  Instant deadline() {
    return now.get().plus(PATIENCE);
  }

  private static ActionResult result(PublishResult result) {
    if (result instanceof PublishResult.Applied) {
      return new ActionResult.Done();
    } else if (result instanceof PublishResult.Accepted) {
      return new ActionResult.Accepted();
    } else if (result instanceof PublishResult.Rejected rejected) {
      return new ActionResult.Refused(rejected.message());
    } else if (result instanceof PublishResult.Throttled throttled) {
      return new ActionResult.Later(throttled.until());
    }
    return new ActionResult.Unknown(result instanceof PublishResult.Unknown unknown ? unknown.message() : "no usable answer");
  }
}
