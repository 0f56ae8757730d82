package dev.onepool.examples.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run of the demo has shown.
 *
 * @param orders what was sold, with what became of the source's rows
 * @param workload the same, as the contenders got it
 * @param outcomes each contender's outcome, in the order of the table
 * @param seconds how long the run took
 */
record Result(Orders orders, Workload workload, Map<Contender, Outcome> outcomes, double seconds) {

  /** Copies the map and keeps its order. */
  Result {
    outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
  }
}
