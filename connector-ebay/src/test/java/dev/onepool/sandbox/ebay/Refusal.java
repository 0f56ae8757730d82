package dev.onepool.sandbox.ebay;

/** eBay refuses a call, with one of its error numbers. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  final int status;
  final int error;
  final String domain;

  Refusal(int status, int error, String domain, String message) {
    super(message, null, false, false);
    this.status = status;
    this.error = error;
    this.domain = domain;
  }

  static Refusal inventory(int error, String message) {
    return new Refusal(400, error, "API_INVENTORY", message);
  }

  static Refusal order(int error, String message) {
    return new Refusal(400, error, "API_FULFILLMENT", message);
  }

  static Refusal notification(int status, int error, String message) {
    return new Refusal(status, error, "API_NOTIFICATION", message);
  }
}
