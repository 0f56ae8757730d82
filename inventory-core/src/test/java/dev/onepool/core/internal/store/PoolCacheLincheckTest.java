package dev.onepool.core.internal.store;

import dev.onepool.LocationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Whatever threads put and forget, in whatever order they come to it: the cache keeps the latest version it was given. */
public class PoolCacheLincheckTest {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final PoolKey KEY = new PoolKey(Sku.of("A"), LocationId.MAIN);

  private final PoolCache cache = new PoolCache();

  /** What the cache has to be like. */
  public static final class Newest {

    private long version;

    public void putFirst() {
      version = Math.max(version, 1);
    }

    public void putSecond() {
      version = Math.max(version, 2);
    }

    public void putThird() {
      version = Math.max(version, 3);
    }

    public void forget() {
      version = 0;
    }

    public long version() {
      return version;
    }
  }

  private void put(long version) {
    cache.put(SELLER, new Pool(KEY, 0, 0, 0, 0, 0, 0, 0, 0, 0, version));
  }

  @Operation
  public void putFirst() {
    put(1);
  }

  @Operation
  public void putSecond() {
    put(2);
  }

  @Operation
  public void putThird() {
    put(3);
  }

  @Operation
  public void forget() {
    cache.forget(SELLER, KEY);
  }

  @Operation
  public long version() {
    Pool known = cache.get(SELLER, KEY);
    return known == null ? 0 : known.version();
  }

  /** By stress: the cache tidies up in threads of its own, which a model checker would wait for. */
  @Test
  void versions_neverGoBack() {
    new StressOptions().sequentialSpecification(Newest.class)
        .iterations(10).threads(2).actorsPerThread(3).actorsBefore(1).actorsAfter(1).invocationsPerIteration(3_000)
        .minimizeFailedScenario(false).check(PoolCacheLincheckTest.class);
  }
}
