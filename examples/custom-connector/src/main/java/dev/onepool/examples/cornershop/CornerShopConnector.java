package dev.onepool.examples.cornershop;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speaks with a corner shop's web service: one listing a call, and orders as a feed of changes. */
final class CornerShopConnector implements ChannelConnector {

  /** What the shop's answers look like; times are milliseconds since 1970. An answer that lacks something is malformed. */
  record Stock(List<Row> listings, @Nullable String next) {}

  record Row(String id, String code, long units, long at) {}

  record Orders(List<Order> orders, String next, boolean more, long at) {}

  record Order(String id, long placed, long updated, List<Line> lines) {}

  record Line(String id, String listing, long ordered, long cancelled, long shipped) {}

  private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES).build();

  private final ConnectorContext context;
  private volatile boolean closed;

  CornerShopConnector(ConnectorContext context) {
    this.context = context;
  }

  @Override
  public Capabilities capabilities() {
    requireOpen(1);
    return Capabilities.builder().visibilityDelay(Duration.ZERO).maxWriteDelay(Duration.ZERO)
        .proof(Capabilities.Proof.RECEIPT).build();
  }

  @Override
  public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    requireOpen(batch.size());
    return batch.stream().map(write -> publish(write, deadline)).toList();
  }

  private PublishResult publish(QuantityWrite write, Instant deadline) {
    try {
      call("PUT", "/stock?id=" + encoded(write.listing().value()) + "&units=" + write.quantity(), Row.class, deadline);
      return new PublishResult.Applied(null);
    } catch (ConnectorException e) {
      Instant until = e.until() == null ? context.clock().instant() : e.until();
      return switch (e.kind()) {
        case THROTTLED -> new PublishResult.Throttled(until);
        case UNAUTHORIZED, UNKNOWN_LISTING -> new PublishResult.Rejected(e.kind(), String.valueOf(e.getMessage()));
        case UNAVAILABLE, MALFORMED, INVALID, STALE, UNSUPPORTED -> new PublishResult.Unknown(String.valueOf(e.getMessage()));
      };
    }
  }

  @Override
  public List<ShownQuantity> shown(List<ListingId> listings) {
    requireOpen(listings.size());
    return listings.stream().flatMap(listing -> read("/stock?id=" + encoded(listing.value()), Stock.class).listings().stream())
        .map(row -> new ShownQuantity(ListingId.of(row.id()), row.units(), Instant.ofEpochMilli(row.at()))).toList();
  }

  @Override
  public ListingPage listings(@Nullable String cursor) {
    Stock page = read("/stock?after=" + encoded(cursor), Stock.class);
    return new ListingPage(page.listings().stream()
        .map(row -> new ListingPage.ChannelListing(ListingId.of(row.id()), row.code())).toList(), page.next());
  }

  @Override
  public OrderPage orders(@Nullable String cursor) {
    Orders page = read("/orders?after=" + encoded(cursor), Orders.class);
    return new OrderPage(page.orders().stream().map(CornerShopConnector::snapshot).toList(), page.next(), page.more(),
        page.more() ? Instant.EPOCH : Instant.ofEpochMilli(page.at()));
  }

  private static OrderSnapshot snapshot(Order order) {
    return new OrderSnapshot(OrderId.of(order.id()), Instant.ofEpochMilli(order.updated()), 0,
        Instant.ofEpochMilli(order.placed()), true, order.lines().stream().map(line -> new OrderSnapshot.Line(
            LineId.of(line.id()), ListingId.of(line.listing()), line.ordered(), line.cancelled(), line.shipped(), 0, 0, true)).toList());
  }

  private <T> T read(String path, Class<T> answer) {
    return call("GET", path, answer, context.clock().instant().plusSeconds(20));
  }

  private <T> T call(String method, String path, Class<T> type, Instant deadline) {
    requireOpen(1);
    HttpCall call = HttpCall.of(method, URI.create(context.settings().text("url") + path))
        .with("Authorization", "Bearer " + context.settings().text("api-key"));
    if (!(context.transport().send(call, deadline) instanceof HttpOutcome.Answer answer)) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "the shop did not answer " + call);
    }
    return switch (answer.status()) {
      case 200 -> parsed(answer, type);
      case 401 -> throw new ConnectorException(FailureKind.UNAUTHORIZED, "the shop refuses the api-key; set a valid one");
      case 404 -> throw new ConnectorException(FailureKind.UNKNOWN_LISTING, "the shop does not know it: " + call);
      case 429 -> throw ConnectorException.throttled(Instant.parse(String.valueOf(answer.header("not-before"))));
      default -> throw new ConnectorException(FailureKind.UNAVAILABLE, "status " + answer.status() + " for " + call);
    };
  }

  private static <T> T parsed(HttpOutcome.Answer answer, Class<T> type) {
    try {
      return JSON.readValue(answer.body(), type);
    } catch (IOException e) {
      throw new ConnectorException(FailureKind.MALFORMED, "the shop's answer cannot be read as " + type.getSimpleName());
    }
  }

  private static String encoded(@Nullable String text) {
    return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
  }

  private void requireOpen(int items) {
    if (closed) {
      throw new IllegalStateException("the connector was closed");
    }
    if (items > 1) {
      throw new IllegalArgumentException("the shop takes one listing a call, got " + items);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
