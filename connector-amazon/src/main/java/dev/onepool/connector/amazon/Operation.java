package dev.onepool.connector.amazon;

import dev.onepool.spi.Rate;

/** An operation of the Selling Partner API, with the rate that Amazon documents for one seller and application. */
enum Operation {
  PATCH_LISTINGS_ITEM(5, 5),
  GET_LISTINGS_ITEM(5, 10),
  SEARCH_LISTINGS_ITEMS(5, 5),
  CREATE_FEED_DOCUMENT(0.5, 15),
  /** The usage plan says a burst of 15; listing feeds have a limit of their own, 5 in 5 minutes. */
  CREATE_FEED(0.0083, 5),
  GET_FEED(2, 15),
  GET_FEEDS(0.0222, 10),
  GET_FEED_DOCUMENT(0.0222, 10),
  SEARCH_ORDERS(0.0056, 20),
  GET_ORDER(0.5, 30),
  GET_ORDERS_V0(0.0167, 20),
  GET_ORDER_V0(0.5, 30),
  GET_ORDER_ITEMS_V0(0.5, 30),
  CONFIRM_SHIPMENT(2, 10),
  GET_INVENTORY_SUMMARIES(2, 2),
  FULFILLMENT_PREVIEW(2, 30),
  CREATE_FULFILLMENT_ORDER(2, 30),
  CANCEL_FULFILLMENT_ORDER(2, 30),
  GET_FULFILLMENT_ORDER(2, 30),
  GET_SUBSCRIPTION(1, 5),
  CREATE_SUBSCRIPTION(1, 5);

  private final Rate documented;

  Operation(double perSecond, long burst) {
    documented = new Rate(perSecond, burst);
  }

  Rate documented() {
    return documented;
  }
}
