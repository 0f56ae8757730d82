package dev.onepool.core.internal.store;

/** A mistake that somebody could make in a store on PostgreSQL. */
public enum Mistake {
  /** None: the same parts around the store as it is. */
  NONE,
  /** Balances are written without looking whether they are still what the decision was made on. */
  GUARD_SKIPPED,
  /** Callers are told before the transaction is committed. */
  ACKNOWLEDGED_BEFORE_COMMIT,
  /** Whether a key was used is looked up first, and the key is written at the end. */
  LOOK_UP_BEFORE_CLAIM
}
