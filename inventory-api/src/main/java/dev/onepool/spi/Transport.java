package dev.onepool.spi;

import java.time.Instant;

/**
 * Sends HTTP calls. It never repeats one and follows no redirect. Thread-safe.
 *
 * <p>HTTP/1.1, TLS as the JDK verifies it; plain HTTP only to loopback addresses. An answer's body is limited to 64 MiB; a
 * longer one is no answer.
 */
public interface Transport {

  /**
   * Sends a call and waits for its answer.
   *
   * @param deadline when to stop waiting, by the connector's clock
   * @return what came of it; a status such as 500 is an answer, too
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; the flag stays set
   */
  HttpOutcome send(HttpCall call, Instant deadline);
}
