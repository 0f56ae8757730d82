package dev.onepool.sandbox.shopify;

import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code inventorySetQuantities}: all of a call or none, once for each idempotency key. Guarded by the shop. */
final class ShopWrites {

  private static final Duration REMEMBERED = Duration.ofHours(24);
  private static final Set<String> REASONS = Set.of("correction", "cycle_count_available", "damaged", "other", "promotion",
      "quality_control", "received", "restock", "safety_stock", "shrinkage");

  private record Remembered(Object input, Instant at, boolean failed) {}

  private final Shop shop;
  /** Whether errors say which item they mean. */
  boolean namesItems = true;
  private final Map<String, Remembered> keys = new HashMap<>();

  ShopWrites(Shop shop) {
    this.shop = shop;
  }

  Map<String, @Nullable Object> set(DataFetchingEnvironment call) {
    String key = key(call);
    Map<String, Object> input = Objects.requireNonNull(call.getArgument("input"));
    List<Map<String, Object>> quantities = quantities(input);
    Remembered known = keys.get(key);
    if (known != null && known.at().plus(REMEMBERED).isAfter(shop.clock.instant())) {
      if (!known.input().equals(input)) {
        return refused(List.of(error("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", null)));
      }
      return known.failed() ? refused(List.of(error("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED", null))) : done();
    }
    List<Map<String, @Nullable Object>> errors = errors(input, quantities);
    keys.put(key, new Remembered(input, shop.clock.instant(), !errors.isEmpty()));
    if (!errors.isEmpty()) {
      return refused(errors);
    }
    for (Map<String, Object> quantity : quantities) {
      Shop.Item item = Objects.requireNonNull(item(quantity));
      item.effects++;
      shop.set(item, Objects.requireNonNull(location(quantity)), units(quantity));
    }
    return done();
  }

  private static String key(DataFetchingEnvironment call) {
    return call.getQueryDirectives().getImmediateAppliedDirective("idempotent").stream()
        .map(directive -> directive.getArgument("key").getValue())
        .filter(value -> value instanceof String text && !text.isBlank())
        .map(String.class::cast)
        .findFirst()
        .orElseThrow(() -> new ShopRefusal("BAD_REQUEST", "The @idempotent directive with a key is required for this mutation."));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> quantities(Map<String, Object> input) {
    List<Map<String, Object>> quantities = (List<Map<String, Object>>) Objects.requireNonNull(input.get("quantities"));
    if (quantities.size() > 250) {
      throw new ShopRefusal("MAX_INPUT_SIZE_EXCEEDED",
          "The input array size of " + quantities.size() + " is greater than the maximum allowed of 250.");
    }
    if (quantities.stream().anyMatch(quantity -> !quantity.containsKey("changeFromQuantity"))) {
      throw new ShopRefusal("BAD_REQUEST", "The changeFromQuantity argument must be given to each quantity.");
    }
    return quantities;
  }

  private List<Map<String, @Nullable Object>> errors(Map<String, Object> input, List<Map<String, Object>> quantities) {
    List<Map<String, @Nullable Object>> errors = new ArrayList<>();
    if (!Set.of("available", "on_hand").contains(input.get("name"))) {
      errors.add(error("INVALID_NAME", null));
    }
    if (!REASONS.contains(input.get("reason"))) {
      errors.add(error("INVALID_REASON", null));
    }
    Object document = input.get("referenceDocumentUri");
    if (document != null && !document.toString().matches("[a-z][a-z0-9+.-]*://[^/ ]+/[^ ]+/[^ ]+")) {
      errors.add(error("INVALID_REFERENCE_DOCUMENT", null));
    }
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i < quantities.size(); i++) {
      String code = pairs.add(quantities.get(i).get("inventoryItemId") + "@" + quantities.get(i).get("locationId"))
          ? code(quantities.get(i)) : "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR";
      if (code != null) {
        errors.add(error(code, namesItems ? i : null));
      }
    }
    return errors;
  }

  private @Nullable String code(Map<String, Object> quantity) {
    Shop.Item item = item(quantity);
    Long location = location(quantity);
    if (item == null) {
      return "INVALID_INVENTORY_ITEM";
    } else if (location == null) {
      return "INVALID_LOCATION";
    } else if (item.bundle) {
      return "NON_MUTABLE_INVENTORY_ITEM";
    } else if (!item.available.containsKey(location)) {
      return "ITEM_NOT_STOCKED_AT_LOCATION";
    } else if (units(quantity) < 0) {
      return "INVALID_QUANTITY_NEGATIVE";
    } else if (units(quantity) > 1_000_000_000) {
      return "INVALID_QUANTITY_TOO_HIGH";
    }
    Object from = quantity.get("changeFromQuantity");
    return from == null || ((Number) from).longValue() == item.available.get(location) ? null : "CHANGE_FROM_QUANTITY_STALE";
  }

  private Shop.@Nullable Item item(Map<String, Object> quantity) {
    return shop.items.get(number("InventoryItem", quantity.get("inventoryItemId")));
  }

  private @Nullable Long location(Map<String, Object> quantity) {
    long id = number("Location", quantity.get("locationId"));
    return shop.places.containsKey(id) ? id : null;
  }

  private static long number(String type, @Nullable Object gid) {
    String start = ShopViews.gid(type, 0).replaceFirst("0$", "");
    String text = String.valueOf(gid);
    String number = text.startsWith(start) ? text.substring(start.length()) : "";
    return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : -1;
  }

  private static long units(Map<String, Object> quantity) {
    return ((Number) Objects.requireNonNull(quantity.get("quantity"))).longValue();
  }

  private static Map<String, @Nullable Object> error(String code, @Nullable Integer item) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("field", item == null ? List.of("input")
        : List.of("input", "quantities", item.toString(), code.startsWith("CHANGE_") ? "changeFromQuantity" : "inventoryItemId"));
    error.put("message", "The shop refuses this: " + code + ".");
    return error;
  }

  private static Map<String, @Nullable Object> refused(List<Map<String, @Nullable Object>> errors) {
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("inventoryAdjustmentGroup", null);
    payload.put("userErrors", errors);
    return payload;
  }

  private Map<String, @Nullable Object> done() {
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    group.put("id", ShopViews.gid("InventoryAdjustmentGroup", shop.id()));
    group.put("createdAt", shop.now().toString());
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("inventoryAdjustmentGroup", group);
    payload.put("userErrors", List.of());
    return payload;
  }
}
