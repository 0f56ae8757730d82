package dev.onepool.examples.demo;

import java.util.Locale;

/** Why a row of an order file is no order line. The row is counted and the file is read on. */
enum SkipReason implements Row {
  UNREADABLE_LINE("a line that is not CSV"),
  LINE_TOO_LONG("a line longer than " + Words.number(BoundedLines.MAX_LENGTH) + " characters"),
  WRONG_FIELD_COUNT("more or fewer fields than the header"),
  REPEATED_HEADER("a header line in the middle of the file"),
  BLANK_INVOICE("no invoice number"),
  BLANK_SKU("no SKU"),
  UNUSABLE_CODE("a code longer than 200 characters, or with unreadable ones"),
  MALFORMED_TIME("a time that is not like 2010-12-01T08:26:00Z"),
  TIME_OUT_OF_RANGE("a time before 1990 or after 2099"),
  MALFORMED_QUANTITY("a quantity that is not a whole number"),
  QUANTITY_TOO_LARGE("a quantity beyond 1,000,000 units"),
  MALFORMED_PRICE("a unit price that is not a number"),
  NOT_GOODS("no goods (postage, fees, discounts, vouchers)"),
  ZERO_QUANTITY("quantity zero"),
  CANCELLATION("returns and cancellations of earlier goods"),
  WRITE_OFF("write-offs (negative, at price 0)"),
  ADJUSTMENT("stock corrections (positive, at price 0, no customer)"),
  ORDER_TOO_LONG("a line beyond the " + Words.number(OrderFile.MAX_LINES_PER_ORDER) + "th of its order");

  private final String words;

  SkipReason(String words) {
    this.words = words;
  }

  /** Returns the reason for a reader. */
  String words() {
    return words;
  }

  /** Returns the reason as a key, in lower case with underscores. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
