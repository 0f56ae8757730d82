package dev.onepool.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store of secrets does. */
@Timeout(60)
abstract class SecretStoreContract {

  static final String NAME = "acme/shop 1/token";

  /** Returns the test's store; each time another object over the same secrets, if there can be several. */
  abstract SecretStore store();

  static String increment(String secret) {
    return Integer.toString(secret == null ? 1 : Integer.parseInt(secret) + 1);
  }

  @Test
  void read_beforeAnyChange_isNull() {
    assertThat(store().read(NAME)).isNull();
  }

  @Test
  void change_first_getsNullAndIsKept() {
    List<String> before = new ArrayList<>();
    assertThat(store().change(NAME, secret -> {
      before.add(secret);
      return "one";
    })).isEqualTo("one");
    assertThat(before).containsExactly((String) null);
    assertThat(store().read(NAME)).isEqualTo("one");
  }

  @Test
  void change_again_getsThePresentSecret() {
    store().change(NAME, secret -> "one");
    assertThat(store().change(NAME, secret -> secret + "\nund zwölf")).isEqualTo("one\nund zwölf");
    assertThat(store().read(NAME)).isEqualTo("one\nund zwölf");
  }

  @Test
  void change_throwing_changesNothing() {
    store().change(NAME, secret -> "one");
    assertThatIllegalStateException().isThrownBy(() -> store().change(NAME, secret -> {
      throw new IllegalStateException("no");
    }));
    assertThat(store().read(NAME)).isEqualTo("one");
  }

  @Test
  void change_namesThatLookAlike_areDifferentSecrets() {
    List<String> names = List.of("a/b", "a_b", "A/B", "a%2Fb", "../a/b", "a".repeat(500), "a".repeat(501), "");
    for (String name : names) {
      store().change(name, secret -> "secret of " + name);
    }
    assertThat(names).allSatisfy(name -> assertThat(store().read(name)).isEqualTo("secret of " + name));
  }

  @Test
  void change_anotherNameWithin_isDone() {
    store().change(NAME, secret -> store().change("other", none -> "inner") + " and outer");
    assertThat(store().read("other")).isEqualTo("inner");
    assertThat(store().read(NAME)).isEqualTo("inner and outer");
  }

  @Test
  void change_sameNameWithin_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> store().change(NAME, secret -> store().change(NAME, inner -> "never")));
  }

  @Test
  void change_ofManyThreads_losesNone() throws Exception {
    int threads = 4;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Object>> done = pool.invokeAll(Collections.nCopies(threads, () -> {
        for (int i = 0; i < each; i++) {
          store().change(NAME, SecretStoreContract::increment);
        }
        return null;
      }));
      for (Future<Object> thread : done) {
        thread.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(store().read(NAME)).isEqualTo(Integer.toString(threads * each));
  }

  @Test
  void change_interruptedWhileWaiting_isCancelledWithTheFlagSet() throws Exception {
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread holder = new Thread(() -> store().change(NAME, secret -> {
      holding.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return "held";
    }));
    holder.start();
    holding.await();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread waiter = new Thread(() -> {
      assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> store().change(NAME, secret -> "late"));
      flag.set(Thread.currentThread().isInterrupted());
    });
    waiter.start();
    waiter.interrupt();
    waiter.join();
    over.countDown();
    holder.join();
    assertThat(flag.get()).isTrue();
    assertThat(store().read(NAME)).isEqualTo("held");
  }

  /** What was obtained from a channel has taken the old secret back: it must not be lost to an interrupt. */
  @Test
  void change_interruptedAfterObtaining_isKept() {
    try {
      store().change(NAME, secret -> {
        Thread.currentThread().interrupt();
        return "obtained";
      });
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(store().read(NAME)).isEqualTo("obtained");
  }

  @Test
  void toString_withSecrets_showsNone() {
    store().change(NAME, secret -> "s3cr3t");
    assertThat(store().toString()).doesNotContain("s3cr3t");
  }
}
