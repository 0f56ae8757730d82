package dev.onepool.benchmarks.crash;

import dev.onepool.benchmarks.crash.Deed.Kind;
import dev.onepool.benchmarks.crash.Deed.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What is raced for. */
enum Variant {
  /** Everybody asks for one unit of the same SKU, of which there are 100. */
  HOT,
  /** Everybody asks for one unit of the same SKU and one of another, which is one of three. */
  BASKET,
  /** Every process asks for the same 40 things under the same keys, half of them from the last to the first. */
  OPPOSITE;

  static final long STOCK = 100;

  private static final String HOT_SKU = "hot";
  private static final int SHARED = 40;

  /** Returns what has to be there before the start. */
  List<Deed> stock() {
    List<Deed> stock = new ArrayList<>();
    Map<String, Long> units = new TreeMap<>(Map.of(HOT_SKU, STOCK));
    if (this != HOT) {
      IntStream.range(0, 3).forEach(i -> units.put("side-" + i, STOCK));
    }
    units.forEach((sku, count) -> stock.add(Deed.of(Kind.RECEIVE, "stock-" + sku, sku, count)));
    return stock;
  }

  /** Returns what one caller of one process asks, in order. */
  List<Deed> deeds(int process, int caller) {
    String id = "p" + process + "-c" + caller;
    return switch (this) {
      case HOT -> List.of(Deed.reserve(id, new Line(HOT_SKU, 1)));
      // The sides in another order than the hot one: lines are sorted by whoever is careful.
      case BASKET -> List.of(caller % 2 == 0
          ? Deed.reserve(id, new Line(HOT_SKU, 1), new Line("side-" + caller % 3, 1))
          : Deed.reserve(id, new Line("side-" + caller % 3, 1), new Line(HOT_SKU, 1)));
      case OPPOSITE -> shared(process, caller);
    };
  }

  private static List<Deed> shared(int process, int caller) {
    List<Deed> deeds = new ArrayList<>();
    for (int i = 0; i < SHARED; i++) {
      if (i % 5 == caller % 5) {
        deeds.add(i % 2 == 0
            ? Deed.reserve("shared-" + i, new Line(HOT_SKU, 1), new Line("side-" + i % 3, 1))
            : Deed.of(Kind.RECEIVE, "shared-" + i, "side-" + i % 3, 1));
      }
    }
    if (process % 2 == 1) {
      Collections.reverse(deeds);
    }
    return deeds;
  }

  /** Returns how many reservations must be held at the end. */
  long held() {
    return this == OPPOSITE ? SHARED / 2 : STOCK;
  }
}
