package dev.onepool.benchmarks.ledger;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What requests are called. Both kinds are fresh, equally long, and cost as little to make as random keys can. */
enum Keys {
  /** UUIDs without any order: every one has its place somewhere else in an index. */
  random {
    @Override
    String next() {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      return new UUID(random.nextLong(), random.nextLong()).toString();
    }
  },
  /** UUIDs that rise with time, as version 7 does (RFC 9562, section 5.7), or numbers of orders: neighbours in an index. */
  rising {
    @Override
    String next() {
      long millis = System.currentTimeMillis();
      ThreadLocalRandom random = ThreadLocalRandom.current();
      return new UUID(millis << 16 | 0x7000L | random.nextInt(0x1000), random.nextLong() >>> 2 | 1L << 63).toString();
    }
  };

  abstract String next();
}
