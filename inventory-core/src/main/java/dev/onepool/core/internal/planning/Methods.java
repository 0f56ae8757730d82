package dev.onepool.core.internal.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The methods that compete, the simplest first. */
final class Methods {

  /** The baseline that everything is compared with. */
  static final int SEASONAL_NAIVE = 1;

  /** What is taken unless another method is clearly better: level and seller's week, alpha 0.05. */
  static final int DEFAULT = 4;

  /** What is taken where history is too short to choose; those before it are naive. */
  static final int FALLBACK = 2;

  private static final double[] ALPHAS = {0.02, 0.05, 0.10, 0.20};

  private Methods() {}

  /**
   * Returns makers of fresh methods.
   *
   * @param learnedDays how many days may be looked at for what is not learned day by day
   */
  static List<Supplier<Method>> all(TotalDemand demand, Start start, int learnedDays) {
    List<Supplier<Method>> methods = new ArrayList<>();
    methods.add(Naive.LastDay::new);
    methods.add(Naive.LastWeek::new);
    methods.add(() -> new Naive.Mean(start));
    for (double alpha : ALPHAS) {
      methods.add(() -> new Winters("level and seller's week", start, alpha, 0, 0));
    }
    methods.add(() -> new Winters("level", start.flat(), 0.1, 0, 0));
    methods.add(() -> new Croston(start, 0.1));
    methods.add(() -> new Teunter(start, 0.1, 0.05));
    for (double alpha : ALPHAS) {
      methods.add(() -> new Winters("level and own week", start, alpha, 0, 0.05));
    }
    methods.add(() -> new Winters("level, damped trend and seller's week", start, 0.05, 0.02, 0));
    methods.add(() -> new Winters("level, damped trend and seller's week", start, 0.1, 0.05, 0));
    if (learnedDays >= Yearly.LEAST_DAYS) {
      double[] year = Yearly.factors(demand, learnedDays);
      methods.add(() -> new Yearly(new Winters("level and seller's week", start, 0.02, 0, 0), year, demand.firstDay()));
      methods.add(() -> new Yearly(new Winters("level and seller's week", start, 0.05, 0, 0), year, demand.firstDay()));
      methods.add(() -> new Yearly(new Winters("level and own week", start, 0.05, 0, 0.05), year, demand.firstDay()));
    }
    return methods;
  }
}
