package dev.onepool.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** Requests in flight to Redis: each connection sends what waits, up to 256 requests, in one pipeline. */
final class RedisPipelines implements Session.Async {

  private static final int MOST = 256;

  private final List<Jedis> all;
  private final RedisLua contender;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  private record Waiting(Request request, Reply reply) {}

  RedisPipelines(List<Jedis> connections, RedisLua contender) {
    this.all = connections;
    this.contender = contender;
    for (Jedis jedis : connections) {
      Thread thread = new Thread(() -> work(jedis), "redis-pipeline");
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  @Override
  public void reserve(Request request, Reply reply) {
    queue.add(new Waiting(request, reply));
  }

  private void work(Jedis jedis) {
    try {
      while (true) {
        List<Waiting> batch = new ArrayList<>(MOST);
        batch.add(queue.take());
        queue.drainTo(batch, MOST - 1);
        send(jedis, batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Jedis jedis, List<Waiting> batch) {
    List<Response<Object>> answers = new ArrayList<>(batch.size());
    try {
      Pipeline pipeline = jedis.pipelined();
      for (Waiting each : batch) {
        answers.add(pipeline.evalsha(
            contender.script(), RedisLua.keys(each.request()), RedisLua.values(each.request())));
      }
      pipeline.sync();
    } catch (RuntimeException e) {
      batch.forEach(each -> each.reply().failed(e));
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      answer(batch.get(i).reply(), answers.get(i));
    }
  }

  private static void answer(Reply reply, Response<Object> response) {
    boolean granted;
    try {
      granted = RedisLua.granted(response.get());
    } catch (RuntimeException e) {
      reply.failed(e);
      return;
    }
    reply.answer(granted);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    all.forEach(Quietly::close);
  }
}
