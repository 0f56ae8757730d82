package dev.onepool.examples.demo;

/**
 * One line of an order.
 *
 * @param invoice the order that the line belongs to
 * @param placedAt when it was placed, in seconds since 1970 UTC
 * @param sku the code of what was ordered; codes that differ by case only are different SKUs
 * @param quantity units asked; 1 or more
 * @param customer who ordered; empty where that is not known
 * @param unitPrice what a unit cost the customer, money; 0 where it was free or that is not known
 */
record OrderLine(String invoice, long placedAt, String sku, int quantity, String customer, double unitPrice) implements Row {

  /** A line whose price is not known. */
  OrderLine(String invoice, long placedAt, String sku, int quantity, String customer) {
    this(invoice, placedAt, sku, quantity, customer, 0);
  }

  /** Returns who decides the channel: the customer, or the invoice where there is none. */
  String buyer() {
    return customer.isEmpty() ? invoice : customer;
  }
}
