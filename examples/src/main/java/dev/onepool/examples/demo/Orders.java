package dev.onepool.examples.demo;

import java.util.List;

/**
 * What is to be sold.
 *
 * @param source where the orders come from, for a reader
 * @param lines the lines, in the order of the source
 * @param rows what became of the source's rows
 */
record Orders(String source, List<OrderLine> lines, RowCounts rows) {

  /** Copies the list. */
  Orders {
    lines = List.copyOf(lines);
  }
}
