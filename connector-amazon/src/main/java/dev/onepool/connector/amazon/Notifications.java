package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.connector.amazon.SpApi.Operation;
import dev.onepool.connector.amazon.SpApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.NotificationResult.Changed;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PushSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Says what a notification means, and looks after the subscription to changes of orders, which Amazon drops when its destination
 * fails for long. Notifications carry no signature: that Amazon sent one is known from the queue, into which nobody else may put
 * anything, and from the ids of the seller, the application and the subscription.
 *
 * <p>The case of the keys differs from type to type, so keys are compared without it.
 */
final class Notifications {

  private static final String SUBSCRIPTION = "/notifications/v1/subscriptions/ORDER_CHANGE";
  private static final Set<String> NEW = Set.of("Pending", "Unshipped", "PendingAvailability");
  private static final String SHIPPED = "Shipped";

  private final SpApi api;
  private final AmazonSettings settings;
  private final Quantities quantities;

  Notifications(SpApi api, AmazonSettings settings, Quantities quantities) {
    this.api = api;
    this.settings = settings;
    this.quantities = quantities;
  }

  NotificationResult read(Notification notification) {
    if (settings.applicationId.isEmpty()) {
      return new NotificationResult.Forged("no application id is set, by which notifications could be told apart");
    }
    JsonNode body = SpApi.parsed(notification.body());
    if (body == null || !body.isObject()) {
      return new NotificationResult.Forged("it is no JSON object, so it cannot be told who sent it");
    }
    JsonNode metadata = at(body, "NotificationMetadata");
    String subscription = at(metadata, "SubscriptionId").asText("");
    String type = at(body, "NotificationType").asText("");
    JsonNode payload = payload(body, type);
    if (!same(settings.applicationId, at(metadata, "ApplicationId").asText(""))) {
      return new NotificationResult.Forged("it is for another application");
    }
    if (!settings.subscriptionIds.isEmpty() && settings.subscriptionIds.stream().noneMatch(id -> same(id, subscription))) {
      return new NotificationResult.Forged("it is for another subscription");
    }
    String seller = at(payload, "SellerId").asText("");
    if (!same(settings.seller, seller)) {
      return new NotificationResult.Forged("it is for another seller, or names none");
    }
    return understood(type, at(metadata, "NotificationId").asText(""), payload);
  }

  private NotificationResult understood(String type, String id, JsonNode payload) {
    try {
      return switch (type) {
        case "ORDER_CHANGE" -> order(id, payload);
        case "LISTINGS_ITEM_MFN_QUANTITY_CHANGE" -> listing(id, payload);
        case "FBA_INVENTORY_AVAILABILITY_CHANGES" -> changed(id, Set.of(Listings.held(required(payload, "SKU"))));
        case "FEED_PROCESSING_FINISHED" -> changed(id, quantities.listingsOf(required(payload, "FeedId")));
        case "FULFILLMENT_ORDER_STATUS" -> new NotificationResult.Ignored("shipment "
            + required(payload, "SellerFulfillmentOrderId") + " has changed; ask the fulfilment service for its status");
        default -> new NotificationResult.Ignored("notifications of type " + SpApi.clipped(type) + " are not needed");
      };
    } catch (IllegalArgumentException | ConnectorException broken) {
      return new NotificationResult.Unreadable(type + " cannot be read: " + broken.getMessage());
    }
  }

  /** A new order is told at once, what became of another is read, and what was shipped can wait for the pages. */
  private static NotificationResult order(String id, JsonNode payload) {
    OrderId order = OrderId.of(required(payload, "AmazonOrderId"));
    JsonNode summary = at(payload, "Summary");
    if (at(summary, "FulfillmentType").asText().equals("AFN")) {
      return new NotificationResult.Ignored("order " + order + " is shipped by Amazon");
    }
    String name = id.isEmpty() ? null : id;
    String status = required(summary, "OrderStatus");
    if (status.equals(SHIPPED)) {
      return new Changed(name, List.of(), Set.of(), Set.of(), true);
    }
    OrderSnapshot snapshot = NEW.contains(status) ? Orders.change(payload) : null;
    return snapshot != null
        ? new Changed(name, List.of(snapshot), Set.of(), Set.of(), false)
        : new Changed(name, List.of(), Set.of(order), Set.of(), false);
  }

  private static NotificationResult listing(String id, JsonNode payload) {
    return required(payload, "FulfillmentChannelCode").equals(Listings.DEFAULT)
        ? changed(id, Set.of(Listings.own(required(payload, "Sku"))))
        : new NotificationResult.Ignored("an offer that the seller does not ship has changed");
  }

  private static NotificationResult changed(String id, Set<ListingId> listings) {
    return new Changed(id.isEmpty() ? null : id, List.of(), Set.of(), listings, false);
  }

  /** The payload, or what it wraps: {@code payload.feedProcessingFinishedNotification}, {@code Payload.OrderChangeNotification}. */
  private static JsonNode payload(JsonNode body, String type) {
    JsonNode payload = at(body, "Payload");
    JsonNode inner = at(payload, type.replace("_", "") + "Notification");
    return inner.isObject() ? inner : payload;
  }

  private static String required(JsonNode node, String name) {
    String text = at(node, name).asText("");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return text;
  }

  private static JsonNode at(JsonNode node, String name) {
    TreeMap<String, JsonNode> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    JsonNode value = fields.get(name);
    return value == null ? MissingNode.getInstance() : value;
  }

  private static boolean same(String expected, String found) {
    return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
  }

  List<String> maintain() {
    if (settings.destinationId.isEmpty()) {
      return List.of();
    }
    Reply found = api.get(Operation.GET_SUBSCRIPTION, SUBSCRIPTION + "?payloadVersion=1.0");
    if (found.status() != 404) {
      found.orThrow();
      return List.of();
    }
    ObjectNode body = SpApi.JSON.createObjectNode()
        .put("payloadVersion", "1.0").put("destinationId", settings.destinationId);
    Reply made = api.send(Operation.CREATE_SUBSCRIPTION, SUBSCRIPTION, body, api.patience());
    // 409: somebody else was faster.
    if (made.status() != 409) {
      made.orThrow();
    }
    return List.of("ORDER_CHANGE was not subscribed to any more; it is again, to destination " + settings.destinationId);
  }

  /**
   * The SQS queue that Amazon puts notifications into. The only class that touches the AWS SDK, which an application adds if it
   * has such a queue. Credentials are the SDK's own business; a queue on this machine, for tests, needs none.
   */
  static final class SqsSource implements PushSource {

    /** What SQS gives, and confirms, at once. */
    private static final int MOST_MESSAGES = 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final URI queue;
    private final Clock clock;
    private @Nullable SqsClient client;
    private boolean closed;

    SqsSource(URI queue, Clock clock) {
      this.queue = queue;
      this.clock = clock;
    }

    @Override
    public List<Message> receive(int max, Duration wait) {
      if (max < 1) {
        throw new IllegalArgumentException("messages to receive must be 1 or more, were " + max);
      }
      Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
      try {
        return client().receiveMessage(request -> request.queueUrl(queue.toString())
                .maxNumberOfMessages(Math.min(MOST_MESSAGES, max)).waitTimeSeconds((int) bounded.toSeconds()))
            .messages().stream()
            .map(message -> new Message(message.receiptHandle(), new Notification(
                Map.of(), message.body().getBytes(StandardCharsets.UTF_8), clock.instant())))
            .toList();
      } catch (SdkException failed) {
        throw failure("read", failed);
      }
    }

    @Override
    public void confirm(List<Message> messages) {
      try {
        for (int from = 0; from < messages.size(); from += MOST_MESSAGES) {
          List<Message> some = messages.subList(from, Math.min(messages.size(), from + MOST_MESSAGES));
          client().deleteMessageBatch(request -> request.queueUrl(queue.toString())
              .entries(IntStream.range(0, some.size())
                  .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                      .id(Integer.toString(i)).receiptHandle(some.get(i).receipt()).build())
                  .toList()));
        }
      } catch (SdkException failed) {
        throw failure("confirm", failed);
      }
    }

    /** The SDK's words may quote a request, so only their kind is told. */
    private static ConnectorException failure(String what, SdkException failed) {
      boolean denied = failed instanceof SqsException answered && (answered.statusCode() == 401 || answered.statusCode() == 403);
      return new ConnectorException(denied ? FailureKind.UNAUTHORIZED : FailureKind.UNAVAILABLE,
          "the queue of notifications cannot be used to " + what + " messages (" + failed.getClass().getSimpleName() + ")"
              + (denied ? ": check the AWS credentials and their right to receive and delete" : ""));
    }

    private synchronized SqsClient client() {
      if (closed) {
        throw new IllegalStateException("the queue of notifications is closed");
      }
      if (client == null) {
        client = open();
      }
      return client;
    }

    /** The SDK would try again by itself; here the engine does. */
    private SqsClient open() {
      SqsClientBuilder builder = SqsClient.builder()
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .overrideConfiguration(override -> override.retryStrategy(strategy -> strategy.maxAttempts(1)));
      String host = queue.getHost();
      if (host.startsWith("sqs.")) {
        return builder.region(Region.of(host.split("\\.")[1])).build();
      }
      return builder.region(Region.US_EAST_1).endpointOverride(URI.create(queue.getScheme() + "://" + queue.getAuthority()))
          .credentialsProvider(AnonymousCredentialsProvider.create()).build();
    }

    @Override
    public synchronized void close() {
      closed = true;
      if (client != null) {
        client.close();
      }
    }

    @Override
    public String toString() {
      return "SqsSource[" + queue.getHost() + "]";
    }
  }
}
