package dev.onepool.connector.ebay;

import static dev.onepool.connector.ebay.EbayApi.Api.FULFILLMENT;
import static dev.onepool.connector.ebay.EbayApi.Caller.SELLER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.connector.ebay.EbayApi.Effect;
import dev.onepool.connector.ebay.EbayApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders in closed windows of their last change: a window ends some time before now, and the next one begins where this
 * one ended, less the overlap.
 *
 * <p>eBay pages by offset, sorted by creation, and an order that changes while pages are read leaves the window. The others move
 * up, and one would slip through between two pages. So a window of more than a page is read from its last page to its first:
 * what moves up then comes twice. Where it has grown, because orders turned up late, it is read anew.
 *
 * <p>The cursor is {@code 1;kind;from;to;offset;total}: the page to read next, or, with offset {@code end}, the window read last.
 */
final class Orders {

  private static final String BEGIN = "begin";
  private static final String END = "end";
  private static final int MOST_NAMES = 50;
  /** How many orders of two neighbouring pages are the same, should some turn up late while others leave. */
  private static final int SHARED = 10;

  private final EbayApi api;
  private final EbaySettings settings;

  Orders(EbayApi api, EbaySettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /** What a window asks for, and what is known before it. */
  private enum Kind {
    /** Open orders only, far back, by creation. */
    OPEN,
    /** The first that asks for every change; nothing was complete before. */
    FIRST,
    /** Every change since the one before. */
    NEXT
  }

  /** A window, and where in it to read on. */
  private record Window(Kind kind, Instant from, Instant to, String offset, int total) {

    static Window parse(String cursor) {
      String[] parts = cursor.split(";", -1);
      try {
        if (parts.length == 6 && parts[0].equals("1") && parts[4].matches("begin|end|[0-9]{1,9}")) {
          return new Window(
              Kind.valueOf(parts[1]), Instant.parse(parts[2]), Instant.parse(parts[3]), parts[4], Integer.parseInt(parts[5]));
        }
      } catch (DateTimeParseException | IllegalArgumentException malformed) {
        // Falls to the complaint.
      }
      throw new IllegalArgumentException("no cursor of eBay's orders, which begins with 1; and has 6 parts");
    }

    Window at(String next, int count) {
      return new Window(kind, from, to, next, count);
    }

    int position() {
      return offset.equals(BEGIN) ? 0 : Integer.parseInt(offset);
    }

    @Override
    public String toString() {
      return String.join(";", "1", kind.name(), from.toString(), to.toString(), offset, Integer.toString(total));
    }
  }

  // ---- pages

  OrderPage page(@Nullable String cursor) {
    Instant end = api.now().minus(settings.duration("orders.margin")).truncatedTo(ChronoUnit.MILLIS);
    if (cursor == null) {
      return read(new Window(Kind.OPEN, end.minus(settings.duration("orders.first-read")), end, BEGIN, 0));
    }
    Window last = Window.parse(cursor);
    if (!last.offset().equals(END)) {
      return read(last);
    }
    // A clock that was set back must not make a window end before the one before did.
    Instant to = end.isBefore(last.to()) ? last.to() : end;
    Kind kind = last.kind() == Kind.OPEN ? Kind.FIRST : Kind.NEXT;
    return read(new Window(kind, last.to().minus(settings.overlap()), to, BEGIN, 0));
  }

  private OrderPage read(Window window) {
    int size = settings.number("order-page-size");
    JsonNode answer = api.read(FULFILLMENT, "/order?filter=" + EbayApi.encoded(filter(window))
        + "&limit=" + size + "&offset=" + window.position());
    int total = total(answer);
    JsonNode told = list(answer.path("orders"));
    if (told.size() < Math.min(size, total - window.position())) {
      throw malformed("eBay told " + told.size() + " orders of a page of " + size + ", of " + total + " in all");
    }
    Told orders = new Told();
    told.forEach(order -> tell(order, orders));
    Window next = next(window, total, size);
    boolean more = !next.offset().equals(END) || window.kind() == Kind.OPEN;
    Instant before = window.kind() == Kind.NEXT ? window.from().plus(settings.overlap()) : Instant.EPOCH;
    return new OrderPage(orders.understood, next.toString(), more, more ? before : window.to(), orders.unreadable);
  }

  private static Window next(Window window, int total, int size) {
    int step = Math.max(1, size - Math.min(SHARED, size / 3));
    if (window.offset().equals(BEGIN)) {
      int last = (Math.max(0, total - size) + step - 1) / step * step;
      return total <= size ? window.at(END, 0) : window.at(Integer.toString(last), total);
    }
    if (total > window.total()) {
      return window.at(BEGIN, 0);
    }
    return window.position() == 0 ? window.at(END, 0)
        : window.at(Integer.toString(Math.max(0, window.position() - step)), total);
  }

  private static String filter(Window window) {
    String range = ":[" + millis(window.from()) + ".." + millis(window.to()) + "]";
    return window.kind() == Kind.OPEN
        ? "creationdate" + range + ",orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}" : "lastmodifieddate" + range;
  }

  /** eBay's times have milliseconds, always. */
  private static String millis(Instant time) {
    String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.contains(".") ? text : text.replace("Z", ".000Z");
  }

  /** Reads these by name; what eBay does not know, or cannot be understood, is left out. */
  List<OrderSnapshot> named(Set<OrderId> ids) {
    Told orders = new Told();
    List<String> names = ids.stream().map(OrderId::value).filter(name -> !name.contains(",")).sorted().toList();
    for (int from = 0; from < names.size(); from += MOST_NAMES) {
      String some = String.join(",", names.subList(from, Math.min(names.size(), from + MOST_NAMES)));
      Reply reply = api.send(FULFILLMENT, SELLER, "GET", "/order?orderIds=" + EbayApi.encoded(some), null, api.patience());
      // One wrong name spoils the call; the others come with the pages then.
      boolean unknown = reply.effect() == Effect.REFUSED && (reply.status() == 400 || reply.status() == 404);
      if (!unknown) {
        list(reply.orThrow().path("orders")).forEach(order -> tell(order, orders));
      }
    }
    return orders.understood;
  }

  // ---- what an order says

  /** Orders, and apart from them those that cannot be understood. */
  private static final class Told {
    final List<OrderSnapshot> understood = new ArrayList<>();
    final List<OrderPage.Unreadable> unreadable = new ArrayList<>();
  }

  /** Tells how an order stands. One that contradicts itself is set aside, and spares the others. */
  private void tell(JsonNode order, Told into) {
    OrderId id = id(order);
    try {
      into.understood.add(snapshot(id, order));
    } catch (ConnectorException broken) {
      // A call that failed says nothing of the order.
      if (broken.kind() != FailureKind.MALFORMED) {
        throw broken;
      }
      into.unreadable.add(unreadable(id, order, broken));
    } catch (IllegalArgumentException contradiction) {
      into.unreadable.add(unreadable(id, order, contradiction));
    }
  }

  private static OrderId id(JsonNode order) {
    try {
      return OrderId.of(text(order, "orderId"));
    } catch (IllegalArgumentException noId) {
      throw malformed("the number of one of eBay's orders is none");
    }
  }

  private OrderPage.Unreadable unreadable(OrderId id, JsonNode order, RuntimeException why) {
    return new OrderPage.Unreadable(
        id, listings(order), settings.clean("eBay's order " + id + " cannot be: " + why.getMessage()));
  }

  /** Returns what an order sells, if each of its lines says so; else nothing, which stands for anything. */
  private static Set<ListingId> listings(JsonNode order) {
    Set<ListingId> listings = new HashSet<>();
    for (JsonNode line : order.path("lineItems")) {
      if (line.path("sku").asText("").isEmpty() && line.path("legacyItemId").asText("").isEmpty()) {
        return Set.of();
      }
      listings.add(Listings.sold(line, line.path("lineItemId").asText("?")));
    }
    return listings;
  }

  /**
   * Every order holds its units, also one that is not paid yet. They are let go when the order is cancelled, or when its payment
   * has failed: eBay lowers what it shows before the buyer has paid.
   */
  private OrderSnapshot snapshot(OrderId id, JsonNode order) {
    boolean over = order.path("cancelStatus").path("cancelState").asText().equals("CANCELED")
        || order.path("orderPaymentStatus").asText().equals("FAILED");
    List<OrderSnapshot.Line> lines = new ArrayList<>();
    Instant shipBy = null;
    Map<String, Long> parcels = null;
    for (JsonNode line : list(order.path("lineItems"))) {
      String lineId = text(line, "lineItemId");
      String status = line.path("lineItemFulfillmentStatus").asText();
      long ordered = units(line.path("quantity"));
      if (status.equals("IN_PROGRESS") && parcels == null) {
        parcels = parcels(id.value());
      }
      long shipped = status.equals("FULFILLED") ? ordered
          : status.equals("IN_PROGRESS") && parcels != null ? Math.min(ordered, parcels.getOrDefault(lineId, 0L)) : 0;
      lines.add(new OrderSnapshot.Line(LineId.of(lineId), Listings.sold(line, lineId), ordered, over ? ordered - shipped : 0,
          shipped, 0, 0, !line.path("soldFormat").asText().equals("AUCTION")));
      shipBy = earlier(shipBy, line.path("lineItemFulfillmentInstructions").path("shipByDate").asText(""));
    }
    return new OrderSnapshot(id, time(text(order, "lastModifiedDate")), 0, time(text(order, "creationDate")), true,
        lines, shipBy);
  }

  /** Reads how many units of each line were shipped; an order itself only says that some were. */
  private Map<String, Long> parcels(String order) {
    JsonNode answer = api.read(FULFILLMENT, "/order/" + EbayApi.step(order) + "/shipping_fulfillment");
    Map<String, Long> units = new HashMap<>();
    Set<String> seen = new TreeSet<>();
    for (JsonNode parcel : list(answer.path("fulfillments"))) {
      if (seen.add(parcel.path("fulfillmentId").asText())) {
        for (JsonNode line : list(parcel.path("lineItems"))) {
          units.merge(text(line, "lineItemId"), line.has("quantity") ? units(line.path("quantity")) : 1, Long::sum);
        }
      }
    }
    return units;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, String other) {
    if (other.isEmpty()) {
      return one;
    }
    Instant time = time(other);
    return one == null || time.isBefore(one) ? time : one;
  }

  // ---- JSON

  static JsonNode list(JsonNode list) {
    if (!list.isArray()) {
      throw malformed("eBay's answer has no list of orders, of their lines or their parcels");
    }
    return list;
  }

  private static int total(JsonNode answer) {
    JsonNode total = answer.path("total");
    if (!total.isIntegralNumber() || !total.canConvertToInt() || total.intValue() < 0) {
      throw malformed("eBay's answer does not say how many orders there are");
    }
    return total.intValue();
  }

  private static String text(JsonNode node, String name) {
    if (node.path(name).asText("").isEmpty()) {
      throw malformed("something of eBay's orders has no " + name);
    }
    return node.path(name).asText();
  }

  private static long units(JsonNode number) {
    if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < 0) {
      throw new IllegalArgumentException("a quantity is no whole number from 0 on");
    }
    return number.intValue();
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException("a time is none");
    }
  }

  private static ConnectorException malformed(String message) {
    return new ConnectorException(FailureKind.MALFORMED, message);
  }
}
