package dev.onepool;

/** Amounts of money as text, with two decimals. */
final class Amounts {

  private Amounts() {}

  /** By hand, because formatters take longer than the policy that gives its reasons. */
  static String text(double amount) {
    if (Math.abs(amount) >= 1e15) {
      return Double.toString(amount);
    }
    long cents = Math.round(Math.abs(amount) * 100);
    String sign = amount < 0 && cents > 0 ? "-" : "";
    return sign + cents / 100 + '.' + cents / 10 % 10 + cents % 10;
  }
}
