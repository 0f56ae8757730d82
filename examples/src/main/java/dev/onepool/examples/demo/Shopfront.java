package dev.onepool.examples.demo;

import java.util.Map;

/** A shop that buyers buy in and that Onepool reaches through a connector. */
interface Shopfront extends AutoCloseable {

  /** Returns the name of the channel. */
  String channel();

  /** Returns the id of the connector that reaches it. */
  String provider();

  /** Returns the settings by which it is reached. */
  Map<String, String> settings();

  /** Puts a SKU on sale, with nothing to sell yet. */
  void list(String sku);

  /** A buyer wants a line of an order. Returns whether the shop sold it, which it does if it shows as much. */
  boolean buy(String order, String line, String sku, long units);

  /** Returns what buyers can take of a SKU now. */
  long shown(String sku);

  /** Returns the units sold and not cancelled of each SKU that sold any, by the shop's own books. */
  Map<String, Long> sold();

  @Override
  void close();
}
