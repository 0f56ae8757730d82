package dev.onepool.benchmarks.crash;

import dev.onepool.benchmarks.crash.Deed.Kind;
import dev.onepool.benchmarks.crash.Deed.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws what one thread of a shop asks next. Only one thread uses it. */
final class RandomLoad {

  private static final List<String> SKUS = List.of("A", "B", "C", "D", "E");
  private static final int MOST_OPEN = 50;

  private final Random random;
  private final String prefix;
  private final List<Deed> holds = new ArrayList<>();
  private final List<Deed> sales = new ArrayList<>();
  private int drawn;

  /**
   * Makes a load.
   *
   * @param prefix begins every id, so that no two loads ask for the same
   */
  RandomLoad(String prefix, long seed) {
    this.prefix = prefix;
    this.random = new Random(seed);
  }

  Deed next() {
    String id = prefix + "-" + drawn++;
    int dice = random.nextInt(100);
    if (dice < 25) {
      return Deed.of(Kind.RECEIVE, id, sku(), 1 + random.nextInt(20));
    }
    if (dice < 55) {
      String one = sku();
      String other = sku();
      return one.equals(other) ? Deed.reserve(id, line(one)) : Deed.reserve(id, line(one), line(other));
    }
    if (dice < 75 && !holds.isEmpty()) {
      return Deed.with(random.nextBoolean() ? Kind.RELEASE : Kind.FULFIL, holds.remove(random.nextInt(holds.size())));
    }
    if (dice < 82) {
      return Deed.of(Kind.SALE, id, sku(), 1 + random.nextInt(3));
    }
    if (dice < 90 && !sales.isEmpty()) {
      return Deed.with(random.nextBoolean() ? Kind.CANCEL : Kind.SHIP, sales.remove(random.nextInt(sales.size())));
    }
    if (dice < 96) {
      return Deed.of(Kind.ADJUST, id, sku(), random.nextBoolean() ? 1 + random.nextInt(5) : -1 - random.nextInt(3));
    }
    return Deed.of(Kind.COUNT, id, sku(), random.nextInt(40));
  }

  /** Takes note of what was posted, so that something can be done with it later. */
  void posted(Deed deed) {
    if (deed.kind() == Kind.RESERVE && holds.size() < MOST_OPEN) {
      holds.add(deed);
    } else if (deed.kind() == Kind.SALE && sales.size() < MOST_OPEN) {
      sales.add(deed);
    }
  }

  /** Returns whether somebody who does not know what became of a call asks once more; most do. */
  boolean asksOnceMore() {
    return random.nextInt(8) > 0;
  }

  private String sku() {
    return SKUS.get(random.nextInt(SKUS.size()));
  }

  private Line line(String sku) {
    return new Line(sku, 1 + random.nextInt(3));
  }
}
