package dev.onepool.core.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.core.HandClock;
import dev.onepool.spi.AccessToken;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.SecretStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoredTokensTest {

  private static final String NAME = "access";
  private static final Duration LIFE = Duration.ofHours(1);

  private final HandClock clock = new HandClock();
  private final SecretStore store = SecretStore.inMemory();
  private final StoredTokens tokens = tokens(store);
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> refreshes = Collections.synchronizedList(new ArrayList<>());

  @Test
  void get_twice_asksOnce() {
    assertThat(List.of(get(tokens), get(tokens))).containsExactly("token 1", "token 1");
  }

  @Test
  void get_ofAnotherName_asksAgain() {
    get(tokens);
    assertThat(tokens.get("other", this::obtain)).isEqualTo("token 2");
  }

  @Test
  void get_justBeforeTheMargin_keepsTheToken() {
    get(tokens);
    clock.advance(LIFE.minusSeconds(61));
    assertThat(get(tokens)).isEqualTo("token 1");
  }

  @Test
  void get_withinTheMargin_refreshesWithTheLastSecret() {
    get(tokens);
    clock.advance(LIFE.minusSeconds(60));
    assertThat(get(tokens)).isEqualTo("token 2");
    assertThat(refreshes).containsExactly(null, "refresh 1");
  }

  @Test
  void get_tokenOfAFewSeconds_isStillUsedTwice() {
    Function<@Nullable String, AccessToken> shortLived =
        refresh -> new AccessToken("short " + asked.incrementAndGet(), clock.instant().plusSeconds(20), null);
    tokens.get(NAME, shortLived);
    clock.advance(Duration.ofSeconds(17));
    assertThat(tokens.get(NAME, shortLived)).isEqualTo("short 1");
  }

  @Test
  void get_tokenThatNeverExpires_isKept() {
    Function<@Nullable String, AccessToken> forever =
        refresh -> new AccessToken("for ever " + asked.incrementAndGet(), Instant.MAX, null);
    tokens.get(NAME, forever);
    clock.advance(Duration.ofDays(10_000));
    assertThat(tokens(store).get(NAME, forever)).isEqualTo("for ever 1");
  }

  @Test
  void get_afterARestart_keepsTokenAndRefreshSecret(@TempDir Path folder) {
    get(tokens(SecretStore.folder(folder)));
    StoredTokens restarted = tokens(SecretStore.folder(folder));
    assertThat(get(restarted)).isEqualTo("token 1");
    clock.advance(LIFE);
    get(restarted);
    assertThat(refreshes).containsExactly(null, "refresh 1");
  }

  @Test
  void get_expiredAndAnotherProcessWasQuicker_takesItsToken() {
    StoredTokens other = tokens(store);
    get(tokens);
    get(other);
    clock.advance(LIFE);
    get(other);
    assertThat(get(tokens)).isEqualTo("token 2");
    assertThat(asked).hasValue(2);
  }

  @Test
  void rejected_present_isReplaced() {
    tokens.rejected(NAME, get(tokens));
    assertThat(get(tokens)).isEqualTo("token 2");
  }

  @Test
  void rejected_afterItWasReplaced_changesNothing() {
    String first = get(tokens);
    tokens.rejected(NAME, first);
    get(tokens);
    tokens.rejected(NAME, first);
    assertThat(get(tokens)).isEqualTo("token 2");
  }

  @Test
  void rejected_andAnotherProcessReplacedIt_takesItsToken() {
    StoredTokens other = tokens(store);
    String first = get(tokens);
    get(other);
    other.rejected(NAME, first);
    get(other);
    tokens.rejected(NAME, first);
    assertThat(get(tokens)).isEqualTo("token 2");
    assertThat(asked).hasValue(2);
  }

  @Test
  void get_ofManyThreads_asksOnce() throws Exception {
    assertThat(together(8, () -> get(tokens))).containsOnly("token 1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void get_ofManyProcesses_asksOnce(@TempDir Path folder) throws Exception {
    assertThat(together(8, () -> get(tokens(SecretStore.folder(folder))))).containsOnly("token 1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void get_failing_reachesAllWhoWaitAndIsAskedOnce() throws Exception {
    int threads = 6;
    CountDownLatch entered = new CountDownLatch(1);
    Function<@Nullable String, AccessToken> failing = refresh -> {
      asked.incrementAndGet();
      entered.countDown();
      Waiting.until(() -> Waiting.threadsIn(StoredTokens.class, "await") == threads - 1);
      throw new ConnectorException(FailureKind.UNAUTHORIZED, "authorize the application again");
    };
    List<Future<String>> answers = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int i = 0; i < threads; i++) {
        answers.add(pool.submit(() -> tokens.get(NAME, failing)));
      }
      entered.await();
      for (Future<String> answer : answers) {
        assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(ConnectorException.class);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void get_afterAFailure_asksAgain() {
    assertThatThrownBy(() -> tokens.get(NAME, refresh -> {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "down");
    })).isInstanceOf(ConnectorException.class);
    assertThat(get(tokens)).isEqualTo("token 1");
  }

  @Test
  void get_failedRefresh_keepsTheRefreshSecret() {
    get(tokens);
    clock.advance(LIFE);
    assertThatThrownBy(() -> tokens.get(NAME, refresh -> {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "down");
    })).isInstanceOf(ConnectorException.class);
    get(tokens);
    assertThat(refreshes).containsExactly(null, "refresh 1");
  }

  @Test
  void get_pilotInterrupted_othersAskThemselves() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    Thread pilot = new Thread(() -> {
      try {
        tokens.get(NAME, refresh -> {
          entered.countDown();
          Waiting.until(() -> Waiting.threadsIn(StoredTokens.class, "await") == 1);
          throw new CancellationException("interrupted");
        });
      } catch (CancellationException expected) {
        // As when a round is cancelled.
      }
    });
    pilot.start();
    entered.await();
    assertThat(get(tokens)).isEqualTo("token 1");
    pilot.join();
  }

  @Test
  void get_keptBeforeUse_storeFailureGivesNoToken() {
    SecretStore broken = new SecretStore() {
      @Override
      public @Nullable String read(String name) {
        return null;
      }

      @Override
      public String change(String name, Function<@Nullable String, String> change) {
        change.apply(null);
        throw new java.io.UncheckedIOException(new java.io.IOException("disk full"));
      }
    };
    assertThatThrownBy(() -> get(tokens(broken))).isInstanceOf(java.io.UncheckedIOException.class);
  }

  @Test
  void get_ofItselfWithinObtain_isRefused() {
    assertThatIllegalStateException().isThrownBy(() -> tokens.get(NAME, refresh -> {
      get(tokens);
      return obtain(refresh);
    }));
  }

  @Test
  void get_storeHoldsSomethingElse_saysSoWithoutShowingIt() {
    store.change("seller/channel/" + NAME, any -> "s3cr3t");
    assertThatIllegalStateException().isThrownBy(() -> get(tokens)).withMessageNotContaining("s3cr3t");
  }

  @Test
  void toString_withTokens_showsNoSecret() {
    get(tokens);
    assertThat(tokens.toString() + store).doesNotContain("token 1").doesNotContain("refresh");
  }

  private StoredTokens tokens(SecretStore in) {
    return new StoredTokens("seller/channel/", in, clock);
  }

  private String get(StoredTokens from) {
    return from.get(NAME, this::obtain);
  }

  private AccessToken obtain(@Nullable String refresh) {
    refreshes.add(refresh);
    int number = asked.incrementAndGet();
    return new AccessToken("token " + number, clock.instant().plus(LIFE), "refresh " + number);
  }

  private static List<String> together(int threads, Callable<String> action) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : pool.invokeAll(Collections.nCopies(threads, action))) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      pool.shutdownNow();
    }
  }
}
