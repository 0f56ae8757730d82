package dev.onepool.core.internal.store;

/**
 * What tests change to see the store fail; production uses {@link #DURABLE}.
 *
 * @param synchronous SQLite's setting of that name
 * @param maxPages the most pages the file may have, to imitate a full disk; 0 for no limit
 */
public record SqliteOptions(String synchronous, int maxPages) {

  /** What is acknowledged is on disk. */
  public static final SqliteOptions DURABLE = new SqliteOptions("FULL", 0);
}
