package dev.onepool.core.internal.calls;

import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.HttpOutcome.Answer;
import dev.onepool.spi.HttpOutcome.NoAnswer;
import dev.onepool.spi.HttpOutcome.NotSent;
import dev.onepool.spi.SettingsSpec;
import dev.onepool.spi.Transport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls by the JDK's HTTP client, which is made at the first call.
 *
 * <p>The JDK's client repeats a GET or HEAD by itself when the server closes the connection without an answer, and with a
 * system property set every other call, too; {@link SingleAttempt} keeps it from that. Its words about a failure are shown only
 * where nothing was sent: later, they may quote what came back.
 */
public final class JdkTransport implements Transport {

  private static final int MAX_BODY = 64 << 20;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final Clock clock;
  private final int maxBody;
  private @Nullable HttpClient client;

  /** Makes a transport that reads deadlines by this clock. It opens nothing before the first call. */
  public JdkTransport(Clock clock) {
    this(clock, MAX_BODY);
  }

  JdkTransport(Clock clock, int maxBody) {
    this.clock = clock;
    this.maxBody = maxBody;
  }

  @Override
  public HttpOutcome send(HttpCall call, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (left.isNegative() || left.isZero()) {
      return new NotSent("the deadline had passed before the call to " + call.uri().getHost());
    }
    SingleAttempt attempt = new SingleAttempt(call.body());
    HttpRequest.Builder request = HttpRequest.newBuilder();
    String fault = fault(call, request, attempt);
    if (fault != null) {
      return new NotSent(fault);
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client().sendAsync(request.build(), head -> new LimitedBody(maxBody));
    return await(answer, attempt, call.uri().getHost(), left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left);
  }

  /** Puts the call into a request; returns why it cannot be sent, without any of its values, or null. */
  private static @Nullable String fault(HttpCall call, HttpRequest.Builder request, SingleAttempt attempt) {
    URI uri = call.uri();
    // Settings and answers name addresses; whatever they say, nothing leaves this machine unencrypted.
    if (!SettingsSpec.isEndpoint(uri)) {
      return "calls go by https, or by http to loopback addresses, and not by " + uri.getScheme() + " to " + uri.getHost();
    }
    try {
      request.uri(uri).method(call.method(), attempt);
    } catch (IllegalArgumentException e) {
      return "the method or the address of a call to " + uri.getHost() + " is malformed";
    }
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      try {
        request.header(header.getKey(), header.getValue());
      } catch (IllegalArgumentException e) {
        return "header \"" + header.getKey() + "\" of a call to " + uri.getHost()
            + " is the transport's own, or has a value that cannot be sent";
      }
    }
    return null;
  }

  private static HttpOutcome await(
      CompletableFuture<HttpResponse<byte[]>> answer, SingleAttempt attempt, String host, Duration left) {
    try {
      HttpResponse<byte[]> response = answer.get(left.toNanos(), TimeUnit.NANOSECONDS);
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (TimeoutException e) {
      boolean unsent = attempt.giveUp();
      answer.cancel(true);
      return unsent
          ? new NotSent("no connection to " + host + " by the deadline")
          : new NoAnswer("no whole answer from " + host + " by the deadline");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted during a call to " + host);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (attempt.giveUp() || cause instanceof SSLHandshakeException) {
        return new NotSent("no connection to " + host + ": " + cause);
      }
      return new NoAnswer("the connection to " + host + " broke: " + cause.getClass().getSimpleName());
    }
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client = HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
    }
    return client;
  }
}
