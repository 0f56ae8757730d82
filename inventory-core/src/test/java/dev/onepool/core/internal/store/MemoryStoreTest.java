package dev.onepool.core.internal.store;

/** The store in memory. */
class MemoryStoreTest extends LedgerStoreContract {

  @Override
  LedgerStore open() {
    return new MemoryStore();
  }
}
