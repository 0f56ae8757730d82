package dev.onepool.core.internal.store;

/** The store in memory. */
class MemoryControlsTest extends ControlsContract {

  @Override
  LedgerStore open() {
    return new MemoryStore();
  }
}
