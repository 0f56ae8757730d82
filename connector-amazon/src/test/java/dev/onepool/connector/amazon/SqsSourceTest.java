package dev.onepool.connector.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ConfigurationException;
import dev.onepool.connector.amazon.Notifications.SqsSource;
import dev.onepool.sandbox.amazon.AmazonSandbox;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.PushSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queue of notifications, against a real implementation of SQS that runs here. */
class SqsSourceTest {

  private static SQSRestServer server;
  private static SqsClient client;
  private String queue = "";

  @BeforeAll
  static void start() {
    server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    int port = server.waitUntilStarted().localAddress().getPort();
    client = SqsClient.builder().region(Region.US_EAST_1).endpointOverride(URI.create("http://127.0.0.1:" + port))
        .credentialsProvider(AnonymousCredentialsProvider.create()).httpClientBuilder(UrlConnectionHttpClient.builder()).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.stopAndWait();
  }

  @BeforeEach
  void makeAQueue() {
    String made = client.createQueue(request -> request.queueName("q" + System.identityHashCode(this))
        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"))).queueUrl();
    queue = made.replace("localhost", "127.0.0.1");
  }

  private static List<PushSource.Message> all(PushSource source, int count) {
    List<PushSource.Message> all = new ArrayList<>();
    for (int i = 0; i < 50 && all.size() < count; i++) {
      all.addAll(source.receive(10, Duration.ofSeconds(1)));
    }
    return all;
  }

  @Test
  void message_comesAgain_untilItIsConfirmed() {
    client.sendMessage(request -> request.queueUrl(queue).messageBody("{}"));
    try (SqsSource source = new SqsSource(URI.create(queue), Clock.systemUTC())) {
      assertThat(all(source, 1)).hasSize(1);
      List<PushSource.Message> again = all(source, 1);
      assertThat(again).hasSize(1);
      source.confirm(again);
      source.confirm(again);
      assertThat(source.receive(10, Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void moreThanTen_areConfirmedTogether() {
    for (int i = 0; i < 12; i++) {
      client.sendMessage(request -> request.queueUrl(queue).messageBody("{}"));
    }
    try (SqsSource source = new SqsSource(URI.create(queue), Clock.systemUTC())) {
      Map<String, PushSource.Message> known = new java.util.HashMap<>();
      for (int i = 0; i < 200 && known.size() < 12; i++) {
        source.receive(10, Duration.ZERO).forEach(message -> known.put(message.receipt(), message));
      }
      source.confirm(List.copyOf(known.values()));
      assertThat(known.size()).isGreaterThanOrEqualTo(12);
    }
  }

  @Test
  void orderChangeThroughTheQueue_isUnderstood() {
    try (Bench bench = new Bench(Map.of("notifications.application-id", AmazonSandbox.APPLICATION,
        "notifications.queue-url", queue))) {
      bench.amazon.list("MUG", 5);
      bench.amazon.notifications(body -> client.sendMessage(request -> request.queueUrl(queue).messageBody(body)));
      bench.amazon.buy("MUG", 2);
      PushSource source = bench.connector().pushSource();
      List<PushSource.Message> messages = all(source, 1);
      assertThat(messages).hasSize(1);
      assertThat(bench.connector().notification(messages.get(0).notification()))
          .isInstanceOfSatisfying(NotificationResult.Changed.class, changed -> assertThat(changed.snapshots()).hasSize(1));
    }
  }

  @Test
  void queueThatIsNotThere_isUnavailable() {
    try (SqsSource source = new SqsSource(URI.create(queue + "-not-there"), Clock.systemUTC())) {
      assertThatThrownBy(() -> source.receive(1, Duration.ZERO)).isInstanceOfSatisfying(ConnectorException.class,
          failed -> assertThat(failed.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    }
  }

  @Test
  void closedQueue_refuses_andClosingTwiceDoesNothing() {
    SqsSource source = new SqsSource(URI.create(queue), Clock.systemUTC());
    source.close();
    source.close();
    assertThatThrownBy(() -> source.receive(1, Duration.ZERO)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void queueWithoutApplicationId_isNoSetting() {
    assertThatThrownBy(() -> new Bench(Map.of("notifications.queue-url", queue)))
        .isInstanceOfSatisfying(ConfigurationException.class,
            refused -> assertThat(refused.problems()).anyMatch(problem -> problem.contains("notifications.application-id")));
  }
}
