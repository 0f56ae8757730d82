package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PushSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Notifications, and queues of them. */
public abstract class NotificationsContract extends ConnectorContract {

  /** For the author's test class. */
  protected NotificationsContract() {}

  @Rule(id = "notifications-declared",
      says = "Genuine notifications are understood if, and only if, it is declared; else all are forged.")
  void notificationsDeclared() {
    if (bench.card().notifies()) {
      bench.need(bench.has(Feature.NOTIFICATIONS), "the remote side makes none by itself");
      assertThat(told(bench.remote.notification(placed()))).isInstanceOf(NotificationResult.Changed.class);
    } else {
      Notification any = bench.has(Feature.NOTIFICATIONS) ? bench.remote.notification(placed()) : invented();
      assertThat(told(any)).as("said of a notification, and none is declared").isInstanceOf(NotificationResult.Forged.class);
    }
  }

  @Rule(id = "notification-names-order",
      says = "A genuine notification names its order, or asks for the orders to be polled.")
  void notificationNamesOrder() {
    needNotifications();
    OrderId order = placed();
    assertThat(told(bench.remote.notification(order))).isInstanceOfSatisfying(NotificationResult.Changed.class,
        changed -> assertThat(changed.pollOrders() || changed.orders().contains(order)
            || changed.snapshots().stream().anyMatch(snapshot -> snapshot.order().equals(order))).as("names " + order).isTrue());
  }

  @Rule(id = "unsigned-forged", says = "A notification without signature is forged.")
  void unsignedForged() {
    assertForged(Forgery.UNSIGNED);
  }

  @Rule(id = "wrong-signature-forged", says = "A notification signed with another secret is forged.")
  void wrongSignatureForged() {
    assertForged(Forgery.WRONG_SIGNATURE);
  }

  @Rule(id = "altered-forged", says = "A notification whose body was changed is forged.")
  void alteredForged() {
    assertForged(Forgery.ALTERED);
  }

  @Rule(id = "foreign-forged", says = "A notification for another account is forged.")
  void foreignForged() {
    assertForged(Forgery.ANOTHER_ACCOUNT);
  }

  @Rule(id = "old-forged", says = "A notification that is older than its channel allows is forged.")
  void oldForged() {
    assertForged(Forgery.TOO_OLD);
  }

  private void assertForged(Forgery how) {
    needNotifications();
    Notification forged = bench.remote.forged(placed(), how);
    bench.need(forged != null, "notifications cannot be " + how);
    assertThat(told(Objects.requireNonNull(forged))).as("said of one that is " + how)
        .isInstanceOf(NotificationResult.Forged.class);
  }

  @Rule(id = "unreadable-told", says = "A genuine notification that cannot be read is told as that, and not thrown.")
  void unreadableTold() {
    needNotifications();
    Notification unreadable = bench.remote.unreadable();
    bench.need(unreadable != null, "no genuine notification is unreadable");
    assertThat(told(Objects.requireNonNull(unreadable))).isInstanceOf(NotificationResult.Unreadable.class);
  }

  @Rule(id = "replay-known",
      says = "A notification that comes again has the same name and says the same; another has another name.")
  void replayKnown() {
    needNotifications();
    Notification notification = bench.remote.notification(placed());
    NotificationResult first = told(notification);
    assertThat(told(notification)).as("the second time").isEqualTo(first);
    String name = ((NotificationResult.Changed) first).id();
    bench.need(name != null, "the channel's notifications have no names");
    bench.tick();
    NotificationResult other = told(bench.remote.notification(placed()));
    assertThat(((NotificationResult.Changed) other).id()).as("another's name").isNotNull().isNotEqualTo(name);
  }

  @Rule(id = "reordered-versions",
      says = "Notifications that overtake each other are told apart by version: the older one stays the older.")
  void reorderedVersions() {
    needNotifications();
    OrderId order = placed();
    Notification early = bench.remote.notification(order);
    bench.tick();
    bench.remote.ship(order, 0, 3);
    Notification late = bench.remote.notification(order);
    bench.tick();
    List<OrderSnapshot> newer = snapshots(late);
    List<OrderSnapshot> older = snapshots(early);
    bench.need(!newer.isEmpty() && !older.isEmpty(), "notifications hold no orders");
    assertThat(Feed.older(older.get(0), newer.get(0))).as("%s is older than %s", older, newer).isTrue();
  }

  private List<OrderSnapshot> snapshots(Notification notification) {
    return ((NotificationResult.Changed) told(notification)).snapshots();
  }

  @Rule(id = "notification-agrees", says = "An order in a notification is told as the pages tell it.")
  void notificationAgrees() {
    needNotifications();
    OrderId order = placed();
    bench.remote.ship(order, 0, 3);
    List<OrderSnapshot> noted = snapshots(bench.remote.notification(order));
    bench.need(!noted.isEmpty() && noted.get(0).complete(), "notifications hold no whole orders");
    assertThat(noted.get(0).lines()).containsExactlyInAnyOrderElementsOf(bench.feed().order(order).lines());
  }

  @Rule(id = "notification-silent",
      says = "Saying what a notification means makes no call, but one for the key of a signature that was not met before.")
  void notificationSilent() {
    Notification any = bench.has(Feature.NOTIFICATIONS) ? bench.remote.notification(placed()) : invented();
    bench.connector();
    if (bench.has(Feature.SIGNING_KEYS)) {
      told(any);
    }
    long before = bench.remote.calls();
    told(any);
    assertThat(bench.remote.calls()).as("calls").isEqualTo(before);
  }

  @Rule(id = "partial-marked", says = "An order that is told in part is not said to be complete.")
  void partialMarked() {
    needNotifications();
    bench.need(Feature.PARTIAL_NOTIFICATIONS);
    ListingId one = bench.list("ONE", 9);
    ListingId two = bench.list("TWO", 9);
    OrderId order = bench.remote.place(new Sale(one, 1), new Sale(two, 1));
    assertThat(snapshots(bench.remote.partial(order, 1))).as("what the notification of one line of two holds")
        .noneMatch(OrderSnapshot::complete);
  }

  @Rule(id = "queue-declared",
      says = "Where the channel has no queue there is no source, and where there is one, it is the same on every call.")
  void queueDeclared() {
    PushSource source = bench.connector().pushSource();
    if (!bench.has(Feature.QUEUE)) {
      assertThat(source).as("source").isNull();
    }
    assertThat(bench.connector().pushSource()).as("source, asked again").isSameAs(source);
  }

  @Rule(id = "queue-until-confirmed",
      says = "A message of the queue comes again until it is confirmed, and not after; confirming twice does nothing.")
  void queueUntilConfirmed() {
    PushSource source = source();
    OrderId order = placed();
    bench.remote.push(order);
    List<PushSource.Message> first = source.receive(10, Duration.ofSeconds(1));
    assertThat(first).as("messages received").hasSize(1);
    assertThat(told(first.get(0).notification())).isInstanceOf(NotificationResult.Changed.class);
    bench.remote.redeliver();
    List<PushSource.Message> again = source.receive(10, Duration.ofSeconds(1));
    assertThat(again).as("messages received again, unconfirmed").hasSize(1);
    source.confirm(again);
    source.confirm(again);
    assertThat(bench.remote.queued()).as("messages in the queue after confirming").isZero();
  }

  @Rule(id = "queue-bounded", says = "The queue gives at most as many messages as asked for, and none is lost by it.")
  void queueBounded() {
    PushSource source = source();
    for (int i = 0; i < 3; i++) {
      bench.remote.push(placed());
    }
    assertThat(source.receive(2, Duration.ofSeconds(1))).as("messages, 2 asked for").hasSizeBetween(1, 2);
    assertThat(bench.remote.queued()).as("messages in the queue").isEqualTo(3);
  }

  @Rule(id = "queue-closes-twice", says = "Closing the queue twice does nothing.")
  void queueClosesTwice() {
    PushSource source = source();
    source.close();
    assertThatCode(source::close).doesNotThrowAnyException();
  }

  private PushSource source() {
    bench.need(Feature.QUEUE);
    PushSource source = bench.connector().pushSource();
    bench.need(source != null, "the connector reads no queue");
    return Objects.requireNonNull(source);
  }

  @Rule(id = "subscriptions-kept",
      says = "Subscriptions that got lost are made again, and said; then there is nothing to say.")
  void subscriptionsKept() {
    if (!bench.has(Feature.SUBSCRIPTIONS)) {
      assertThat(bench.connector().maintain()).as("said to be put right, where nothing can be missing").isEmpty();
      return;
    }
    bench.connector().maintain();
    assertThat(bench.connector().maintain()).as("said when nothing is missing").isEmpty();
    bench.remote.dropSubscriptions();
    assertThat(bench.connector().maintain()).as("said when subscriptions got lost").isNotEmpty();
    assertThat(bench.connector().maintain()).as("said when they are there again").isEmpty();
  }

  private void needNotifications() {
    bench.need(bench.card().notifies() && bench.has(Feature.NOTIFICATIONS), "no notifications are declared");
  }

  private OrderId placed() {
    ListingId listing = bench.list("SKU-" + bench.clock.instant().getEpochSecond(), 9);
    OrderId order = bench.remote.place(new Sale(listing, 3));
    bench.tick();
    return order;
  }

  private NotificationResult told(Notification notification) {
    NotificationResult result = bench.connector().notification(notification);
    assertThat(result).as("what a notification means").isNotNull();
    return result;
  }

  private Notification invented() {
    byte[] body = "{\"order\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    return new Notification(Map.of("content-type", List.of("application/json")), body, bench.clock.instant());
  }
}
