package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.LineId;
import dev.onepool.OrderId;
import dev.onepool.spi.AccessToken;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.FulfilmentService;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.PushSource;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.spi.StockPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connector that can do everything, and speaks with a {@link FullMarket}. */
final class FullConnector implements ChannelConnector {

  static final Duration DELAY = Duration.ofMinutes(10);
  static final int BATCH = 5;
  static final int BULK = 3;
  static final int READS = 4;

  private static final int PAGE = 3;

  private final ConnectorContext context;
  private final FullFulfilment fulfilment = new FullFulfilment(this);
  private final FullQueue queue = new FullQueue(this);
  private final Map<String, QuantityWrite> accepted = new ConcurrentHashMap<>();
  private final Set<String> done = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  FullConnector(ConnectorContext context) {
    this.context = context;
  }

  FullMarket market() {
    if (closed) {
      throw new IllegalStateException("the connector was closed");
    }
    return FullMarket.reach(context.settings().text("market"));
  }

  @Override
  public Capabilities capabilities() {
    market();
    return everything().build();
  }

  static Capabilities.Builder everything() {
    return declared().restoresOnCancel().notifies().does(OrderAction.Ship.class).does(OrderAction.Cancel.class)
        .does(OrderAction.Acknowledge.class);
  }

  /** What mistakes leave as it is; the rest they may leave out. */
  static Capabilities.Builder declared() {
    return Capabilities.builder().visibilityDelay(DELAY).maxWriteDelay(DELAY).proof(Capabilities.Proof.RECEIPT)
        .maxBatch(BATCH).bulkFrom(BULK, 2).maxReads(READS).clockSkew(Duration.ofSeconds(1)).comparesAndSets().idempotentWrites();
  }

  @Override
  public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    FullMarket market = market();
    requireSize(batch.size(), BATCH);
    if (new HashSet<>(batch.stream().map(QuantityWrite::listing).toList()).size() < batch.size()) {
      throw new IllegalArgumentException("a listing stands twice in the batch");
    }
    if (batch.isEmpty()) {
      return List.of();
    }
    if (!context.clock().instant().isBefore(deadline)) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "the deadline had passed before the call");
    }
    FullMarket.Reply<List<RemoteBooks.Written>> reply = call(Call.WRITE, deadline, () -> batch.stream()
        .map(write -> market.put(write.listing(), write.quantity(), write.expected(), write.attempt())).toList());
    List<PublishResult> results = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      List<RemoteBooks.Written> written = reply.value();
      results.add(written == null ? failed(reply) : result(written.get(i), batch.get(i)));
    }
    return results;
  }

  private PublishResult result(RemoteBooks.Written written, QuantityWrite write) {
    return switch (written) {
      case WRITTEN -> new PublishResult.Applied(context.clock().instant());
      case TAKEN -> {
        accepted.put(write.attempt(), write);
        yield new PublishResult.Accepted(write.attempt());
      }
      case UNKNOWN_LISTING -> new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING, "no such listing");
      case NOT_YOURS -> new PublishResult.Rejected(FailureKind.INVALID, "the channel holds this stock");
      case STALE -> new PublishResult.Rejected(FailureKind.STALE, "the listing shows something else");
    };
  }

  PublishResult failed(FullMarket.Reply<?> reply) {
    return switch (reply.status()) {
      case 401 -> new PublishResult.Rejected(FailureKind.UNAUTHORIZED, "the market does not accept the api key");
      case 429 -> new PublishResult.Throttled(Objects.requireNonNull(reply.until()));
      default -> new PublishResult.Unknown("no answer that can be read");
    };
  }

  @Override
  public List<PublishResult> poll(List<String> tokens) {
    FullMarket market = market();
    List<PublishResult> results = new ArrayList<>();
    for (String token : tokens) {
      QuantityWrite write = accepted.get(token);
      boolean applied = write != null && market.effects(write.listing()) > 0;
      results.add(applied ? new PublishResult.Applied(null) : new PublishResult.Accepted(token));
    }
    return results;
  }

  @Override
  public List<ShownQuantity> shown(List<ListingId> listings) {
    FullMarket market = market();
    requireSize(listings.size(), READS);
    return read(Call.READ, () -> listings.stream().map(market::get).filter(Objects::nonNull)
        .map(reading -> new ShownQuantity(reading.listing(), reading.units(), reading.asOf())).toList());
  }

  @Override
  public ListingPage listings(@Nullable String cursor) {
    FullMarket market = market();
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    List<RemoteBooks.Reading> all = read(Call.LISTINGS, market::everything);
    int to = Math.min(from + PAGE, all.size());
    List<ListingPage.ChannelListing> page = all.subList(from, to).stream()
        .map(row -> new ListingPage.ChannelListing(row.listing(), row.sellerCode(), row.heldByChannel())).toList();
    return new ListingPage(page, to < all.size() ? Integer.toString(to) : null);
  }

  @Override
  public OrderPage orders(@Nullable String cursor) {
    FullMarket market = market();
    String[] parts = cursor == null ? new String[] {Instant.EPOCH.toString(), ""} : cursor.split(";", -1);
    Instant from = Instant.parse(parts[0]);
    // A time and an order in the middle of a pass; a time alone begins a new one.
    List<BookedOrder> rest = read(Call.ORDERS, () -> market.since(from).stream()
        .filter(order -> order.updatedAt().isAfter(from) || order.order().value().compareTo(parts[1]) > 0).toList());
    boolean more = rest.size() > PAGE;
    List<BookedOrder> page = rest.stream().sorted(Comparator.comparing(BookedOrder::updatedAt)
        .thenComparing(BookedOrder::order)).limit(PAGE).toList();
    Instant now = context.clock().instant();
    String next = more
        ? page.get(PAGE - 1).updatedAt() + ";" + page.get(PAGE - 1).order() : now.minus(DELAY) + ";";
    List<OrderSnapshot> orders = new ArrayList<>();
    List<OrderPage.Unreadable> unreadable = new ArrayList<>();
    page.forEach(order -> tell(order, orders, unreadable));
    return new OrderPage(orders, next, more, more ? Instant.EPOCH : now, unreadable);
  }

  @Override
  public List<OrderSnapshot> ordersById(Set<OrderId> ids) {
    FullMarket market = market();
    List<BookedOrder> found = read(Call.ORDERS, () -> ids.stream().map(market::order).filter(Objects::nonNull).toList());
    List<OrderSnapshot> orders = new ArrayList<>();
    found.forEach(order -> tell(order, orders, new ArrayList<>()));
    return orders;
  }

  private static void tell(BookedOrder order, List<OrderSnapshot> orders, List<OrderPage.Unreadable> unreadable) {
    try {
      orders.add(snapshot(order));
    } catch (IllegalArgumentException contradiction) {
      Set<@Nullable ListingId> named = new HashSet<>(order.lines().stream().map(BookedOrder.Line::listing).toList());
      Set<ListingId> listings = named.contains(null) ? Set.of() : Set.copyOf(named);
      unreadable.add(new OrderPage.Unreadable(order.order(), listings, String.valueOf(contradiction.getMessage())));
    }
  }

  static OrderSnapshot snapshot(BookedOrder order) {
    List<OrderSnapshot.Line> lines = order.lines().stream().map(line -> new OrderSnapshot.Line(LineId.of(line.id()),
        line.listing() == null ? ListingId.of("unnamed-" + line.id()) : line.listing(), line.ordered(), line.cancelled(),
        line.shipped(), line.returned(), line.restocked(), line.kind() == Sale.Kind.SALE)).toList();
    return new OrderSnapshot(order.order(), order.updatedAt(), 0, order.placedAt(), true, lines);
  }

  @Override
  public List<ChannelLocation> locations() {
    return market().locations().stream().map(id -> new ChannelLocation(id, id, true, false)).toList();
  }

  @Override
  public StockPage stock(@Nullable String cursor) {
    return new StockPage(read(Call.OTHER, market()::everything).stream().filter(RemoteBooks.Reading::heldByChannel)
        .map(row -> new StockPage.HeldStock(row.listing(), row.sellerCode(), row.units(), 0, 0, 0, row.asOf()))
        .toList(), null);
  }

  @Override
  public NotificationResult notification(Notification notification) {
    return FullNotifications.read(notification, context.settings().text("api-key"));
  }

  @Override
  public PushSource pushSource() {
    return queue;
  }

  @Override
  public List<String> maintain() {
    return market().subscribe() ? List.of("The subscription to orders was missing and is there again.") : List.of();
  }

  @Override
  public PublishResult act(OrderAction action, Instant deadline) {
    FullMarket market = market();
    FullMarket.Reply<Boolean> reply = call(Call.ACTION, deadline, () -> done(action) || act(market, action));
    Boolean known = reply.value();
    if (known == null) {
      return failed(reply);
    }
    return known ? new PublishResult.Applied(null) : new PublishResult.Rejected(FailureKind.INVALID, "no such order");
  }

  private boolean done(OrderAction action) {
    return !done.add(action.order() + "/" + action.id());
  }

  private static boolean act(FullMarket market, OrderAction action) {
    if (action instanceof OrderAction.Ship ship) {
      return ship.units().entrySet().stream()
          .allMatch(line -> market.shipOut(ship.order(), line.getKey().value(), line.getValue()));
    }
    if (action instanceof OrderAction.Cancel cancel) {
      return cancel.units().entrySet().stream()
          .allMatch(line -> market.cancelOut(cancel.order(), line.getKey().value(), line.getValue()));
    }
    return market.acknowledge(action.order());
  }

  @Override
  public FulfilmentService fulfilment() {
    return fulfilment;
  }

  <T> T read(Call kind, Supplier<T> effect) {
    FullMarket.Reply<T> reply = call(kind, context.clock().instant().plus(context.settings().duration("timeout")), effect);
    T value = reply.value();
    if (value != null) {
      return value;
    }
    throw switch (reply.status()) {
      case 200 -> new ConnectorException(FailureKind.MALFORMED, "the market's answer cannot be read");
      case 401 -> new ConnectorException(FailureKind.UNAUTHORIZED, "the market does not accept the api key; check it");
      case 429 -> ConnectorException.throttled(Objects.requireNonNull(reply.until()));
      default -> new ConnectorException(FailureKind.UNAVAILABLE, "the market does not answer");
    };
  }

  <T> FullMarket.Reply<T> call(Call kind, Instant deadline, Supplier<T> effect) {
    FullMarket market = market();
    String token = context.tokens().get("access", refresh -> obtain(market, deadline));
    FullMarket.Reply<T> reply = market.call(kind, token, deadline, effect);
    if (reply.status() == 401) {
      context.tokens().rejected("access", token);
    }
    return reply;
  }

  private AccessToken obtain(FullMarket market, Instant deadline) {
    FullMarket.Reply<String> reply = market.call(Call.TOKEN, null, deadline, market::token);
    String token = reply.value();
    if (token == null) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "the market gave no access token");
    }
    if (token.isEmpty()) {
      throw new ConnectorException(FailureKind.UNAUTHORIZED, "the market does not accept the api key; check it");
    }
    return new AccessToken(token, Instant.MAX, null);
  }

  private static void requireSize(int size, int most) {
    if (size > most) {
      throw new IllegalArgumentException("at most " + most + " at once, were " + size);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
