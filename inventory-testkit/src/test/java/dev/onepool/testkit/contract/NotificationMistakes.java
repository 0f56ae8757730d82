package dev.onepool.testkit.contract;

import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PushSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be wrong with notifications. */
final class NotificationMistakes {

  private NotificationMistakes() {}

  static List<Mistake> all() {
    return List.of(
        Mistake.in("notifications-declared", inside -> WriteMistakes.declaring(inside, FullConnector.declared()
            .restoresOnCancel().does(OrderAction.Ship.class)
            .does(OrderAction.Cancel.class).does(OrderAction.Acknowledge.class))),
        changed("notification-names-order", (wall, changed) ->
            new NotificationResult.Changed(changed.id(), List.of(), Set.of(), Set.of(), false)),
        believing("unsigned-forged", (wall, body) -> null, Forgery.UNSIGNED),
        believing("wrong-signature-forged", (wall, body) -> FullMarket.sign(body, "another key"), Forgery.WRONG_SIGNATURE),
        believing("altered-forged", (wall, body) -> "an old signature", Forgery.ALTERED),
        believing("foreign-forged", (wall, body) -> FullMarket.sign(body, FullMarket.KEY), Forgery.ANOTHER_ACCOUNT),
        believing("old-forged", (wall, body) -> FullMarket.sign(body, FullMarket.KEY), Forgery.TOO_OLD),
        noted("unreadable-told", (wall, notification) -> {
          NotificationResult result = wall.full.notification(notification);
          if (result instanceof NotificationResult.Unreadable unreadable) {
            throw new IllegalArgumentException(unreadable.why());
          }
          return result;
        }),
        changed("replay-known", (wall, changed) -> new NotificationResult.Changed(
            UUID.randomUUID().toString(), changed.snapshots(), changed.orders(), Set.of(), false)),
        snapshot("reordered-versions", (wall, order) -> new OrderSnapshot(
            order.order(), wall.now(), 0, order.placedAt(), order.complete(), order.lines())),
        snapshot("notification-agrees", (wall, order) -> ReadingMistakes.with(order, List.of())),
        noted("notification-silent", (wall, notification) -> {
          FullMarket.knockOnAll();
          return wall.full.notification(notification);
        }),
        snapshot("partial-marked", (wall, order) -> new OrderSnapshot(
            order.order(), order.updatedAt(), 0, order.placedAt(), true, order.lines())),
        Mistake.in("queue-declared", inside -> new Wrapped(inside) {
          @Override
          public PushSource pushSource() {
            return new Queue(this) {};
          }
        }),
        queue("queue-until-confirmed", wall -> new Queue(wall) {
          @Override
          public void confirm(List<Message> messages) {}
        }),
        queue("queue-bounded", wall -> new Queue(wall) {
          @Override
          public List<Message> receive(int max, Duration wait) {
            return super.receive(max + 10, wait);
          }
        }),
        queue("queue-closes-twice", wall -> new Queue(wall) {
          private boolean closed;

          @Override
          public void close() {
            if (closed) {
              throw new IllegalStateException("closed twice");
            }
            closed = true;
          }
        }),
        Mistake.in("subscriptions-kept", inside -> new Wrapped(inside) {
          @Override
          public List<String> maintain() {
            super.maintain();
            return List.of("All was made anew.");
          }
        }));
  }

  private static Mistake noted(
      String rule, BiFunction<Wrapped, Notification, NotificationResult> noted, String... others) {
    return Mistake.in(rule, inside -> new Wrapped(inside) {
      @Override
      public NotificationResult notification(Notification notification) {
        return noted.apply(this, notification);
      }
    }, others);
  }

  private static Mistake changed(
      String rule, BiFunction<Wrapped, NotificationResult.Changed, NotificationResult> change, String... others) {
    return noted(rule, (wall, notification) -> {
      NotificationResult result = wall.full.notification(notification);
      return result instanceof NotificationResult.Changed changed ? change.apply(wall, changed) : result;
    }, others);
  }

  private static Mistake snapshot(String rule, BiFunction<Wrapped, OrderSnapshot, OrderSnapshot> change) {
    return changed(rule, (wall, changed) -> new NotificationResult.Changed(changed.id(),
        changed.snapshots().stream().map(order -> change.apply(wall, order)).toList(), changed.orders(), Set.of(), false));
  }

  /** Believes one kind of forgery: what is refused and bears this signature is signed properly and told. */
  private static Mistake believing(
      String rule, BiFunction<Wrapped, byte[], @Nullable String> bears, Forgery how) {
    return noted(rule, (wall, notification) -> {
      NotificationResult result = wall.full.notification(notification);
      String signature = notification.header("x-signature");
      String believed = bears.apply(wall, notification.body());
      boolean other = signature != null && !signature.equals(FullMarket.sign(notification.body(), "another key"))
          && !signature.equals(FullMarket.sign(notification.body(), FullMarket.KEY));
      boolean believes = how == Forgery.ALTERED ? other : Objects.equals(signature, believed);
      if (!(result instanceof NotificationResult.Forged) || !believes) {
        return result;
      }
      String account = new String(notification.body(), StandardCharsets.UTF_8).split(";")[1];
      boolean foreign = !account.equals(FullMarket.ACCOUNT);
      if (foreign != (how == Forgery.ANOTHER_ACCOUNT)) {
        return result;
      }
      byte[] body = new String(notification.body(), StandardCharsets.UTF_8)
          .replace(account, FullMarket.ACCOUNT).getBytes(StandardCharsets.UTF_8);
      return wall.full.notification(new Notification(
          Map.of("x-signature", List.of(FullMarket.sign(body, FullMarket.KEY))), body,
          how == Forgery.TOO_OLD ? notification.receivedAt().minus(Duration.ofDays(2)) : notification.receivedAt()));
    });
  }

  private static Mistake queue(String rule, Function<Wrapped, PushSource> queue) {
    return Mistake.in(rule, inside -> new Wrapped(inside) {
      private @Nullable PushSource source;

      @Override
      public PushSource pushSource() {
        PushSource made = source == null ? queue.apply(this) : source;
        source = made;
        return made;
      }
    });
  }

  /** The full connector's queue behind a wall. */
  private abstract static class Queue implements PushSource {
    private final PushSource full;

    Queue(Wrapped wall) {
      full = Objects.requireNonNull(wall.full.pushSource());
    }

    @Override
    public List<Message> receive(int max, Duration wait) {
      return full.receive(max, wait);
    }

    @Override
    public void confirm(List<Message> messages) {
      full.confirm(messages);
    }

    @Override
    public void close() {
      full.close();
    }
  }
}
