package dev.onepool.core.internal.store;

/**
 * In what databases differ about events. {@code e} is the event.
 *
 * @param settled the condition that nothing can come before the event any more
 * @param now two values: behind whatever has settled, and before whatever has not
 * @param changed what to run when a subscription was changed, so that other processes notice; may be empty
 * @param state a query for a number that changes then; may be empty
 * @param proof what to select to fail unless the number is still the one that is put into it
 */
record EventSql(String settled, String now, String changed, String state, String proof) {

  /** One process, one writer: the ids say it all. */
  static final EventSql ALONE = new EventSql(
      "TRUE", "0, (SELECT COALESCE(MAX(id), 0) FROM onepool_event WHERE seller = :seller)", "", "", "");

  /**
   * Rows become visible in any order; but what a transaction wrote that began before all that are still open is all there.
   * A sequence shows its value at once, to every transaction, and needs no lock. While it changes, the column may be ahead
   * for a moment: that fails a proof, which is then repeated, but must not be remembered.
   */
  static final EventSql SHARED = new EventSql(
      "e.writer < pg_snapshot_xmin(pg_current_snapshot())", "pg_snapshot_xmin(pg_current_snapshot()), 0",
      "SELECT nextval('onepool_subscriptions')", "SELECT pg_sequence_last_value('onepool_subscriptions')",
      ", sqrt(CASE WHEN (SELECT last_value FROM onepool_subscriptions) = %d THEN 1 ELSE -1 END) AS subscriptions");
}
