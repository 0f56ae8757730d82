package dev.onepool;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was erased of a seller.
 *
 * @param seller whose
 * @param rows how many rows of each kind were erased; every kind is named, also with 0
 */
public record ErasureReport(SellerId seller, SortedMap<String, Long> rows) {

  /** Copies the map. */
  public ErasureReport {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /** Returns how many rows were erased. */
  public long total() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
