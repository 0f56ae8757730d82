package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes quantities with {@code inventorySetQuantities}.
 *
 * <p>Shopify does all quantities of a call or none, so one bad listing refuses up to 249 good ones. The good ones are then
 * sent in a call of their own. That is no second try of an attempt that may have been applied: the shop has said that it
 * changed nothing, the call differs, and so does its idempotency key. Only such an answer leads to another call; an attempt
 * whose call was lost is {@link PublishResult.Unknown} and stays so. Rejecting the good ones instead would be true as well,
 * but a listing that is bad for ever would then keep its neighbours from ever being written.
 */
final class QuantityWriter {

  /** So that a batch of nothing but bad listings ends; what is left over has not been sent. */
  private static final int MAX_CALLS = 24;

  /** Codes that speak of the whole call, or of what all its items share. */
  private static final Set<String> OF_ALL =
      Set.of("INVALID_LOCATION", "INVALID_NAME", "INVALID_REASON", "INVALID_REFERENCE_DOCUMENT");

  private final ShopifyCalls calls;
  private final ShopifySettings settings;
  private final Clock clock;

  QuantityWriter(ShopifyCalls calls, ShopifySettings settings, Clock clock) {
    this.calls = calls;
    this.settings = settings;
    this.clock = clock;
  }

  List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    PublishResult[] results = new PublishResult[batch.size()];
    List<Integer> good = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      results[i] = refusedHere(batch.get(i));
      if (results[i] == null) {
        good.add(i);
      }
    }
    Deque<List<Integer>> groups = new ArrayDeque<>();
    if (!good.isEmpty()) {
      groups.add(good);
    }
    for (int call = 0; !groups.isEmpty(); call++) {
      Instant now = clock.instant();
      if (call == MAX_CALLS || !now.isBefore(deadline)) {
        // These were not sent, or were in a call that changed nothing; they may be tried at once.
        groups.forEach(group -> fill(results, group, new PublishResult.Throttled(now)));
        break;
      }
      write(batch, groups, call == 0, results, deadline);
    }
    return Arrays.asList(results);
  }

  private static @Nullable PublishResult refusedHere(QuantityWrite write) {
    if (!Gid.isNumber(write.listing().value())) {
      return new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING,
          "a Shopify listing is the number of an inventory item, not \"" + write.listing() + "\"");
    }
    return write.quantity() <= 1_000_000_000 ? null : new PublishResult.Rejected(FailureKind.INVALID,
        "Shopify takes quantities up to 1,000,000,000, not " + write.quantity() + " for " + write.listing());
  }

  private void write(List<QuantityWrite> batch, Deque<List<Integer>> groups, boolean first, PublishResult[] results,
      Instant deadline) {
    List<Integer> group = groups.remove();
    Reply reply;
    try {
      reply = calls.send(Operation.SET_QUANTITIES, variables(group.stream().map(batch::get).toList()), deadline);
    } catch (ConnectorException e) {
      // There is no token; before the first call nothing has reached the shop, and the engine is told so.
      if (first) {
        throw e;
      }
      reply = new Reply.Refused(e.kind(), e.getMessage());
    }
    if (reply instanceof Reply.Data data) {
      understand(batch, group, data.data().path("inventorySetQuantities"), groups, results);
    } else if (reply instanceof Reply.Throttled throttled) {
      fill(results, group, new PublishResult.Throttled(throttled.until()));
      groups.forEach(later -> fill(results, later, new PublishResult.Throttled(throttled.until())));
      groups.clear();
    } else if (reply instanceof Reply.Refused refused) {
      fill(results, group, new PublishResult.Rejected(refused.kind(), refused.message()));
    } else if (reply instanceof Reply.Lost lost) {
      fill(results, group, new PublishResult.Unknown(lost.message()));
    } else {
      String message = ((Reply.NotSent) reply).message();
      if (first) {
        throw new ConnectorException(FailureKind.UNAVAILABLE, message);
      }
      fill(results, group, new PublishResult.Rejected(FailureKind.UNAVAILABLE, message));
    }
  }

  private ObjectNode variables(List<QuantityWrite> writes) {
    UUID key = NameUuid.of("attempts", writes.stream().map(QuantityWrite::attempt).collect(Collectors.joining("\n")));
    ObjectNode variables = Json.object().put("key", key.toString());
    ObjectNode input = variables.putObject("input");
    input.put("name", "available").put("reason", "correction");
    input.put("referenceDocumentUri", "gid://onepool/Attempt/" + key);
    ArrayNode quantities = input.putArray("quantities");
    for (QuantityWrite write : writes) {
      quantities.addObject()
          .put("inventoryItemId", Gid.of("InventoryItem", write.listing().value()))
          .put("locationId", settings.location())
          .put("quantity", write.quantity())
          // Present even where it is null: Shopify refuses a call that leaves it out.
          .put("changeFromQuantity", write.expected());
    }
    return variables;
  }

  private void understand(List<QuantityWrite> batch, List<Integer> group, JsonNode answer, Deque<List<Integer>> groups,
      PublishResult[] results) {
    JsonNode errors = answer.path("userErrors");
    JsonNode changes = answer.path("inventoryAdjustmentGroup");
    if (!errors.isArray()) {
      fill(results, group, new PublishResult.Unknown("the shop's answer to a write says nothing of errors"));
    } else if (errors.isEmpty()) {
      // Without a group of changes the listings showed these numbers already.
      fill(results, group, new PublishResult.Applied(time(changes.path("createdAt").asText())));
    } else if (changes.isObject()) {
      fill(results, group, new PublishResult.Unknown("the shop reports errors and changes: " + said(errors.get(0))));
    } else {
      refused(batch, group, errors, groups, results);
    }
  }

  /** The shop changed nothing. Finds out because of which listings, and leaves the others for calls of their own. */
  private void refused(List<QuantityWrite> batch, List<Integer> group, JsonNode errors, Deque<List<Integer>> groups,
      PublishResult[] results) {
    Map<Integer, PublishResult> bad = new HashMap<>();
    for (JsonNode error : errors) {
      String code = error.path("code").asText();
      int index = index(error.path("field"), group.size());
      if (code.startsWith("IDEMPOTENCY_") || OF_ALL.contains(code)) {
        fill(results, group, result(code, error, null));
        return;
      } else if (index >= 0) {
        bad.putIfAbsent(group.get(index), result(code, error, batch.get(group.get(index))));
      }
    }
    if (bad.isEmpty() && group.size() == 1) {
      JsonNode error = errors.get(0);
      bad.put(group.get(0), result(error.path("code").asText(), error, batch.get(group.get(0))));
    }
    bad.forEach((item, result) -> results[item] = result);
    List<Integer> good = group.stream().filter(item -> !bad.containsKey(item)).toList();
    if (!settings.refusedCallWritesNothing()) {
      fill(results, good, new PublishResult.Unknown("another listing of the same call was refused: " + said(errors.get(0))));
    } else if (!bad.isEmpty() && !good.isEmpty()) {
      groups.add(good);
    } else if (bad.isEmpty()) {
      // The shop does not say which one it means: halves tell.
      groups.add(group.subList(0, group.size() / 2));
      groups.add(group.subList(group.size() / 2, group.size()));
    }
  }

  /** Returns which item an error names; -1 if it names none. How the path looks is not documented, so little is assumed. */
  private static int index(JsonNode field, int size) {
    for (JsonNode step : field) {
      if (step.asText().matches("[0-9]{1,3}") && Integer.parseInt(step.asText()) < size) {
        return Integer.parseInt(step.asText());
      }
    }
    return -1;
  }

  private PublishResult result(String code, JsonNode error, @Nullable QuantityWrite write) {
    String message = (write == null ? "" : "listing " + write.listing() + ": ") + said(error);
    return switch (code) {
      case "CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE" ->
          new PublishResult.Rejected(FailureKind.STALE, message);
      case "INVALID_INVENTORY_ITEM" -> new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING, message);
      case "ITEM_NOT_STOCKED_AT_LOCATION" -> new PublishResult.Rejected(FailureKind.INVALID,
          message + "; stock it at " + settings.location() + " in the shop's admin");
      case "NON_MUTABLE_INVENTORY_ITEM" -> new PublishResult.Rejected(FailureKind.INVALID,
          message + "; it is a bundle: map its parts instead");
      // An earlier call of these attempts failed for good, so neither it nor this one was applied.
      case "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" -> new PublishResult.Rejected(FailureKind.UNAVAILABLE, message);
      // Another call of these attempts is under way, or was made with other numbers, and may have been applied.
      case "IDEMPOTENCY_CONCURRENT_REQUEST", "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" -> new PublishResult.Unknown(message);
      default -> new PublishResult.Rejected(FailureKind.INVALID, message);
    };
  }

  private String said(JsonNode error) {
    return settings.clean(error.path("code").asText("no code") + ", " + error.path("message").asText());
  }

  private static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : java.time.OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static void fill(PublishResult[] results, List<Integer> items, PublishResult result) {
    items.forEach(item -> results[item] = result);
  }
}
