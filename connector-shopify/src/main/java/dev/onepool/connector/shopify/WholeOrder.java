package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** An order with all pages of what belongs to it. Filled by the reader, then only read. */
final class WholeOrder {

  final JsonNode order;
  final List<JsonNode> lines = new ArrayList<>();
  final List<Part> parts = new ArrayList<>();
  final List<JsonNode> refunds = new ArrayList<>();
  final List<JsonNode> returns = new ArrayList<>();
  boolean complete;

  WholeOrder(JsonNode order) {
    this.order = order;
  }

  /** A fulfilment order: the part of an order that one location ships. */
  record Part(JsonNode node, List<JsonNode> lines) {}
}
