package dev.onepool.sandbox.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Quantities: what the seller said to hold, what orders wait for, and what is for sale. Guarded by the sandbox's lock. */
final class SandboxStock {

  private static final int MOST = 50;
  private static final int MOST_HELD = 300;

  private record Pending(Instant at, long units) {}

  /** A SKU at a ship node. */
  static final class Entry {
    long input;
    long reserved;
    long effects;
    private final List<Pending> pending = new ArrayList<>();

    long available() {
      return Math.max(0, input - reserved);
    }
  }

  private final Clock clock;
  private final Map<String, Map<String, Entry>> skus = new TreeMap<>();
  private final Set<Entry> waiting = new LinkedHashSet<>();
  private final Map<String, Long> wfs = new TreeMap<>();
  private final Map<String, String> cursors = new HashMap<>();
  Duration writeDelay = Duration.ZERO;
  int page = MOST;

  SandboxStock(Clock clock) {
    this.clock = clock;
  }

  void add(String sku, String node, long units) {
    skus.computeIfAbsent(sku, any -> new TreeMap<>()).computeIfAbsent(node, any -> new Entry()).input = units;
  }

  void hold(String sku, long units) {
    wfs.put(sku, units);
  }

  @Nullable Entry find(String sku, String node) {
    settle();
    return skus.getOrDefault(sku, Map.of()).get(node);
  }

  Entry known(String sku, String node) {
    Entry entry = find(sku, node);
    if (entry == null) {
      throw new IllegalArgumentException("no SKU " + sku + " at ship node " + node);
    }
    return entry;
  }

  Map<String, Map<String, Entry>> all() {
    settle();
    return skus;
  }

  void write(Entry entry, long units) {
    entry.pending.add(new Pending(clock.instant().plus(writeDelay), units));
    waiting.add(entry);
    settle();
  }

  /** Applies what is due, in the order of its coming into force. */
  void settle() {
    Instant now = clock.instant();
    for (Entry entry : List.copyOf(waiting)) {
      entry.pending.stream().filter(write -> !write.at().isAfter(now)).sorted(Comparator.comparing(Pending::at)).forEach(write -> {
        entry.input = write.units();
        entry.effects++;
      });
      entry.pending.removeIf(write -> !write.at().isAfter(now));
      if (entry.pending.isEmpty()) {
        waiting.remove(entry);
      }
    }
  }

  // ---- calls

  JsonNode put(Request request) {
    request.only("sku", "shipNode");
    JsonNode body = request.json("sku", "quantity");
    String sku = request.required("sku");
    if (!Request.text(body, "sku").equals(sku)) {
      throw Refusal.invalid("the SKU in the address is not the one in the body");
    }
    Map<String, Entry> nodes = nodes(sku);
    String node = request.text("shipNode").isEmpty() ? WalmartSandbox.NODE : request.text("shipNode");
    if (!nodes.containsKey(node)) {
      throw Refusal.unknown("SKU " + sku + " has no ship node " + node);
    }
    write(nodes.get(node), Request.units(body.path("quantity")));
    return body;
  }

  private Map<String, Entry> nodes(String sku) {
    settle();
    Map<String, Entry> nodes = skus.get(sku);
    if (nodes == null) {
      throw Refusal.unknown("no inventory for SKU " + sku);
    }
    return nodes;
  }

  /** Also where a ship node is refused the answer is 200. */
  JsonNode putNodes(Request request) {
    request.only();
    String sku = request.part(2);
    Map<String, Entry> nodes = nodes(sku);
    JsonNode body = Request.only(request.json("inventories").path("inventories"), "nodes");
    ObjectNode answer = Request.JSON.createObjectNode().put("sku", sku);
    ArrayNode told = answer.putArray("nodes");
    for (JsonNode node : body.path("nodes")) {
      Request.only(node, "shipNode", "inputQty");
      String name = Request.text(node, "shipNode");
      long units = Request.units(node.path("inputQty"));
      ObjectNode row = told.addObject().put("shipNode", name);
      if (nodes.containsKey(name)) {
        write(nodes.get(name), units);
        row.put("status", "Success");
      } else {
        row.put("status", "Failed");
        row.putArray("errors").addObject().put("code", "INVALID_SHIP_NODE.GMP_INVENTORY_API").put("severity", "ERROR")
            .put("category", "DATA").put("description", "the SKU has no such ship node");
      }
    }
    return answer;
  }

  JsonNode get(Request request) {
    request.only("shipNode");
    return row(request.part(2), nodes(request.part(2)));
  }

  private static ObjectNode row(String sku, Map<String, Entry> nodes) {
    ObjectNode row = Request.JSON.createObjectNode().put("sku", sku);
    ArrayNode told = row.putArray("nodes");
    nodes.forEach((node, entry) -> {
      ObjectNode one = told.addObject().put("shipNode", node);
      one.putObject("inputQty").put("unit", "EACH").put("amount", entry.input);
      one.putObject("availToSellQty").put("unit", "EACH").put("amount", entry.available());
      one.putObject("reservedQty").put("unit", "EACH").put("amount", entry.reserved);
    });
    return row;
  }

  JsonNode list(Request request) {
    request.only("limit", "nextCursor");
    settle();
    int limit = Math.min(page, request.number("limit", 10, MOST));
    String cursor = request.text("nextCursor");
    if (!cursor.isEmpty() && !cursors.containsKey(cursor)) {
      throw Refusal.invalid("no such cursor");
    }
    String after = cursor.isEmpty() ? "" : cursors.get(cursor);
    List<String> names = new TreeMap<>(skus).tailMap(after, false).keySet().stream().limit(limit + 1L).toList();
    ObjectNode answer = Request.JSON.createObjectNode();
    ObjectNode meta = answer.putObject("meta").put("totalCount", skus.size());
    ArrayNode rows = answer.putObject("elements").putArray("inventories");
    names.stream().limit(limit).forEach(sku -> rows.add(row(sku, skus.get(sku))));
    if (names.size() > limit) {
      String next = "NTVmZjIx+" + cursors.size() + "/=";
      cursors.put(next, names.get(limit - 1));
      meta.put("nextCursor", next);
    }
    return answer;
  }

  /** An account that Walmart holds nothing for has no such address. */
  JsonNode held(Request request) {
    request.only("sku", "fromModifiedDate", "toModifiedDate", "limit", "offset");
    if (wfs.isEmpty()) {
      throw Refusal.unknown("not enrolled");
    }
    int limit = Math.min(page, request.number("limit", 10, MOST_HELD));
    int offset = request.number("offset", 0, Integer.MAX_VALUE);
    ObjectNode answer = Request.JSON.createObjectNode();
    answer.putObject("headers").put("totalCount", wfs.size()).put("limit", limit).put("offset", offset);
    ArrayNode rows = answer.putObject("payload").putArray("inventory");
    wfs.keySet().stream().skip(offset).limit(limit).forEach(sku -> rows.addObject().put("sku", sku).putArray("shipNodes").addObject()
        .put("modifiedDate", clock.instant().toString()).put("availToSellQty", wfs.get(sku)).put("onHandQty", wfs.get(sku) + 1)
        .put("shipNodeType", "WFSFulfilled"));
    return answer;
  }
}
