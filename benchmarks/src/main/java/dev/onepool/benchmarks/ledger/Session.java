package dev.onepool.benchmarks.ledger;

import java.util.List;

/** A contender that is ready to be measured: how it wants to be called. */
sealed interface Session extends AutoCloseable {

  @Override
  void close();

  /** Answers on the caller's thread; called by many at once. */
  non-sealed interface Blocking extends Session {

    /** Returns whether all lines are held, durably. */
    boolean reserve(Request request) throws Exception;
  }

  /** Answers later. */
  non-sealed interface Async extends Session {

    /** Takes a request, and answers exactly once. */
    void reserve(Request request, Reply reply);
  }

  /** Takes many requests in one call; each caller has a connection of its own. */
  non-sealed interface Batched extends Session {

    /** How many requests a call takes. */
    int SIZE = 256;

    int callers();

    /** Holds all lines of all requests, durably, or throws. */
    void reserve(int caller, List<Request> batch) throws Exception;
  }

  /** Takes the answer to one request. */
  interface Reply {

    void answer(boolean granted);

    void failed(Throwable cause);
  }
}
