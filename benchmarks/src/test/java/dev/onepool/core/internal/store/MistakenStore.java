package dev.onepool.core.internal.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Makes stores on PostgreSQL that make a mistake, to show that a checker sees it. */
public final class MistakenStore {

  /** What is under way on this thread, for a store that tells its callers too early. */
  static final ThreadLocal<Early> EARLY = new ThreadLocal<>();

  private MistakenStore() {}

  /** Opens a store that makes this mistake, and is otherwise as it should be. */
  public static LedgerStore open(Mistake mistake, PostgresOptions options) {
    JdbiStore store = new JdbiStore(new MistakenDatabase(PostgresDatabase.open(options), mistake));
    return mistake == Mistake.ACKNOWLEDGED_BEFORE_COMMIT ? early(store) : store;
  }

  /** A transaction whose caller is told before it is committed. */
  static final class Early {
    private final CompletableFuture<Object> answer = new CompletableFuture<>();
    private final List<SavedEffects> saved = new ArrayList<>();
    private Object result;

    /** Tells the caller, with the numbers that the entries will have. */
    void tell(long base) {
      saved.forEach(effects -> effects.numberFrom(base));
      answer.complete(result);
    }
  }

  private static LedgerStore early(LedgerStore store) {
    ExecutorService threads = Executors.newCachedThreadPool(work -> {
      Thread thread = new Thread(work, "early");
      thread.setDaemon(true);
      return thread;
    });
    return (LedgerStore) Proxy.newProxyInstance(LedgerStore.class.getClassLoader(), new Class<?>[] {LedgerStore.class},
        (proxy, method, arguments) -> {
          if (!method.getName().equals("write")) {
            return call(store, method, arguments);
          }
          @SuppressWarnings("unchecked")
          Function<StoreTransaction, Object> work = (Function<StoreTransaction, Object>) arguments[0];
          Early early = new Early();
          threads.execute(() -> write(store, work, early));
          try {
            return early.answer.join();
          } catch (CompletionException e) {
            throw e.getCause();
          }
        });
  }

  private static void write(LedgerStore store, Function<StoreTransaction, Object> work, Early early) {
    EARLY.set(early);
    try {
      early.answer.complete(store.write(transaction -> {
        early.saved.clear();
        early.result = work.apply(noting(transaction, early.saved));
        return early.result;
      }));
    } catch (RuntimeException | Error e) {
      early.answer.completeExceptionally(e);
    }
  }

  private static StoreTransaction noting(StoreTransaction transaction, List<SavedEffects> saved) {
    return (StoreTransaction) Proxy.newProxyInstance(
        StoreTransaction.class.getClassLoader(), new Class<?>[] {StoreTransaction.class}, (proxy, method, arguments) -> {
          Object result = call(transaction, method, arguments);
          if (result instanceof SavedEffects effects) {
            saved.add(effects);
          }
          return result;
        });
  }

  private static Object call(Object target, Method method, Object... arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
