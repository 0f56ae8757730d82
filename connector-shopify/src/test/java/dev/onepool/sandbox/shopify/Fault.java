package dev.onepool.sandbox.shopify;

/** What can go wrong with one call. */
public enum Fault {
  /** Nothing: the call is answered as it should be, and the next fault waits for the next call. */
  NONE,
  /** No effect, and the connection is cut. */
  LOST_BEFORE,
  /** It has its effect, and the connection is cut. */
  LOST_AFTER,
  /** No effect, and an answer of status 503. */
  SERVER_ERROR,
  /** It has its effect, and an answer of status 502. */
  SERVER_ERROR_AFTER,
  /** It has its effect, and the answer is a web page of status 200. */
  GARBAGE,
  /** It has its effect, and the answer's JSON ends in the middle. */
  TRUNCATED,
  /** No effect, and no answer until the sandbox is closed. */
  SILENCE,
  /** The connection is cut, and the effect comes with {@link ShopifySandbox#applyHeld()}. */
  HELD,
  /** It has its effect, and the answer says that another API version gave it. */
  OTHER_VERSION,
  /** It has its effect, and the answer holds its data beside an internal error. */
  PARTLY_FAILED,
  /** It has its effect, and the answer says of a part of its data that the app has no scope for it, and a token. */
  SCOPE_MISSING,
  /** No effect, and an answer of status 429 that names 7 seconds. */
  TOO_MANY,
  /** No effect, and an answer of status 402: the shop is frozen. */
  FROZEN
}
