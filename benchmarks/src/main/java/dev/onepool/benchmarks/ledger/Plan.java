package dev.onepool.benchmarks.ledger;

import java.util.List;

/**
 * What is measured, and for how long.
 *
 * @param keys what requests are called
 * @param seconds that count of each round; each begins with half as much to warm up, at least 0.1 s
 * @param quick only the first number of connections of each contender
 */
record Plan(List<Mode> modes, List<Workload> workloads, Keys keys, int rounds, double seconds, boolean quick) {

  double warmUpSeconds() {
    return Math.max(0.1, seconds / 2);
  }

  List<Integer> connections(Contender contender, Mode mode) {
    List<Integer> all = contender.connections(mode);
    return quick ? all.subList(0, 1) : all;
  }
}
