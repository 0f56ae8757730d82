package dev.onepool.benchmarks.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** One Lua script per request on Redis: check the key, check the stock, take it, write an entry and the key. */
final class RedisLua implements Contender {

  private static final String SCRIPT = String.join("\n",
      "if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return 2 end",
      "for i = 3, #KEYS do if tonumber(redis.call('GET', KEYS[i])) < 1 then return 0 end end",
      "local first",
      "for i = 3, #KEYS do",
      "  local after = redis.call('DECRBY', KEYS[i], 1)",
      "  local id = redis.call('XADD', KEYS[2], '*', 'sku', KEYS[i], 'quantity', 1, 'from', 'AVAILABLE', 'to', 'RESERVED',",
      "    'cause', 'RESERVATION', 'effect', ARGV[1], 'at', ARGV[3], 'after', after)",
      "  first = first or id",
      "end",
      "redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. first)",
      "return 1");

  private final Path folder;
  private final Cleanup cleanup;
  private @Nullable RedisServer server;
  private @Nullable Catalogue catalogue;
  private String script = "";

  RedisLua(Path folder, Cleanup cleanup) {
    this.folder = folder;
    this.cleanup = cleanup;
  }

  @Override
  public String name() {
    return "redis_lua";
  }

  @Override
  public List<Integer> connections(Mode mode) {
    return switch (mode) {
      case LONE -> List.of(1);
      case BLOCKING64 -> List.of(64);
      case ASYNC1024 -> List.of(1, 2, 4);
    };
  }

  @Override
  public void prepare(Catalogue stock) throws IOException, InterruptedException {
    if (server == null) {
      server = RedisServer.start(folder);
      cleanup.add(server);
    }
    catalogue = stock;
    try (Jedis jedis = server.connect()) {
      jedis.flushAll();
      script = jedis.scriptLoad(SCRIPT);
      Pipeline pipeline = jedis.pipelined();
      stock.skus().forEach(sku -> pipeline.set(RedisBooks.AVAILABLE + sku, Long.toString(Catalogue.UNITS)));
      pipeline.sync();
    }
  }

  private RedisServer server() {
    return Objects.requireNonNull(server, "not prepared");
  }

  @Override
  public Session open(Mode mode, int connections) {
    List<Jedis> open = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      open.add(server().connect());
    }
    return mode == Mode.ASYNC1024 ? new RedisPipelines(open, this) : new RedisCallers(open, this);
  }

  String script() {
    return script;
  }

  static List<String> keys(Request request) {
    List<String> keys = new ArrayList<>(request.skus().size() + 2);
    keys.add(RedisBooks.EFFECTS);
    keys.add(RedisBooks.ENTRIES);
    request.skus().forEach(sku -> keys.add(RedisBooks.AVAILABLE + sku));
    return keys;
  }

  static List<String> values(Request request) {
    return List.of(request.id(), request.hash(), Long.toString(RivalTables.micros()));
  }

  /** Returns whether the script took the stock; a key that was used before would be a mistake of the referee. */
  static boolean granted(Object answer) {
    return answer.equals(1L);
  }

  @Override
  public void settle() {
    // Redis has nothing to tidy up: its log is not rewritten while we measure.
  }

  @Override
  public long flushes() {
    return -1;
  }

  @Override
  public Books books() {
    return new RedisBooks(server(), Objects.requireNonNull(catalogue, "not prepared"));
  }

  @Override
  public void discard() {
    if (server != null) {
      try (Jedis jedis = server.connect()) {
        jedis.flushAll();
      }
    }
  }
}
