package dev.onepool.core.internal.store;

/** What the store in memory keeps of counts, transfers, kits, shortfalls and holds. */
class MemoryStockStateTest extends StockStateContract {

  @Override
  LedgerStore open() {
    return new MemoryStore();
  }
}
