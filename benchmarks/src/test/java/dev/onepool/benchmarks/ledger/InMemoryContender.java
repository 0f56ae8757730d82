package dev.onepool.benchmarks.ledger;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Keeps its books right, in memory, and says about flushes what a test wants it to. */
final class InMemoryContender implements Contender {

  private final LongSupplier flushes;
  private final LongAdder granted = new LongAdder();
  private final LongAdder prints = new LongAdder();

  InMemoryContender(LongSupplier flushes) {
    this.flushes = flushes;
  }

  @Override
  public String name() {
    return "in_memory";
  }

  @Override
  public List<Integer> connections(Mode mode) {
    return List.of(1);
  }

  @Override
  public void prepare(Catalogue catalogue) {}

  @Override
  public Session open(Mode mode, int connections) {
    return new Session.Blocking() {
      @Override
      public boolean reserve(Request request) {
        granted.increment();
        prints.add(Request.fingerprint(request.id()));
        return true;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void settle() {}

  @Override
  public long flushes() {
    return flushes.getAsLong();
  }

  @Override
  public Books books() {
    return () -> new Totals(-granted.sum(), granted.sum(), granted.sum(), granted.sum(), prints.sum(), prints.sum(), 0);
  }

  @Override
  public void discard() {}
}
