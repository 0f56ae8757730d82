package dev.onepool.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Makes requests of a workload, for any thread. */
final class RequestSource {

  private final Workload workload;
  private final Catalogue catalogue;
  private final Keys keys;

  RequestSource(Workload workload, Catalogue catalogue, Keys keys) {
    this.workload = workload;
    this.catalogue = catalogue;
    this.keys = keys;
  }

  int lines() {
    return workload.lines();
  }

  Request next() {
    return next(0, 1);
  }

  /** Returns a request for SKUs of one shard only, so that shards never wait for each other's; hot SKUs are in all. */
  Request next(int shard, int shards) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new Request(keys.next(), workload.hot() ? catalogue.skus().subList(0, workload.lines()) : some(random, shard, shards));
  }

  private List<String> some(ThreadLocalRandom random, int shard, int shards) {
    int choice = catalogue.size() / shards;
    if (workload.lines() == 1) {
      return List.of(catalogue.skus().get(random.nextInt(choice) * shards + shard));
    }
    List<String> found = new ArrayList<>(workload.lines());
    while (found.size() < workload.lines()) {
      String sku = catalogue.skus().get(random.nextInt(choice) * shards + shard);
      if (!found.contains(sku)) {
        found.add(sku);
      }
    }
    found.sort(null);
    return found;
  }
}
