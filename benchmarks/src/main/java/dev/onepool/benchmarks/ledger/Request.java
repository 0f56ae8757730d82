package dev.onepool.benchmarks.ledger;

import java.util.List;

/**
 * One unit of each of these SKUs, all or nothing.
 *
 * @param id the effect key: fresh and random
 * @param skus different ones, sorted
 */
record Request(String id, List<String> skus) {

  /** Returns a number that stands for this key in sums over many keys. */
  static long fingerprint(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ (hash >>> 29);
  }

  /** Returns what rivals store as the hash of the input; as long as Onepool's, and free. */
  String hash() {
    return id.replace("-", "");
  }
}
