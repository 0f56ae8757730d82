package dev.onepool.connector.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.OrderId;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders in passes: the first over all that are open, state by state, in the order in which orders go through them; each
 * pass then over all that changed, and over those whose returns changed, since the pass before began, less the overlap.
 *
 * <p>Pages are walked by the time of the last change, ascending and without an upper end: an order that changes meanwhile moves
 * towards the end and is not missed. TikTok's page token may count from the front, where such an order leaves a gap into which
 * an unread one slips; so it is used only where time alone does not get on: among changes of one second, and behind the
 * instant at which the pass began. A time later than that moves nothing on, for TikTok says that an order may be told with a
 * later time than it was found by.
 */
final class Orders {

  private static final int MOST_NAMED = 50;
  private static final int RETURNS_A_PAGE = 50;
  private static final int MAX_RETURN_PAGES = 100;
  private static final List<String> OPEN =
      List.of("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", "AWAITING_COLLECTION");
  private static final String CHANGES = "changes";
  private static final String RETURNS = "returns";

  private final Api api;
  private final TikTokSettings settings;
  private final Snapshots snapshots;

  Orders(Api api, TikTokSettings settings) {
    this.api = api;
    this.settings = settings;
    this.snapshots = new Snapshots(settings);
  }

  /**
   * Where the reading stands.
   *
   * @param from when the pass before began, in seconds; 0 in the first
   * @param began when this pass began; 0 if it has yet to
   * @param part which part of the pass it is in
   * @param place the time from which that part reads on
   * @param token TikTok's token of the next page from there; null at its beginning
   */
  private record Cursor(long from, long began, String part, long place, @Nullable String token) {

    static Cursor of(@Nullable String text) {
      if (text == null) {
        return new Cursor(0, 0, OPEN.get(0), 0, null);
      }
      String[] parts = text.split("\\|", 6);
      boolean known = parts.length == 6 && parts[0].equals("1")
          && (OPEN.contains(parts[3]) || parts[3].equals(CHANGES) || parts[3].equals(RETURNS));
      try {
        if (known) {
          return new Cursor(Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3], Long.parseLong(parts[4]),
              parts[5].isEmpty() ? null : parts[5]);
        }
      } catch (NumberFormatException e) {
        // The same as any other text that is no cursor of ours.
      }
      throw new ConnectorException(FailureKind.INVALID, "not a cursor of this connector: \"" + text + "\"");
    }

    /** The token comes last, so that whatever stands in it comes back as it was. */
    String text() {
      return "1|" + from + "|" + began + "|" + part + "|" + place + "|" + (token == null ? "" : token);
    }
  }

  OrderPage page(@Nullable String text) {
    Cursor cursor = Cursor.of(text);
    if (cursor.began() == 0) {
      long began = api.now().getEpochSecond();
      cursor = new Cursor(cursor.from(), began, cursor.part(), start(cursor.part(), cursor.from(), began), null);
    }
    Told orders = new Told();
    Cursor next = cursor.part().equals(RETURNS) ? returned(cursor, orders) : changed(cursor, orders);
    if (next == null) {
      String part = following(cursor.part());
      next = part == null ? null
          : new Cursor(cursor.from(), cursor.began(), part, start(part, cursor.from(), cursor.began()), null);
    }
    // Our clock may be ahead of TikTok's by the skew, so that its instant of the beginning was that much earlier.
    if (next != null) {
      return new OrderPage(orders.understood, next.text(), true, before(cursor.from()), orders.unreadable);
    }
    return new OrderPage(orders.understood, new Cursor(cursor.began(), 0, CHANGES, 0, null).text(), false,
        before(cursor.began()), orders.unreadable);
  }

  private Instant before(long seconds) {
    return seconds == 0 ? Instant.EPOCH : Instant.ofEpochSecond(seconds).minus(settings.clockSkew());
  }

  /** Open orders are read however old they are, changes since the pass before, or in the first since this one began. */
  private long start(String part, long from, long began) {
    return OPEN.contains(part) ? 0 : (from == 0 ? began : from) - settings.overlap().toSeconds();
  }

  private @Nullable String following(String part) {
    int open = OPEN.indexOf(part);
    if (open >= 0) {
      return open + 1 < OPEN.size() ? OPEN.get(open + 1) : CHANGES;
    }
    return part.equals(CHANGES) && settings.readsReturns() ? RETURNS : null;
  }

  /** Adds a page of orders that are open, or have changed; returns where the next begins, null after the last. */
  private @Nullable Cursor changed(Cursor cursor, Told into) {
    ObjectNode body = Json.object();
    if (OPEN.contains(cursor.part())) {
      body.put("order_status", cursor.part());
    }
    JsonNode data = api.read(Api.Call.post(Api.Operation.SEARCH_ORDERS, "/order/202309/orders/search",
        query(settings.size("order-page-size"), cursor), since(body, cursor)));
    JsonNode page = Json.page(data, "orders");
    tell(page, into);
    return next(cursor, page, Json.next(data, cursor.token()));
  }

  /** Adds orders whose returns have changed: that does not touch the order's own time. */
  private @Nullable Cursor returned(Cursor cursor, Told into) {
    JsonNode data = api.read(Api.Call.post(Api.Operation.SEARCH_RETURNS, "/return_refund/202309/returns/search",
        query(RETURNS_A_PAGE, cursor), since(Json.object(), cursor)));
    JsonNode page = Json.page(data, "return_orders");
    Set<OrderId> ids = new LinkedHashSet<>();
    page.forEach(back -> ids.add(OrderId.of(Json.id(back, "order_id"))));
    tell(read(ids, api.now().plus(settings.timeout())), into);
    return next(cursor, page, Json.next(data, cursor.token()));
  }

  private static Map<String, String> query(int size, Cursor cursor) {
    Map<String, String> query = new HashMap<>();
    query.put("page_size", Integer.toString(size));
    query.put("sort_field", "update_time");
    query.put("sort_order", "ASC");
    query.put("page_token", cursor.token() == null ? "" : cursor.token());
    return query;
  }

  private static ObjectNode since(ObjectNode body, Cursor cursor) {
    return cursor.place() > 0 ? body.put("update_time_ge", cursor.place()) : body;
  }

  /** An entry without a time, whose order is set aside, moves nothing on. */
  private static @Nullable Cursor next(Cursor cursor, JsonNode page, @Nullable String token) {
    if (token == null) {
      return null;
    }
    long place = cursor.place();
    for (JsonNode entry : page) {
      long time = entry.path("update_time").asLong();
      place = time <= cursor.began() ? Math.max(place, time) : place;
    }
    return new Cursor(cursor.from(), cursor.began(), cursor.part(), place, place > cursor.place() ? null : token);
  }

  // ---- by name

  /** Reads these by name; what TikTok does not know, or cannot be understood, is left out. */
  List<OrderSnapshot> named(Collection<OrderId> wanted) {
    Told orders = new Told();
    tell(read(wanted, api.now().plus(settings.timeout())), orders);
    return orders.understood;
  }

  /** Returns what TikTok tells of these orders; those it does not know are left out. */
  ArrayNode read(Collection<OrderId> wanted, Instant deadline) {
    List<String> ids = wanted.stream().map(OrderId::value).filter(Json::isId).toList();
    ArrayNode orders = Json.object().putArray("orders");
    for (int from = 0; from < ids.size(); from += MOST_NAMED) {
      String some = String.join(",", ids.subList(from, Math.min(ids.size(), from + MOST_NAMED)));
      JsonNode data = api.read(Api.Call.get(Api.Operation.GET_ORDERS, "/order/202309/orders", Map.of("ids", some)), deadline);
      Json.arrayOrNull(data, "orders").forEach(orders::add);
    }
    return orders;
  }

  /** Orders, and apart from them those that cannot be understood. */
  private static final class Told {
    final List<OrderSnapshot> understood = new ArrayList<>();
    final List<OrderPage.Unreadable> unreadable = new ArrayList<>();
  }

  /** Tells how orders stand. One that contradicts itself is set aside, and spares the others. */
  private void tell(JsonNode orders, Told into) {
    Map<String, JsonNode> ours = new LinkedHashMap<>();
    Set<String> shipped = new LinkedHashSet<>();
    for (JsonNode order : orders) {
      String id = Json.id(order, "id");
      if (snapshots.isOurs(order)) {
        ours.put(id, order);
        if (Snapshots.hasShipped(order)) {
          shipped.add(id);
        }
      }
    }
    Map<String, List<JsonNode>> returns = settings.readsReturns() ? returns(List.copyOf(shipped)) : Map.of();
    ours.forEach((id, order) -> {
      try {
        into.understood.add(snapshots.snapshot(order, returns.getOrDefault(id, List.of())));
      } catch (ConnectorException | IllegalArgumentException | ArithmeticException contradiction) {
        // All calls were made before, so that only what was answered can be at fault.
        into.unreadable.add(new OrderPage.Unreadable(OrderId.of(id), Snapshots.listings(order),
            settings.clean("TikTok's order " + id + " cannot be: " + contradiction.getMessage())));
      }
    });
  }

  /** Reads the returns of orders, without which their state cannot be told. */
  private Map<String, List<JsonNode>> returns(List<String> orders) {
    Map<String, List<JsonNode>> returns = new HashMap<>();
    for (int from = 0; from < orders.size(); from += MOST_NAMED) {
      ObjectNode body = Json.object();
      ArrayNode ids = body.putArray("order_ids");
      orders.subList(from, Math.min(orders.size(), from + MOST_NAMED)).forEach(ids::add);
      String token = null;
      int pages = 0;
      do {
        if (pages++ == MAX_RETURN_PAGES) {
          throw Json.malformed("more than " + MAX_RETURN_PAGES + " pages of returns of " + MOST_NAMED + " orders");
        }
        Map<String, String> query = new HashMap<>(Map.of("page_size", Integer.toString(RETURNS_A_PAGE)));
        query.put("page_token", token == null ? "" : token);
        JsonNode data = api.read(Api.Call.post(
            Api.Operation.SEARCH_RETURNS, "/return_refund/202309/returns/search", query, body));
        for (JsonNode back : Json.page(data, "return_orders")) {
          returns.computeIfAbsent(Json.id(back, "order_id"), any -> new ArrayList<>()).add(back);
        }
        token = Json.next(data, token);
      } while (token != null);
    }
    return returns;
  }
}
