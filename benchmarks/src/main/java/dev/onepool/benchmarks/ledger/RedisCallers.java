package dev.onepool.benchmarks.ledger;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import redis.clients.jedis.Jedis;

/** Callers of Redis who wait, each on a connection of its own. */
final class RedisCallers implements Session.Blocking {

  private final List<Jedis> all;
  private final RedisLua contender;
  private final ConcurrentLinkedQueue<Jedis> free;
  private final ConcurrentHashMap<Thread, Jedis> taken = new ConcurrentHashMap<>();

  RedisCallers(List<Jedis> connections, RedisLua contender) {
    this.all = connections;
    this.contender = contender;
    this.free = new ConcurrentLinkedQueue<>(connections);
  }

  @Override
  public boolean reserve(Request request) {
    Jedis own = taken.computeIfAbsent(Thread.currentThread(), any -> free.remove());
    return RedisLua.granted(own.evalsha(contender.script(), RedisLua.keys(request), RedisLua.values(request)));
  }

  @Override
  public void close() {
    all.forEach(Quietly::close);
  }
}
