package dev.onepool.core.internal.calls;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A call's body that lets the call be sent once.
 *
 * <p>The client asks for the body's length when it has a connection and writes the head of the call, once for each attempt
 * (JDK 17 to 25). So before that question nothing was sent, and a second one would be a repetition. A test holds this for the
 * JDK that it runs on.
 */
final class SingleAttempt implements HttpRequest.BodyPublisher {

  private final HttpRequest.BodyPublisher body;
  private final AtomicBoolean used = new AtomicBoolean();

  SingleAttempt(byte[] body) {
    this.body = HttpRequest.BodyPublishers.ofByteArray(body);
  }

  /** Makes sure that nothing is sent from now on; returns whether nothing was sent before. */
  boolean giveUp() {
    return used.compareAndSet(false, true);
  }

  @Override
  public long contentLength() {
    if (!used.compareAndSet(false, true)) {
      throw new IllegalStateException("a call is sent once");
    }
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
