package dev.onepool.core.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onepool.core.HandClock;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.HttpOutcome.Answer;
import dev.onepool.spi.HttpOutcome.NoAnswer;
import dev.onepool.spi.HttpOutcome.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JdkTransportTest {

  private static final String SECRET = "s3cr3t-token";

  private final HandClock clock = new HandClock();
  private final JdkTransport transport = new JdkTransport(clock);

  @Test
  void send_answered_returnsStatusHeadersAndBody() throws Exception {
    try (RawServer server = new RawServer(
        call -> RawServer.raw("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nlate"))) {
      Answer answer = (Answer) send(HttpCall.of("POST", server.uri("/a?b=c")).withJson("{}"));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("retry-after")).isEqualTo("7");
      assertThat(answer.text()).isEqualTo("late");
      assertThat(server.calls).containsExactly("POST /a?b=c HTTP/1.1");
    }
  }

  @Test
  void send_redirected_answersTheRedirectItself() throws Exception {
    try (RawServer server = new RawServer(
        call -> RawServer.raw("HTTP/1.1 307 Go\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"))) {
      assertThat(((Answer) send(HttpCall.of("GET", server.uri("/")))).status()).isEqualTo(307);
      assertThat(server.calls).hasSize(1);
    }
  }

  @Test
  void send_unauthorized_answersOnce() throws Exception {
    try (RawServer server = new RawServer(call ->
        RawServer.raw("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"))) {
      assertThat(((Answer) send(HttpCall.of("GET", server.uri("/")))).status()).isEqualTo(401);
      assertThat(server.calls).hasSize(1);
    }
  }

  @Test
  void send_getReadAndNeverAnswered_isNotRepeated() throws Exception {
    assertNotRepeated("GET", 1);
  }

  @Test
  void send_getOnAConnectionUsedBefore_isNotRepeated() throws Exception {
    assertNotRepeated("GET", 2);
  }

  @Test
  void send_headReadAndNeverAnswered_isNotRepeated() throws Exception {
    assertNotRepeated("HEAD", 1);
  }

  @Test
  void send_postReadAndNeverAnswered_isNotRepeated() throws Exception {
    assertNotRepeated("POST", 1);
  }

  @Test
  void send_postOnAConnectionUsedBefore_isNotRepeated() throws Exception {
    assertNotRepeated("POST", 2);
  }

  private void assertNotRepeated(String method, int closedCall) throws Exception {
    try (RawServer server = new RawServer(call -> call == closedCall ? null : RawServer.ok(""))) {
      HttpCall call = HttpCall.of(method, server.uri("/"));
      HttpOutcome outcome = send(call);
      for (int i = 2; i <= closedCall; i++) {
        outcome = send(call);
      }
      assertThat(outcome).isInstanceOf(NoAnswer.class);
      assertThat(server.calls).hasSize(closedCall);
    }
  }

  @Test
  void send_connectionRefused_isNotSent() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThat(send(HttpCall.of("POST", URI.create("http://127.0.0.1:" + port + "/")))).isInstanceOf(NotSent.class);
  }

  @Test
  void send_unknownHost_isNotSent() {
    assertThat(send(HttpCall.of("POST", URI.create("https://nobody.invalid/")))).isInstanceOf(NotSent.class);
  }

  @Test
  void send_certificateNotTrusted_isNotSent(@TempDir Path folder) throws Exception {
    try (ServerSocket server = tlsServer(folder)) {
      HttpOutcome outcome = send(HttpCall.of("POST", URI.create("https://127.0.0.1:" + server.getLocalPort() + "/")));
      assertThat(outcome).isInstanceOf(NotSent.class);
    }
  }

  @Test
  void send_tlsHandshakeCutOff_isNotSent() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread closer = new Thread(() -> {
        try {
          server.accept().close();
        } catch (IOException over) {
          // The test is over.
        }
      });
      closer.setDaemon(true);
      closer.start();
      assertThat(send(HttpCall.of("POST", URI.create("https://127.0.0.1:" + server.getLocalPort() + "/"))))
          .isInstanceOf(NotSent.class);
    }
  }

  @Test
  void send_plainHttpElsewhere_isNotSent() {
    assertThat(send(HttpCall.of("GET", URI.create("http://127.0.0.1.example.com/")))).isInstanceOf(NotSent.class)
        .asString().contains("loopback");
  }

  @Test
  void send_answerCutOff_isNoAnswer() throws Exception {
    try (RawServer server = new RawServer(new RawServer.Script() {
      @Override
      public byte[] answer(int call) throws IOException {
        return RawServer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nhalf");
      }
    })) {
      AtomicReference<HttpOutcome> outcome = new AtomicReference<>();
      Thread caller = new Thread(() -> outcome.set(transport.send(
          HttpCall.of("POST", server.uri("/")), clock.instant().plusSeconds(1))));
      caller.start();
      caller.join();
      assertThat(outcome.get()).isInstanceOf(NoAnswer.class);
    }
  }

  @Test
  void send_bodyAtTheLimit_isAnswered() throws Exception {
    JdkTransport small = new JdkTransport(clock, 10);
    try (RawServer server = new RawServer(call -> RawServer.ok("0123456789"))) {
      assertThat(small.send(HttpCall.of("GET", server.uri("/")), soon())).isInstanceOf(Answer.class);
    }
  }

  @Test
  void send_bodyOverTheLimit_isNoAnswer() throws Exception {
    JdkTransport small = new JdkTransport(clock, 10);
    try (RawServer server = new RawServer(call -> RawServer.ok("0123456789+"))) {
      assertThat(small.send(HttpCall.of("GET", server.uri("/")), soon()))
          .isEqualTo(new NoAnswer("the connection to 127.0.0.1 broke: TooLong"));
    }
  }

  @Test
  void send_deadlinePassed_isNotSent() throws Exception {
    try (RawServer server = new RawServer(call -> RawServer.ok(""))) {
      assertThat(transport.send(HttpCall.of("GET", server.uri("/")), clock.instant())).isInstanceOf(NotSent.class);
      assertThat(server.calls).isEmpty();
    }
  }

  @Test
  void send_answerAfterTheDeadline_isNoAnswer() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server = new RawServer(call -> {
      over.await();
      return RawServer.ok("");
    })) {
      assertThat(transport.send(HttpCall.of("GET", server.uri("/")), clock.instant().plusMillis(300)))
          .isInstanceOf(NoAnswer.class);
      over.countDown();
    }
  }

  @Test
  void send_interrupted_isCancelledWithTheFlagSet() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server = new RawServer(call -> {
      reached.countDown();
      over.await();
      return RawServer.ok("");
    })) {
      AtomicBoolean flag = new AtomicBoolean();
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread caller = new Thread(() -> {
        try {
          send(HttpCall.of("POST", server.uri("/")));
        } catch (CancellationException e) {
          thrown.set(e);
          flag.set(Thread.currentThread().isInterrupted());
        }
      });
      caller.start();
      reached.await();
      caller.interrupt();
      caller.join();
      over.countDown();
      assertThat(thrown.get()).isInstanceOf(CancellationException.class);
      assertThat(flag).isTrue();
    }
  }

  @Test
  void send_interruptedBefore_isCancelled() throws Exception {
    try (RawServer server = new RawServer(call -> RawServer.ok(""))) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> send(HttpCall.of("POST", server.uri("/"))));
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void send_secretThatIsNoHeaderValue_isNotSentAndNotShown() throws Exception {
    try (RawServer server = new RawServer(call -> RawServer.ok(""))) {
      HttpOutcome outcome = send(HttpCall.of("GET", server.uri("/")).with("Authorization", SECRET + "\n"));
      assertThat(outcome).isInstanceOf(NotSent.class);
      assertThat(outcome.toString()).contains("Authorization").doesNotContain(SECRET);
    }
  }

  @Test
  void send_secretEchoedInABrokenAnswer_isNotShown() throws Exception {
    try (RawServer server = new RawServer(call -> RawServer.raw(SECRET + " is not HTTP\r\n\r\n"))) {
      HttpOutcome outcome = send(HttpCall.of("GET", server.uri("/?token=" + SECRET)));
      assertThat(outcome).isInstanceOf(NoAnswer.class);
      assertThat(outcome.toString()).doesNotContain(SECRET);
    }
  }

  @Test
  void send_headerOfTheTransport_isNotSent() throws Exception {
    try (RawServer server = new RawServer(call -> RawServer.ok(""))) {
      assertThat(send(HttpCall.of("GET", server.uri("/")).with("Content-Length", "5"))).isInstanceOf(NotSent.class);
    }
  }

  private HttpOutcome send(HttpCall call) {
    return transport.send(call, soon());
  }

  private Instant soon() {
    return clock.instant().plus(Duration.ofSeconds(20));
  }

  private static ServerSocket tlsServer(Path folder) throws Exception {
    Path file = folder.resolve("server.p12");
    String password = "changeit";
    Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1",
        "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", password)
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(file.toFile(), password.toCharArray());
    KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    ServerSocket server = context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread reader = new Thread(() -> {
      try (var connection = server.accept()) {
        connection.getInputStream().readAllBytes();
      } catch (IOException refused) {
        // The client did not trust us.
      }
    });
    reader.setDaemon(true);
    reader.start();
    return server;
  }
}
