package dev.onepool.core.internal.commit;

import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.StoreTransaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** A store that counts its transactions, and lets a test step in before, inside and after them. */
public final class WatchedStore {

  private final LedgerStore store;
  private final AtomicInteger writes = new AtomicInteger();
  private volatile Runnable beforeWrite = () -> {};
  private volatile Runnable afterWrite = () -> {};
  private volatile Runnable beforeDue = () -> {};
  private volatile Consumer<Changes> beforeSave = changes -> {};

  /** Watches a store. */
  public WatchedStore(LedgerStore store) {
    this.store = store;
  }

  /** Returns the store to be used in place of the one that is watched. */
  public LedgerStore asStore() {
    return (LedgerStore) Proxy.newProxyInstance(
        LedgerStore.class.getClassLoader(), new Class<?>[] {LedgerStore.class}, (proxy, method, arguments) -> {
          if (method.getName().equals("write")) {
            return write(method, arguments[0]);
          }
          if (method.getName().equals("due")) {
            beforeDue.run();
          }
          return call(store, method, arguments);
        });
  }

  private Object write(Method method, Object work) throws Throwable {
    writes.incrementAndGet();
    beforeWrite.run();
    @SuppressWarnings("unchecked")
    Function<StoreTransaction, Object> given = (Function<StoreTransaction, Object>) work;
    Function<StoreTransaction, Object> watched = transaction -> given.apply(watched(transaction));
    Object result = call(store, method, watched);
    afterWrite.run();
    return result;
  }

  private StoreTransaction watched(StoreTransaction transaction) {
    return (StoreTransaction) Proxy.newProxyInstance(
        StoreTransaction.class.getClassLoader(), new Class<?>[] {StoreTransaction.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("save")) {
            beforeSave.accept((Changes) arguments[1]);
          }
          return call(transaction, method, arguments);
        });
  }

  private static Object call(Object target, Method method, Object... arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  int writes() {
    return writes.get();
  }

  void beforeWrite(Runnable action) {
    beforeWrite = action;
  }

  /** Has the action run when the transaction is durable, but nobody was told so yet. */
  void afterWrite(Runnable action) {
    afterWrite = action;
  }

  void beforeDue(Runnable action) {
    beforeDue = action;
  }

  /** Has the action run when everything was read and decided, and nothing was written. */
  public void beforeSave(Consumer<Changes> action) {
    beforeSave = action;
  }
}
