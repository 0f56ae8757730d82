package dev.onepool.benchmarks.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/** Reads what the script wrote: a counter for each SKU, a stream of entries, a hash of keys. */
final class RedisBooks implements Books {

  static final String AVAILABLE = "available:";
  static final String EFFECTS = "effects";
  static final String ENTRIES = "entries";

  private static final int PAGE = 5_000;

  private final RedisServer server;
  private final Catalogue catalogue;

  RedisBooks(RedisServer server, Catalogue catalogue) {
    this.server = server;
    this.catalogue = catalogue;
  }

  @Override
  public Totals read() {
    try (Jedis jedis = server.connect()) {
      Map<String, Long> taken = new HashMap<>();
      long entryPrints = entries(jedis, taken);
      long units = taken.values().stream().mapToLong(Long::longValue).sum();
      long available = 0;
      long wrong = 0;
      String[] keys = catalogue.skus().stream().map(sku -> AVAILABLE + sku).toArray(String[]::new);
      List<String> values = jedis.mget(keys);
      for (int i = 0; i < keys.length; i++) {
        long now = Long.parseLong(values.get(i));
        available += now;
        wrong += now + taken.getOrDefault(keys[i], 0L) == Catalogue.UNITS ? 0 : 1;
      }
      return new Totals(
          available, jedis.hlen(EFFECTS), jedis.xlen(ENTRIES), units, effects(jedis), entryPrints, wrong);
    }
  }

  private static long entries(Jedis jedis, Map<String, Long> taken) {
    long prints = 0;
    String from = "-";
    while (true) {
      List<StreamEntry> page = jedis.xrange(ENTRIES, from, "+", PAGE);
      for (StreamEntry entry : page) {
        Map<String, String> fields = entry.getFields();
        taken.merge(fields.get("sku"), Long.parseLong(fields.get("quantity")), Long::sum);
        prints += Request.fingerprint(fields.get("effect"));
      }
      if (page.size() < PAGE) {
        return prints;
      }
      StreamEntryID last = page.get(page.size() - 1).getID();
      from = "(" + last;
    }
  }

  private static long effects(Jedis jedis) {
    long prints = 0;
    for (String id : jedis.hkeys(EFFECTS)) {
      prints += Request.fingerprint(id);
    }
    return prints;
  }
}
