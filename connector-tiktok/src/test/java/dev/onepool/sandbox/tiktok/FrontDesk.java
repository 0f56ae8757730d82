package dev.onepool.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Exchange;
import dev.onepool.testkit.contract.LocalServer;
import dev.onepool.testkit.contract.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says what each call asks for, and has it answered. */
final class FrontDesk implements LocalServer.Desk {

  /** TikTok's older documents name 50 calls a second for each operation. */
  private static final int A_SECOND = 50;
  private static final Set<String> EVENTS = Set.of("ORDER_STATUS_CHANGE", "CANCELLATION_STATUS_CHANGE", "RETURN_STATUS_CHANGE",
      "PACKAGE_UPDATE", "PRODUCT_STATUS_CHANGE", "RECIPIENT_ADDRESS_UPDATE", "SELLER_DEAUTHORIZATION");

  private final TikTokSandbox shop;
  private final Map<String, Integer> thisSecond = new HashMap<>();
  private Instant second = Instant.EPOCH;
  private long requests;

  FrontDesk(TikTokSandbox shop) {
    this.shop = shop;
  }

  /** Returns the operation's name; empty if there is none. */
  private static String operation(String method, String path) {
    String call = method + " " + path.replaceAll("/[0-9]{10,}(?=/|$)", "/*");
    return switch (call) {
      case "GET /api/v2/token/refresh", "GET /authorization/202309/shops", "POST /product/202309/products/*/inventory/update",
          "POST /product/202309/inventory/search", "POST /product/202502/products/search", "POST /order/202309/orders/search",
          "GET /order/202309/orders", "POST /return_refund/202309/returns/search", "POST /return_refund/202309/cancellations",
          "POST /fulfillment/202309/orders/*/split", "POST /fulfillment/202309/packages/*/ship",
          "GET /logistics/202309/warehouses", "GET /event/202309/webhooks", "PUT /event/202309/webhooks" -> call;
      default -> "";
    };
  }

  @Override
  public Call kind(String method, String path, String query) {
    return switch (operation(method, path)) {
      case "GET /api/v2/token/refresh" -> Call.TOKEN;
      case "POST /product/202309/products/*/inventory/update" -> Call.WRITE;
      case "POST /product/202309/inventory/search" -> Call.READ;
      case "POST /product/202502/products/search" -> Call.LISTINGS;
      case "POST /order/202309/orders/search", "GET /order/202309/orders", "POST /return_refund/202309/returns/search" -> Call.ORDERS;
      case "POST /return_refund/202309/cancellations", "POST /fulfillment/202309/orders/*/split",
          "POST /fulfillment/202309/packages/*/ship" -> Call.ACTION;
      default -> Call.OTHER;
    };
  }

  @Override
  public @Nullable Trouble arrive(Call call) {
    synchronized (shop) {
      shop.calls.merge(call, 1L, Long::sum);
      return throttled(call) == null ? shop.troubles.remove(call) : null;
    }
  }

  private @Nullable Instant throttled(Call call) {
    Instant until = shop.throttles.get(call);
    return until != null && shop.clock.instant().isBefore(until) ? until : null;
  }

  @Override
  public LocalServer.Answer broken() {
    return new LocalServer.Answer(500, "{\"code\":36009003,\"data\":null,\"message\":\"Internal error. Please try again.\",\"request_id\":\"0\"}"
        .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void record(Exchange exchange) {
    Consumer<Exchange> to;
    synchronized (shop) {
      to = shop.recorder;
    }
    if (to != null) {
      to.accept(exchange);
    }
  }

  @Override
  public LocalServer.Answer answer(String method, String path, String query, Map<String, String> headers, byte[] body) {
    synchronized (shop) {
      shop.shelves.settle();
      try {
        String operation = operation(method, path);
        Instant until = throttled(kind(method, path, query));
        if (until != null || isTooMuch(operation)) {
          return tooMany(until);
        }
        return answer(200, 0, "Success", done(operation, Request.of(method, path, query, headers, body)), Map.of());
      } catch (Refusal refusal) {
        shop.refused.add(method + " " + path + ": " + refusal.code + " " + refusal.getMessage());
        return answer(refusal.status, refusal.code, String.valueOf(refusal.getMessage()), null, Map.of());
      } catch (RuntimeException broken) {
        shop.refused.add(method + " " + path + ": " + broken);
        return answer(500, 36009003, "the sandbox broke: " + broken, null, Map.of());
      }
    }
  }

  private boolean isTooMuch(String operation) {
    Instant now = shop.clock.instant();
    if (!second.equals(Instant.ofEpochSecond(now.getEpochSecond()))) {
      second = Instant.ofEpochSecond(now.getEpochSecond());
      thisSecond.clear();
    }
    return thisSecond.merge(operation, 1, Integer::sum) > A_SECOND;
  }

  private LocalServer.Answer tooMany(@Nullable Instant until) {
    Map<String, String> headers = new HashMap<>();
    if (shop.saysHowLong && until != null) {
      Duration left = Duration.between(shop.clock.instant(), until);
      headers.put("Retry-After", Long.toString(left.toSeconds() + (left.toNanosPart() > 0 ? 1 : 0)));
    }
    return answer(429, 36009002, "Too many requests", null, headers);
  }

  private LocalServer.Answer answer(int status, long code, String message, @Nullable JsonNode data, Map<String, String> headers) {
    ObjectNode body = Request.JSON.createObjectNode().put("code", code).put("message", message)
        .put("request_id", "2026030112" + (1_000_000 + requests++));
    if (data != null) {
      body.set("data", data);
    }
    return new LocalServer.Answer(status, body.toString().getBytes(StandardCharsets.UTF_8), headers);
  }

  private JsonNode done(String operation, Request request) {
    if (operation.isEmpty()) {
      throw new Refusal(404, 36009009, "Invalid path");
    } else if (operation.equals("GET /api/v2/token/refresh")) {
      return shop.gate.token(request);
    }
    shop.gate.check(request, !operation.equals("GET /authorization/202309/shops"));
    return switch (operation) {
      case "GET /authorization/202309/shops" -> shops(request.only());
      case "POST /product/202309/products/*/inventory/update" -> shop.shelves.update(request);
      case "POST /product/202309/inventory/search" -> shop.shelves.search(request);
      case "POST /product/202502/products/search" -> shop.shelves.products(request);
      case "POST /order/202309/orders/search" -> shop.orders.search(request);
      case "GET /order/202309/orders" -> shop.orders.get(request);
      case "POST /return_refund/202309/returns/search" -> shop.orders.searchReturns(request);
      case "POST /return_refund/202309/cancellations" -> cancel(request.only());
      case "POST /fulfillment/202309/orders/*/split" -> shop.orders.split(request);
      case "POST /fulfillment/202309/packages/*/ship" -> shop.orders.ship(request);
      case "GET /logistics/202309/warehouses" -> warehouses(request.only());
      case "GET /event/202309/webhooks" -> webhooks(request.only());
      default -> subscribe(request.only());
    };
  }

  private static JsonNode shops(Request request) {
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode shops = answer.putArray("shops");
    shops.addObject().put("id", "7000714532876273420").put("name", "Another shop").put("region", "GB")
        .put("seller_type", "CROSS_BORDER").put("cipher", "ROW_anotherCipher").put("code", "CNGBCBA4LLU8");
    shops.addObject().put("id", TikTokSandbox.SHOP).put("name", "Local shop").put("region", "US").put("seller_type", "LOCAL")
        .put("cipher", Gate.CIPHER).put("code", "USLCBA4LLU9");
    return answer;
  }

  private static JsonNode warehouses(Request request) {
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode list = answer.putArray("warehouses");
    List.of(TikTokSandbox.WAREHOUSE, TikTokSandbox.OTHER_WAREHOUSE, TikTokSandbox.FBT_WAREHOUSE).forEach(id ->
        list.addObject().put("id", id).put("name", "Warehouse " + id.substring(16)).put("effect_status", "ENABLED")
            .put("type", "SALES_WAREHOUSE").put("sub_type", "DOMESTIC_WAREHOUSE").put("is_default", id.equals(TikTokSandbox.WAREHOUSE)));
    list.addObject().put("id", "7068517275539719949").put("name", "Returns").put("effect_status", "ENABLED")
        .put("type", "RETURN_WAREHOUSE").put("sub_type", "DOMESTIC_WAREHOUSE").put("is_default", false);
    return answer;
  }

  private JsonNode webhooks(Request request) {
    ObjectNode answer = Request.JSON.createObjectNode().put("total_count", shop.webhooks.size());
    ArrayNode list = answer.putArray("webhooks");
    shop.webhooks.forEach((event, address) -> list.addObject().put("event_type", event).put("address", address)
        .put("create_time", 1_635_338_186).put("update_time", 1_635_338_186));
    return answer;
  }

  private JsonNode subscribe(Request request) {
    JsonNode body = request.json("event_type", "address");
    String address = Request.text(body, "address");
    if (!EVENTS.contains(Request.text(body, "event_type")) || !address.startsWith("https://") || address.length() > 255) {
      throw Refusal.invalid("body.event_type or body.address");
    }
    shop.webhooks.put(Request.text(body, "event_type"), address);
    return Request.JSON.createObjectNode();
  }

  /** Cancels units as the seller asks. */
  private JsonNode cancel(Request request) {
    JsonNode body = request.json("order_id", "skus", "order_line_item_ids", "cancel_reason");
    String id = Request.text(body, "order_id");
    Request.text(body, "cancel_reason");
    List<String> units = Request.texts(body, "order_line_item_ids");
    if (!shop.orders.has(id)) {
      throw Refusal.invalid("body.order_id");
    }
    SandboxOrder order = shop.orders.newest(id);
    shop.orders.changeNamed(id, units, unit -> unit.with("CANCELLED", unit.parcel(), ""));
    order.units().stream().filter(unit -> units.contains(unit.id())).forEach(unit -> shop.restore(order, unit));
    return Request.JSON.createObjectNode().put("cancel_id", shop.orders.number()).put("cancel_status", "CANCELLATION_REQUEST_SUCCESS");
  }
}
