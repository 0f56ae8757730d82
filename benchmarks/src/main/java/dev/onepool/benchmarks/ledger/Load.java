package dev.onepool.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Asks in closed loops: whoever got an answer asks again. */
final class Load {

  private static final long DRAIN_SECONDS = 120;
  private static final long PAUSE_AFTER_FAILURE_NANOS = 1_000_000;

  private final Meter meter;
  private final RequestSource source;
  private final Mode mode;

  Load(Meter meter, RequestSource source, Mode mode) {
    this.meter = meter;
    this.source = source;
    this.mode = mode;
  }

  /** Measures one round, and returns when every request was answered. */
  Round run(Session session, double warmUpSeconds, double seconds) throws InterruptedException {
    if (session instanceof Session.Async async) {
      return async(async, warmUpSeconds, seconds);
    }
    if (session instanceof Session.Batched batched) {
      return threads(batched.callers(), caller -> ask(batched, caller), warmUpSeconds, seconds);
    }
    Session.Blocking blocking = (Session.Blocking) session;
    return threads(mode.inFlight(), caller -> ask(blocking), warmUpSeconds, seconds);
  }

  private Round threads(int count, IntConsumer step, double warmUpSeconds, double seconds) throws InterruptedException {
    List<Thread> callers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int caller = i;
      callers.add(new Thread(() -> {
        while (!meter.over()) {
          step.accept(caller);
        }
      }, "caller-" + i));
    }
    callers.forEach(caller -> caller.setDaemon(true));
    callers.forEach(Thread::start);
    Round round = meter.measure(warmUpSeconds, seconds);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    for (Thread caller : callers) {
      caller.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      if (caller.isAlive()) {
        throw new IllegalStateException("a caller got no answer for " + DRAIN_SECONDS + " s");
      }
    }
    return round;
  }

  private void ask(Session.Blocking session) {
    Request request = source.next();
    long askedAt = System.nanoTime();
    try {
      if (session.reserve(request)) {
        meter.granted(request, askedAt);
      } else {
        meter.refused();
      }
    } catch (Exception e) {
      meter.failed(1, e);
      LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
    }
  }

  private void ask(Session.Batched session, int caller) {
    List<Request> batch = new ArrayList<>(Session.Batched.SIZE);
    for (int i = 0; i < Session.Batched.SIZE; i++) {
      batch.add(source.next(caller, session.callers()));
    }
    long askedAt = System.nanoTime();
    try {
      session.reserve(caller, batch);
      batch.forEach(request -> meter.granted(request, askedAt));
    } catch (Exception e) {
      meter.failed(batch.size(), e);
      LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
    }
  }

  private Round async(Session.Async session, double warmUpSeconds, double seconds) throws InterruptedException {
    CountDownLatch open = new CountDownLatch(mode.inFlight());
    for (int i = 0; i < mode.inFlight(); i++) {
      next(session, open);
    }
    Round round = meter.measure(warmUpSeconds, seconds);
    if (!open.await(DRAIN_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(open.getCount() + " requests got no answer for " + DRAIN_SECONDS + " s");
    }
    return round;
  }

  private void next(Session.Async session, CountDownLatch open) {
    if (meter.over()) {
      open.countDown();
      return;
    }
    Request request = source.next();
    long askedAt = System.nanoTime();
    session.reserve(request, new Session.Reply() {
      @Override
      public void answer(boolean granted) {
        if (granted) {
          meter.granted(request, askedAt);
        } else {
          meter.refused();
        }
        next(session, open);
      }

      @Override
      public void failed(Throwable cause) {
        meter.failed(1, cause);
        LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
        next(session, open);
      }
    });
  }
}
