package dev.onepool.spi;

/** What kind of trouble a channel has with a call. */
public enum FailureKind {
  /** The credentials are missing, wrong, expired or revoked. A person must act. */
  UNAUTHORIZED,
  /** The channel does not know the listing. */
  UNKNOWN_LISTING,
  /** The channel understood the call and refuses it. Repeating it will not help. */
  INVALID,
  /** The listing does not show what the write {@link QuantityWrite#expected() expected}. Read it, and its orders, again. */
  STALE,
  /** The channel, or its connector, has no such call. */
  UNSUPPORTED,
  /** The channel wants fewer calls. */
  THROTTLED,
  /** The channel or the way to it is out of order for now. */
  UNAVAILABLE,
  /** The channel answered something that cannot be read. */
  MALFORMED
}
