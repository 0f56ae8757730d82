package dev.onepool.benchmarks.ledger;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Requests in flight for a contender that can only block: they queue for as many threads as it has connections. */
final class Threaded implements Session.Async {

  private final Session.Blocking session;
  private final ExecutorService threads;

  Threaded(Session.Blocking session, int count) {
    this.session = session;
    this.threads = Executors.newFixedThreadPool(count);
  }

  @Override
  public void reserve(Request request, Reply reply) {
    threads.execute(() -> {
      boolean granted;
      try {
        granted = session.reserve(request);
      } catch (Exception e) {
        reply.failed(e);
        return;
      }
      reply.answer(granted);
    });
  }

  @Override
  public void close() {
    threads.shutdownNow();
    session.close();
  }
}
