package dev.onepool.sandbox.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What buyers send back. Guarded by the sandbox's lock. */
final class SandboxReturns {

  private record Returned(
      String id, SandboxOrder order, SandboxOrder.Line line, long units, String status, boolean kept, Instant at) {}

  private final Clock clock;
  private final List<Returned> returns = new ArrayList<>();
  private final Set<String> cursors = new HashSet<>();
  int page = 200;

  SandboxReturns(Clock clock) {
    this.clock = clock;
  }

  void add(SandboxOrder order, SandboxOrder.Line line, long units, String status, boolean kept) {
    returns.add(new Returned("10373804890981" + (1_000 + returns.size()), order, line, units, status, kept, clock.instant()));
  }

  /** Dates come in pairs, and exclusive. */
  JsonNode search(Request request) {
    String offset = request.text("offset");
    if (offset.isEmpty()) {
      request.only("customerOrderId", "returnOrderId", "status", "returnType", "returnCreationStartDate", "returnCreationEndDate",
          "returnLastModifiedStartDate", "returnLastModifiedEndDate", "limit");
    } else if (!cursors.contains("?" + request.rawQuery())) {
      throw Refusal.invalid("this cursor was not given out: " + request.rawQuery());
    }
    Instant start = request.time("returnLastModifiedStartDate");
    Instant end = request.time("returnLastModifiedEndDate");
    if ((start == null) != (end == null)) {
      throw Refusal.invalid("returnLastModifiedStartDate and returnLastModifiedEndDate go together");
    }
    String customer = request.text("customerOrderId");
    List<Returned> found = returns.stream().filter(one -> customer.isEmpty() || one.order().customerOrder().equals(customer))
        .filter(one -> start == null || one.at().isAfter(start) && one.at().isBefore(end)).toList();
    int limit = Math.min(page, request.number("limit", 10, 200));
    int from = offset.isEmpty() ? 0 : Integer.parseInt(offset);
    String next = "";
    if (from + limit < found.size()) {
      next = "?sellerId=151&limit=" + limit + "&offset=" + (from + limit)
          + (customer.isEmpty() ? "" : "&customerOrderId=" + customer)
          + (start == null ? "" : "&returnLastModifiedStartDate=" + start + "&returnLastModifiedEndDate=" + end);
      cursors.add(next);
    }
    ObjectNode answer = Request.JSON.createObjectNode();
    answer.putObject("meta").put("totalCount", found.size()).put("limit", limit).put("nextCursor", next);
    ArrayNode rows = answer.putArray("returnOrders");
    found.subList(Math.min(from, found.size()), Math.min(from + limit, found.size())).forEach(one -> rows.add(told(one)));
    return answer;
  }

  private static ObjectNode told(Returned one) {
    ObjectNode told = Request.JSON.createObjectNode().put("returnOrderId", one.id())
        .put("customerOrderId", one.order().customerOrder()).put("returnType", "REFUND").put("returnOrderDate", one.at().toString());
    ObjectNode line = told.putArray("returnOrderLines").addObject().put("returnOrderLineNumber", 1).put("returnReason", "DAMAGED")
        .put("purchaseOrderId", one.order().id()).put("purchaseOrderLineNumber", Long.parseLong(one.line().number()));
    line.putObject("item").put("sku", one.line().sku()).put("productName", "Something");
    line.putObject("quantity").put("unitOfMeasure", "EACH").put("measurementValue", one.units());
    line.put("returnExpectedFlag", !one.kept()).put("isKeepIt", one.kept()).put("status", one.status())
        .put("statusTime", one.at().toString());
    ArrayNode events = line.putArray("returnTrackingDetail");
    if (!one.status().equals("INITIATED") && !one.kept()) {
      events.addObject().put("sequenceNo", 1).put("eventTag", "DELIVERED_AT_RETURN_CENTER").put("eventTime", one.at().toString());
    }
    events.addObject().put("sequenceNo", 0).put("eventTag", "RETURN_INITIATED").put("eventTime", one.at().toString());
    return told;
  }
}
