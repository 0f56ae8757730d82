package dev.onepool.benchmarks.ledger;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether Onepool becomes slower as it holds more: the same load on a small and on a large ledger, in turns. */
final class Growth {

  private static final Mode MODE = Mode.ASYNC1024;

  private final Arena arena;
  private final Plan plan;
  private final PrintWriter out;
  private final PrintWriter progress;

  Growth(Arena arena, Plan plan, PrintWriter out, PrintWriter progress) {
    this.arena = arena;
    this.plan = plan;
    this.out = out;
    this.progress = progress;
  }

  /** A ledger of this size. */
  record Size(int skus, long entries) {}

  /** Measures both, and returns what they came to with their ratio, large to small. */
  Map<String, Object> compare(Size small, Size large) throws Exception {
    Entrant few = entrant(small);
    Entrant many = entrant(large);
    for (int round = 1; round <= plan.rounds(); round++) {
      turn(few, small, round);
      turn(many, large, round);
    }
    Measured fewMeasured = few.finish();
    Measured manyMeasured = many.finish();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("small", figures(small, fewMeasured));
    figures.put("large", figures(large, manyMeasured));
    if (fewMeasured.isMeasured() && manyMeasured.isMeasured() && fewMeasured.median().perSecond() > 0) {
      double ratio = manyMeasured.median().perSecond() / fewMeasured.median().perSecond();
      figures.put("ratio", Report.rounded(ratio));
      out.printf(Locale.ROOT, "%,d SKUs and %,d entries: %,.0f/s; %,d SKUs and %,d entries: %,.0f/s; ratio %.2f%n",
          small.skus(), small.entries(), fewMeasured.median().perSecond(), large.skus(), large.entries(),
          manyMeasured.median().perSecond(), ratio);
    }
    return figures;
  }

  private Entrant entrant(Size size) throws Exception {
    progress.printf(Locale.ROOT, "loading %,d SKUs and %,d entries%n", size.skus(), size.entries());
    Catalogue catalogue = new Catalogue(size.skus());
    OnepoolContender contender = new OnepoolContender(arena);
    contender.load(catalogue, size.entries(), progress);
    Entrant entrant = new Entrant(contender, MODE, new RequestSource(Workload.UNIFORM, catalogue, Keys.random), progress);
    entrant.adopt();
    return entrant;
  }

  private void turn(Entrant entrant, Size size, int number) {
    Round round = entrant.round(0, plan.warmUpSeconds(), plan.seconds());
    if (round != null) {
      progress.printf(Locale.ROOT, "  %,d SKUs, %,d entries, round %d of %d: %,.0f/s   p99 %.2f ms%n", size.skus(),
          size.entries(), number, plan.rounds(), round.perSecond(), round.p99Millis());
    }
  }

  private static Map<String, Object> figures(Size size, Measured measured) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("skus", size.skus());
    figures.put("entries", size.entries());
    figures.putAll(Report.figures(measured));
    return figures;
  }

  /** Returns the two comparisons that the project is judged by. */
  Map<String, Object> run() throws Exception {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (List<Size> pair : List.of(
        List.of(new Size(1_000, 0), new Size(1_000_000, 0)), List.of(new Size(10_000, 0), new Size(10_000, 10_000_000)))) {
      figures.put(figures.isEmpty() ? "skus" : "entries", compare(pair.get(0), pair.get(1)));
    }
    return figures;
  }
}
