package dev.onepool.core.internal.planning;

/** The methods that everything else has to beat. */
final class Naive {

  private Naive() {}

  /** As on the last known day. */
  static final class LastDay implements Method {
    private double last;

    @Override
    public String name() {
      return "naive";
    }

    @Override
    public double levelNews() {
      return 1;
    }

    @Override
    public void learn(double units, boolean known, int day) {
      last = known ? units : last;
    }

    @Override
    public double mean(int day, int ahead) {
      return last;
    }
  }

  /** As on the last known same day of the week. */
  static final class LastWeek implements Method {
    private final double[] last = new double[7];

    @Override
    public String name() {
      return "seasonal-naive";
    }

    @Override
    public double levelNews() {
      return 1.0 / 7;
    }

    @Override
    public void learn(double units, boolean known, int day) {
      last[day % 7] = known ? units : last[day % 7];
    }

    @Override
    public double mean(int day, int ahead) {
      return last[day % 7];
    }
  }

  /** As on all days so far. */
  static final class Mean implements Method {
    private final Start start;
    private double sum;
    private double weight;

    Mean(Start start) {
      this.start = start;
    }

    @Override
    public String name() {
      return "mean by day of week";
    }

    @Override
    public double levelNews() {
      return 0;
    }

    @Override
    public void learn(double units, boolean known, int day) {
      if (known) {
        sum += units;
        weight += start.week()[start.weekday(day)];
      }
    }

    @Override
    public double mean(int day, int ahead) {
      double perDay = weight > 0 ? sum / weight : 0;
      return perDay * start.week()[start.weekday(day)];
    }
  }
}
