package dev.onepool.sandbox.walmart;

/** Walmart refuses a call. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  final int status;
  final String code;

  Refusal(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refusal invalid(String message) {
    return new Refusal(400, "INVALID_REQUEST_CONTENT.GMP_SANDBOX_API", message);
  }

  static Refusal unknown(String message) {
    return new Refusal(404, "CONTENT_NOT_FOUND.GMP_SANDBOX_API", message);
  }
}
