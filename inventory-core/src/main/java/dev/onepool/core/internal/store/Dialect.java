package dev.onepool.core.internal.store;

import java.util.List;

/** The little in which databases differ. Everything else is SQL that all of them read. */
interface Dialect {

  /**
   * Returns a table expression named {@code k} with text columns {@code c1, c2, …} that holds the rows bound as
   * {@code :keys}; see {@link #bind}.
   */
  String keys(int columns);

  /** Returns what to bind as {@code :keys}, for rows of equal length. */
  Object bind(List<List<String>> rows);

  /** Returns the statement that begins a transaction which excludes other writers of the same rows. */
  String begin();
}
