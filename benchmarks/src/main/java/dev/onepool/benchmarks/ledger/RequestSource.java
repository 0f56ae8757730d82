package dev.onepool.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes requests of a workload, for any thread. The keys cost as little as random keys can. */
final class RequestSource {

  private final Workload workload;
  private final Catalogue catalogue;

  RequestSource(Workload workload, Catalogue catalogue) {
    this.workload = workload;
    this.catalogue = catalogue;
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
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    return new Request(id, workload.hot() ? catalogue.skus().subList(0, workload.lines()) : some(random, shard, shards));
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
