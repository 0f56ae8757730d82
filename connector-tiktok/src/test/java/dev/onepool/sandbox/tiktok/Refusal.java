package dev.onepool.sandbox.tiktok;

/** TikTok refuses a call. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  final int status;
  final long code;

  Refusal(int status, long code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refusal invalid(String message) {
    return new Refusal(200, 36009004, "Invalid parameter: " + message);
  }
}
