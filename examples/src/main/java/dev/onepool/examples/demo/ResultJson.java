package dev.onepool.examples.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a result as JSON: one object for each contender, then the assumptions, the rows and the seconds. */
final class ResultJson {

  private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultJson() {}

  /** Returns the JSON text. */
  static String text(Result result) {
    ObjectNode root = MAPPER.createObjectNode();
    result.outcomes().forEach((contender, outcome) -> root.set(contender.name(), MAPPER.valueToTree(outcome)));
    root.set("assumptions", assumptions(result));
    root.set("rows", rows(result.orders().rows()));
    root.put("seconds", Math.round(result.seconds() * 1000) / 1000.0);
    try {
      return MAPPER.writeValueAsString(root) + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts can always be written", e);
    }
  }

  /** Writes the JSON text to a file, whole or not at all; a file of that name is replaced. */
  static void write(Result result, Path file) throws IOException {
    WholeFile.write(file, text(result));
  }

  private static ObjectNode assumptions(Result result) {
    Workload workload = result.workload();
    Assumptions assumptions = workload.assumptions();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("orders_from", result.orders().source());
    node.put("stock_days", assumptions.stockDays());
    node.put("loop_seconds", assumptions.loop().toSeconds());
    node.put("order_lag_seconds", assumptions.orderLag().toSeconds());
    node.put("write_lag_seconds", assumptions.writeLag().toSeconds());
    node.put("guarantee", assumptions.guarantee().toString());
    node.put("seed", assumptions.seed());
    node.put("days", workload.days());
    node.put("skus", workload.skus());
    node.put("lines", workload.lines());
    ChannelAssignment.CHANNELS.forEach(node.putArray("channels")::add);
    node.put("channel_rule", ChannelAssignment.RULE);
    node.put("line_rule", "sold whole if the channel shows at least the quantity, refused otherwise");
    node.put("writes_rule", "quantities sent; the first one of every listing is counted for every contender");
    return node;
  }

  private static ObjectNode rows(RowCounts rows) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("read", rows.read());
    node.put("used", rows.used());
    ObjectNode skipped = node.putObject("skipped");
    rows.skipped().forEach((reason, count) -> skipped.put(reason.key(), count));
    return node;
  }
}
