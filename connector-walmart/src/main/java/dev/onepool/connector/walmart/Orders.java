package dev.onepool.connector.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.connector.walmart.WalmartApi.Operation;
import dev.onepool.connector.walmart.WalmartApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders that the seller ships: those still open, and then all that changed, in windows of their last change; then what was
 * returned.
 *
 * <p>Walmart does not say what its pages are sorted by, nor what becomes of them while orders change. So a window that does not fit
 * into one answer is made smaller, and pages are turned only within a second. Its answers say neither whether a bound is
 * inclusive, so a second more is asked for at both ends. What comes twice does no harm.
 */
final class Orders {

  private static final Duration SECOND = Duration.ofSeconds(1);
  /** Searches reach 180 days back (orders reference); without this bound it would be 7, and changes of older orders be hidden. */
  private static final Duration LONGEST = Duration.ofDays(179);
  /** As many orders as can be asked about for returns at once, out of 50 calls a minute. */
  private static final int MOST_LOOKED_UP = 40;
  private static final int RETURNS_PAGE = 25;
  private static final int MOST_RETURN_PAGES = 20;
  private static final String OWN = "&shipNodeType=SellerFulfilled&replacementInfo=true";

  private final WalmartApi api;
  private final WalmartSettings settings;
  private final OrderTexts texts;

  Orders(WalmartApi api, WalmartSettings settings, OrderTexts texts) {
    this.api = api;
    this.settings = settings;
    this.texts = texts;
  }

  /** What a window holds, in the order of reading; after the last a poll is over. */
  private enum Phase { CREATED, ACKNOWLEDGED, CHANGED, RETURNED, OVER }

  /**
   * A place in the reading.
   *
   * @param promised up to when everything was read by the polls before
   * @param start where this poll's changes begin
   * @param from where the present window begins
   * @param to where it ends
   * @param end where the last window ends
   * @param token Walmart's cursor, verbatim; empty at a window's first page
   */
  private record Place(Phase phase, Instant promised, Instant start, Instant from, Instant to, Instant end, String token) {

    static Place parse(String cursor) {
      String[] parts = cursor.split(";", 8);
      try {
        if (parts.length == 8 && parts[0].equals("1")) {
          return new Place(Phase.valueOf(parts[1]), Instant.parse(parts[2]), Instant.parse(parts[3]), Instant.parse(parts[4]),
              Instant.parse(parts[5]), Instant.parse(parts[6]), parts[7]);
        }
      } catch (DateTimeParseException | IllegalArgumentException malformed) {
        // Falls to the complaint.
      }
      throw new IllegalArgumentException("no cursor of Walmart's orders: " + WalmartApi.clipped(cursor));
    }

    @Override
    public String toString() {
      return "1;" + phase + ";" + promised + ";" + start + ";" + from + ";" + to + ";" + end + ";" + token;
    }

    Place phase(Phase next, Instant begin, Instant last) {
      return new Place(next, promised, start, begin, last, last, "");
    }

    Place window(Instant begin, Instant last) {
      return new Place(phase, promised, start, begin, last, end, "");
    }

    Place page(String next) {
      return new Place(phase, promised, start, from, to, end, next);
    }

    boolean divisible() {
      return token.isEmpty() && Duration.between(from, to).compareTo(SECOND) > 0;
    }

    Place half() {
      Duration half = Duration.ofSeconds(Math.max(1, Duration.between(from, to).toSeconds() / 2));
      return window(from, from.plus(half));
    }
  }

  /** Orders, and apart from them those that cannot be understood. */
  private static final class Told {
    final List<OrderSnapshot> understood = new ArrayList<>();
    final List<OrderPage.Unreadable> unreadable = new ArrayList<>();
  }

  /** What a window's page holds, and where to go on in it; a null token if it must be made smaller. */
  private record Found(Told orders, @Nullable String token) {}

  OrderPage page(@Nullable String cursor) {
    Place place = cursor == null ? beginning() : Place.parse(cursor);
    if (place.phase() == Phase.OVER) {
      place = poll(place);
    }
    Found found = place.phase() == Phase.RETURNED ? returned(place) : ordered(place);
    Place next = after(place, found);
    boolean more = next.phase() != Phase.OVER;
    return new OrderPage(found.orders().understood, next.toString(), more, more ? place.promised() : next.end(),
        found.orders().unreadable);
  }

  private Instant latest() {
    return api.now().minus(settings.orderMargin()).truncatedTo(ChronoUnit.SECONDS);
  }

  private Place beginning() {
    Instant end = latest();
    return new Place(Phase.CREATED, Instant.EPOCH, end, end.minus(settings.firstOrders()), end, end, "");
  }

  /** A clock that was set back must not make a poll end before the one before did. */
  private Place poll(Place over) {
    Instant end = latest().isBefore(over.end()) ? over.end() : latest();
    Instant start = over.end().minus(settings.orderOverlap());
    return new Place(Phase.CHANGED, over.end(), start, start, end, end, "");
  }

  private Place after(Place place, Found found) {
    String token = found.token();
    if (token == null) {
      return place.half();
    }
    if (!token.isEmpty()) {
      return place.page(token);
    }
    if (place.to().isBefore(place.end())) {
      Instant grown = place.to().plus(Duration.between(place.from(), place.to()).multipliedBy(2));
      return place.window(place.to(), grown.isBefore(place.end()) ? grown : place.end());
    }
    return switch (place.phase()) {
      case CREATED -> place.phase(Phase.ACKNOWLEDGED, place.end().minus(settings.firstOrders()), place.end());
      case ACKNOWLEDGED -> changes(place);
      case CHANGED -> settings.returns() ? place.phase(Phase.RETURNED, place.start(), place.end())
          : place.phase(Phase.OVER, place.end(), place.end());
      case RETURNED, OVER -> place.phase(Phase.OVER, place.end(), place.end());
    };
  }

  /** Whatever changed while the open orders were read is read now. */
  private Place changes(Place place) {
    Instant start = place.end().minus(settings.orderOverlap());
    Instant end = latest().isBefore(place.end()) ? place.end() : latest();
    return new Place(Phase.CHANGED, place.promised(), start, start, end, end, "");
  }

  // ---- orders

  private Found ordered(Place place) {
    int limit = place.divisible() ? settings.orderPage() : Math.min(settings.orderPage(), MOST_LOOKED_UP);
    Reply reply = api.get(Operation.GET_ORDERS, place.token().isEmpty() ? "/v3/orders?" + query(place) + "&limit=" + limit + OWN
        : "/v3/orders" + place.token(), api.patience());
    if (isEmpty(reply)) {
      return new Found(new Told(), "");
    }
    if (reply.status() == 400 && !place.token().isEmpty()) {
      // The cursor is too old. Its second is read from the beginning; orders may come again.
      return new Found(new Told(), null);
    }
    JsonNode list = reply.orThrow().path("list");
    JsonNode rows = list.path("elements").path("order");
    if (!rows.isArray()) {
      throw new ConnectorException(FailureKind.MALFORMED, "Walmart's answer has no list of orders");
    }
    List<JsonNode> told = new ArrayList<>();
    rows.forEach(told::add);
    String next = list.path("meta").path("nextCursor").asText("");
    boolean more = !next.isEmpty() && !told.isEmpty() && !next.contains("hasMoreElements=false");
    if (more && !next.startsWith("?")) {
      throw new ConnectorException(FailureKind.MALFORMED, "Walmart's cursor is no query: it does not begin with a question mark");
    }
    boolean tooMany = told.stream().filter(this::mayBeReturned).count() > MOST_LOOKED_UP;
    if ((more || tooMany) && place.divisible()) {
      // These come again in the smaller windows; those that need no second look can be told now.
      return new Found(snapshots(told.stream().filter(order -> !mayBeReturned(order)).toList(), Set.of()), null);
    }
    Set<JsonNode> delivered = told.stream().filter(this::mayBeReturned).collect(Collectors.toSet());
    Instant wait = delivered.isEmpty() ? null : api.take(Operation.GET_RETURNS, delivered.size());
    if (wait != null) {
      throw ConnectorException.throttled(wait);
    }
    return new Found(snapshots(told, delivered), more ? next : "");
  }

  /** That there is nothing is said in three ways. */
  private static boolean isEmpty(Reply reply) {
    return reply.status() == 404 || reply.isAnswered() && reply.status() == 204;
  }

  private String query(Place place) {
    String from = place.from().minus(SECOND).toString();
    String to = place.to().plus(SECOND).toString();
    return switch (place.phase()) {
      case CREATED -> "createdStartDate=" + from + "&createdEndDate=" + to + "&status=Created";
      case ACKNOWLEDGED -> "createdStartDate=" + from + "&createdEndDate=" + to + "&status=Acknowledged";
      case CHANGED, RETURNED, OVER -> "createdStartDate=" + api.now().minus(LONGEST).truncatedTo(ChronoUnit.SECONDS)
          + "&lastModifiedStartDate=" + from + "&lastModifiedEndDate=" + to;
    };
  }

  private boolean mayBeReturned(JsonNode order) {
    return settings.returns() && OrderTexts.mayBeReturned(order);
  }

  /** Reads orders, and asks for the returns of some, whose calls were paid before. */
  private Told snapshots(List<JsonNode> told, Set<JsonNode> withReturns) {
    Told orders = new Told();
    told.forEach(order -> tell(order, withReturns.contains(order), orders));
    return orders;
  }

  /** Tells how an order stands. One that contradicts itself is set aside, and spares the others. */
  private void tell(JsonNode order, boolean withReturns, Told into) {
    OrderId id = OrderTexts.id(order);
    try {
      OrderSnapshot snapshot = texts.order(order, withReturns ? returns(order) : List.of());
      if (snapshot != null) {
        into.understood.add(snapshot);
      }
    } catch (ConnectorException broken) {
      into.unreadable.add(unreadable(id, texts.listings(order), broken));
    }
  }

  // ---- returns

  /** Returns what was returned of a customer's order; its first page was paid before. */
  private List<JsonNode> returns(JsonNode order) {
    String path = "/v3/returns?customerOrderId=" + WalmartApi.encoded(order.path("customerOrderId").asText()) + "&limit=200";
    List<JsonNode> found = new ArrayList<>();
    for (int page = 0; page < MOST_RETURN_PAGES; page++) {
      HttpCall call = HttpCall.of("GET", api.uri(path));
      Reply reply = page == 0 ? api.paid(Operation.GET_RETURNS, call, api.patience())
          : api.send(Operation.GET_RETURNS, call, api.patience());
      String next = isEmpty(reply) ? "" : addReturns(reply.orThrow(), found);
      if (next.isEmpty()) {
        return found;
      }
      path = "/v3/returns" + next;
    }
    throw new ConnectorException(FailureKind.MALFORMED, "the returns of one of Walmart's orders do not end");
  }

  private static String addReturns(JsonNode body, List<JsonNode> found) {
    JsonNode rows = body.path("returnOrders");
    if (!rows.isArray()) {
      throw new ConnectorException(FailureKind.MALFORMED, "Walmart's answer has no list of returns");
    }
    rows.forEach(found::add);
    String next = body.path("meta").path("nextCursor").asText("");
    return rows.isEmpty() || !next.startsWith("?") ? "" : next;
  }

  /** A return does not change the order, so what was returned lately is looked for by itself, and its orders are read. */
  private Found returned(Place place) {
    String path = place.token().isEmpty() ? "/v3/returns?returnLastModifiedStartDate=" + place.from().minus(SECOND)
        + "&returnLastModifiedEndDate=" + place.to().plus(SECOND) + "&limit=" + RETURNS_PAGE : "/v3/returns" + place.token();
    // Calls for what may be found are paid together with the page, or a small budget would be used up by asking again and again.
    boolean small = !place.divisible();
    Instant wait = api.take(Operation.GET_RETURNS, small ? 1 + RETURNS_PAGE : 1);
    if (wait != null) {
      throw ConnectorException.throttled(wait);
    }
    Reply reply = api.paid(Operation.GET_RETURNS, HttpCall.of("GET", api.uri(path)), api.patience());
    List<JsonNode> found = new ArrayList<>();
    String next = isEmpty(reply) ? "" : addReturns(reply.orThrow(), found);
    Map<String, JsonNode> orders = new LinkedHashMap<>();
    for (JsonNode one : found) {
      one.path("returnOrderLines").forEach(line -> orders.put(line.path("purchaseOrderId").asText(), line));
    }
    int unpaid = small ? orders.size() - RETURNS_PAGE : orders.size();
    wait = unpaid > 0 ? api.take(Operation.GET_RETURNS, unpaid) : null;
    if ((wait != null || !next.isEmpty()) && !small) {
      return new Found(new Told(), null);
    }
    if (wait != null) {
      throw ConnectorException.throttled(wait);
    }
    Told told = new Told();
    orders.keySet().forEach(id -> tellReturned(id, told));
    return new Found(told, next);
  }

  /** Tells an order of which something was returned. What is not the seller's, or older than Walmart tells, is left out. */
  private void tellReturned(String id, Told into) {
    JsonNode order;
    try {
      order = one(id);
    } catch (ConnectorException broken) {
      into.unreadable.add(unreadable(OrderId.of(id), Set.of(), broken));
      return;
    }
    if (!order.isEmpty()) {
      tell(order, true, into);
    }
  }

  /** Sets an order aside; a call that failed says nothing of it, and fails the page. */
  private static OrderPage.Unreadable unreadable(OrderId id, Set<ListingId> listings, ConnectorException broken) {
    if (broken.kind() != FailureKind.MALFORMED) {
      throw broken;
    }
    return new OrderPage.Unreadable(id, listings, WalmartApi.clipped(String.valueOf(broken.getMessage())));
  }

  // ---- by name

  /** Reads these by name, as far as the budget goes and they can be understood; the others come with the pages. */
  List<OrderSnapshot> named(Set<OrderId> ids) {
    Told orders = new Told();
    for (OrderId id : ids) {
      try {
        JsonNode order = one(id.value());
        boolean paid = !order.isEmpty() && mayBeReturned(order);
        Instant wait = paid ? api.take(Operation.GET_RETURNS, 1) : null;
        if (wait != null) {
          throw ConnectorException.throttled(wait);
        }
        if (!order.isEmpty()) {
          tell(order, paid, orders);
        }
      } catch (ConnectorException failed) {
        if (orders.understood.isEmpty() || failed.kind() != FailureKind.THROTTLED) {
          throw failed;
        }
        break;
      }
    }
    return orders.understood;
  }

  /** Reads an order; an empty one if Walmart does not know it. */
  JsonNode one(String id) {
    Reply reply = api.get(Operation.GET_ORDERS, "/v3/orders/" + WalmartApi.encoded(id) + "?replacementInfo=true", api.patience());
    // An id that is none of Walmart's is a bad request.
    if (isEmpty(reply) || reply.status() == 400) {
      return WalmartApi.JSON.createObjectNode();
    }
    JsonNode body = reply.orThrow();
    JsonNode order = body.has("order") ? body.path("order") : body;
    if (!order.hasNonNull("purchaseOrderId")) {
      throw new ConnectorException(FailureKind.MALFORMED, "Walmart's answer to a question about an order has no order");
    }
    return order;
  }
}
