package dev.onepool.testkit.contract;

/** How a notification can be false. */
public enum Forgery {
  /** It carries no signature. */
  UNSIGNED,
  /** Its signature was made with another secret. */
  WRONG_SIGNATURE,
  /** Its body was changed after it was signed. */
  ALTERED,
  /** It is genuine, for another account. */
  ANOTHER_ACCOUNT,
  /** It is genuine, and so old that the channel's documents say to refuse it. */
  TOO_OLD
}
