package dev.onepool.examples.demo;

/**
 * One line of an order.
 *
 * @param invoice the order that the line belongs to
 * @param placedAt when it was placed, in seconds since 1970 UTC
 * @param sku the code of what was ordered; codes that differ by case only are different SKUs
 * @param quantity units asked; 1 or more
 * @param customer who ordered; empty where that is not known
 * @param unitPrice what one unit cost the buyer, in the source's currency
 */
record OrderLine(String invoice, long placedAt, String sku, int quantity, String customer, double unitPrice)
    implements Row {

  /** Returns who decides the channel: the customer, or the invoice where there is none. */
  String buyer() {
    return customer.isEmpty() ? invoice : customer;
  }
}
