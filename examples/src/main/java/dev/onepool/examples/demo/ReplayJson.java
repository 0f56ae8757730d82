package dev.onepool.examples.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes what {@code ./demo replay} came to as JSON. */
final class ReplayJson {

  private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReplayJson() {}

  static String text(ReplayResult result) {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode policies = root.putArray("policies");
    for (Replay.Row row : result.rows()) {
      policies.add(rounded(MAPPER.valueToTree(row), row.margin(), row.unitsHeldBack(), row.heldBackShare(), row.delivered()));
    }
    ObjectNode best = MAPPER.valueToTree(result.best());
    root.set("perfect_knowledge", best.put("margin", round(result.best().margin(), 100)));
    root.set("assumptions", assumptions(result));
    ObjectNode rows = root.putObject("rows");
    rows.put("read", result.orders().rows().read());
    rows.put("used", result.orders().rows().used());
    root.put("seconds", round(result.seconds(), 1_000));
    try {
      return MAPPER.writeValueAsString(root) + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts can always be written", e);
    }
  }

  private static ObjectNode rounded(ObjectNode row, double margin, double heldBack, double heldBackShare, double delivered) {
    return row.put("margin", round(margin, 100)).put("units_held_back", round(heldBack, 100))
        .put("held_back_share", round(heldBackShare, 1_000_000)).put("delivered", round(delivered, 1_000_000));
  }

  private static double round(double value, int parts) {
    return Math.rint(value * parts) / parts;
  }

  private static ObjectNode assumptions(ReplayResult result) {
    Workload workload = result.workload();
    Assumptions assumed = workload.assumptions();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("orders_from", result.orders().source());
    node.put("stock_days", assumed.stockDays());
    node.put("lines_sold", result.lines().toString());
    node.put("loop_seconds", assumed.loop().toSeconds());
    node.put("order_lag_seconds", assumed.orderLag().toSeconds());
    node.put("write_lag_seconds", assumed.writeLag().toSeconds());
    node.put("days", workload.days());
    node.put("skus", workload.skus());
    node.put("orders", workload.orders());
    node.put("lines", workload.lines());
    ObjectNode margins = node.putObject("margin_percent");
    ChannelAssignment.CHANNELS.forEach(channel -> margins.put(channel, result.margins().percent().get(channel)));
    node.put("channel_rule", ChannelAssignment.RULE);
    return node;
  }
}
