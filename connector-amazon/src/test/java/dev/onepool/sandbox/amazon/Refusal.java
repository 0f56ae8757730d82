package dev.onepool.sandbox.amazon;

/** Amazon refuses a call. */
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
    return new Refusal(400, "InvalidInput", message);
  }

  static Refusal unknown(String message) {
    return new Refusal(404, "NotFound", message);
  }
}
