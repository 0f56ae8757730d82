package dev.onepool.connector.amazon;

import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.Notification;
import dev.onepool.spi.PushSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The SQS queue that Amazon puts notifications into. The only class that touches the AWS SDK, which an application adds if it has
 * such a queue. Credentials are the SDK's own business; a queue on this machine, for tests, needs none.
 */
final class SqsSource implements PushSource {

  /** What SQS gives, and confirms, at once. */
  private static final int MOST_MESSAGES = 10;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final URI queue;
  private final Clock clock;
  private @Nullable SqsClient client;
  private boolean closed;

  SqsSource(URI queue, Clock clock) {
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public List<Message> receive(int max, Duration wait) {
    if (max < 1) {
      throw new IllegalArgumentException("messages to receive must be 1 or more, were " + max);
    }
    Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    try {
      return client().receiveMessage(request -> request.queueUrl(queue.toString())
              .maxNumberOfMessages(Math.min(MOST_MESSAGES, max)).waitTimeSeconds((int) bounded.toSeconds()))
          .messages().stream()
          .map(message -> new Message(message.receiptHandle(), new Notification(
              Map.of(), message.body().getBytes(StandardCharsets.UTF_8), clock.instant())))
          .toList();
    } catch (SdkException failed) {
      throw failure("read", failed);
    }
  }

  @Override
  public void confirm(List<Message> messages) {
    try {
      for (int from = 0; from < messages.size(); from += MOST_MESSAGES) {
        List<Message> some = messages.subList(from, Math.min(messages.size(), from + MOST_MESSAGES));
        client().deleteMessageBatch(request -> request.queueUrl(queue.toString())
            .entries(java.util.stream.IntStream.range(0, some.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i)).receiptHandle(some.get(i).receipt()).build())
                .toList()));
      }
    } catch (SdkException failed) {
      throw failure("confirm", failed);
    }
  }

  /** The SDK's words may quote a request, so only their kind is told. */
  private static ConnectorException failure(String what, SdkException failed) {
    boolean denied = failed instanceof SqsException answered && (answered.statusCode() == 401 || answered.statusCode() == 403);
    return new ConnectorException(denied ? FailureKind.UNAUTHORIZED : FailureKind.UNAVAILABLE,
        "the queue of notifications cannot be used to " + what + " messages (" + failed.getClass().getSimpleName() + ")"
            + (denied ? ": check the AWS credentials and their right to receive and delete" : ""));
  }

  private synchronized SqsClient client() {
    if (closed) {
      throw new IllegalStateException("the queue of notifications is closed");
    }
    if (client == null) {
      client = open();
    }
    return client;
  }

  /** The SDK would try again by itself; here the engine does. */
  private SqsClient open() {
    SqsClientBuilder builder = SqsClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(override -> override.retryStrategy(strategy -> strategy.maxAttempts(1)));
    String host = queue.getHost();
    if (host.startsWith("sqs.")) {
      return builder.region(Region.of(host.split("\\.")[1])).build();
    }
    return builder.region(Region.US_EAST_1).endpointOverride(URI.create(queue.getScheme() + "://" + queue.getAuthority()))
        .credentialsProvider(AnonymousCredentialsProvider.create()).build();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.close();
    }
  }

  @Override
  public String toString() {
    return "SqsSource[" + queue.getHost() + "]";
  }
}
