package dev.onepool.testkit.contract;

import dev.onepool.ChannelFulfilment.Preview;
import dev.onepool.ChannelFulfilment.Shipment;
import dev.onepool.ChannelFulfilment.State;
import dev.onepool.ChannelFulfilment.Status;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.FulfilmentService;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with actions for orders, and with fulfilment. */
final class ActionMistakes {

  private static final AtomicLong FRESH = new AtomicLong();

  private ActionMistakes() {}

  static List<Mistake> all() {
    return List.of(
        silently("ship-declared", OrderAction.Ship.class),
        silently("cancel-declared", OrderAction.Cancel.class),
        silently("acknowledge-declared", OrderAction.Acknowledge.class),
        nothing("ship-declared", OrderAction.Ship.class, "ship-once", "action-refused", "action-unknown"),
        nothing("cancel-declared", OrderAction.Cancel.class),
        nothing("acknowledge-declared", OrderAction.Acknowledge.class),
        Mistake.in("ship-once", inside -> new Wrapped(inside) {
          @Override
          public PublishResult act(OrderAction action, Instant deadline) {
            return action instanceof OrderAction.Ship ship ? super.act(new OrderAction.Ship(ship.order(),
                "fresh-" + FRESH.incrementAndGet(), ship.units(), ship.carrier(), ship.trackingNumber()), deadline)
                : super.act(action, deadline);
          }
        }),
        acted("action-unknown", result -> result instanceof PublishResult.Unknown
            ? new PublishResult.Rejected(FailureKind.UNAVAILABLE, "no answer") : result),
        acted("action-refused", result -> result instanceof PublishResult.Rejected
            ? new PublishResult.Applied(null) : result),
        Mistake.in("fulfilment-declared", inside -> new Wrapped(inside) {
          @Override
          public FulfilmentService fulfilment() {
            return new FullFulfilment((FullConnector) full);
          }
        }),
        fulfilling("fulfilment-once", full -> new Service(full) {
          @Override
          public PublishResult create(Shipment shipment, Instant deadline) {
            return super.create(new Shipment(shipment.id() + "-" + FRESH.incrementAndGet(), shipment.placedAt(),
                shipment.units(), shipment.address()), deadline);
          }
        }),
        fulfilling("fulfilment-unknown", full -> new Service(full) {
          @Override
          public Status status(String id, Instant deadline) {
            return new Status(State.RECEIVED, Map.of(), Map.of());
          }
        }),
        fulfilling("fulfilment-preview", full -> new Service(full) {
          @Override
          public Preview preview(Shipment shipment, Instant deadline) {
            super.create(shipment, deadline);
            return super.preview(shipment, deadline);
          }
        }));
  }

  /** Does an action that it does not declare. */
  private static Mistake silently(String rule, Class<? extends OrderAction> type) {
    Capabilities.Builder card = FullConnector.declared().restoresOnCancel().notifies();
    Stream.<Class<? extends OrderAction>>of(OrderAction.Ship.class, OrderAction.Cancel.class, OrderAction.Acknowledge.class)
        .filter(other -> other != type).forEach(card::does);
    return Mistake.in(rule, inside -> WriteMistakes.declaring(inside, card));
  }

  /** Declares an action, says that it was done, and does nothing. */
  private static Mistake nothing(String rule, Class<? extends OrderAction> type, String... others) {
    return Mistake.in(rule, inside -> new Wrapped(inside) {
      @Override
      public PublishResult act(OrderAction action, Instant deadline) {
        return type.isInstance(action) ? new PublishResult.Applied(null) : super.act(action, deadline);
      }
    }, others);
  }

  private static Mistake acted(String rule, Function<PublishResult, PublishResult> change) {
    return Mistake.in(rule, inside -> new Wrapped(inside) {
      @Override
      public PublishResult act(OrderAction action, Instant deadline) {
        return change.apply(super.act(action, deadline));
      }
    });
  }

  private static Mistake fulfilling(String rule, Function<FulfilmentService, FulfilmentService> service) {
    return Mistake.in(rule, inside -> new Wrapped(inside) {
      private final FulfilmentService made = service.apply(Objects.requireNonNull(full.fulfilment()));

      @Override
      public FulfilmentService fulfilment() {
        return made;
      }
    });
  }

  /** The full connector's service behind a wall. */
  private abstract static class Service implements FulfilmentService {
    private final FulfilmentService full;

    Service(FulfilmentService full) {
      this.full = full;
    }

    @Override
    public Preview preview(Shipment shipment, Instant deadline) {
      return full.preview(shipment, deadline);
    }

    @Override
    public PublishResult create(Shipment shipment, Instant deadline) {
      return full.create(shipment, deadline);
    }

    @Override
    public PublishResult cancel(String id, Instant deadline) {
      return full.cancel(id, deadline);
    }

    @Override
    public @Nullable Status status(String id, Instant deadline) {
      return full.status(id, deadline);
    }
  }
}
