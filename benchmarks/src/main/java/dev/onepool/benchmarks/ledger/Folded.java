package dev.onepool.benchmarks.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * A batch, turned into columns for set-based statements, with its quantities summed per SKU.
 *
 * @param skus different ones, sorted
 * @param units wanted of each
 * @param lineSkus the SKU of each line, request by request
 * @param lineEffects the key of each line
 * @param later how many units of the same SKU are wanted by later lines
 */
record Folded(
    List<String> skus, List<Long> units, List<String> lineSkus, List<String> lineEffects, List<Long> later) {

  static Folded of(List<Request> batch) {
    TreeMap<String, Long> sums = new TreeMap<>();
    List<String> skus = new ArrayList<>();
    List<String> effects = new ArrayList<>();
    List<Long> later = new ArrayList<>();
    for (int i = batch.size() - 1; i >= 0; i--) {
      Request request = batch.get(i);
      for (int line = request.skus().size() - 1; line >= 0; line--) {
        String sku = request.skus().get(line);
        skus.add(sku);
        effects.add(request.id());
        later.add(sums.merge(sku, 1L, Long::sum) - 1);
      }
    }
    Collections.reverse(skus);
    Collections.reverse(effects);
    Collections.reverse(later);
    return new Folded(List.copyOf(sums.keySet()), List.copyOf(sums.values()), skus, effects, later);
  }
}
