package dev.onepool.benchmarks.crash;

import dev.onepool.PostingResult;
import dev.onepool.PostingResult.Posted;
import dev.onepool.StockLedger;
import dev.onepool.StoreException;

/** Asks the ledger, and keeps a journal of it. Thread-safe. */
final class Caller {

  private final StockLedger ledger;
  private final Journal journal;

  Caller(StockLedger ledger, Journal journal) {
    this.ledger = ledger;
    this.journal = journal;
  }

  Told call(Deed deed) {
    long call = journal.asked(deed);
    Told told = ask(ledger, deed);
    journal.told(call, told);
    return told;
  }

  /** Asks, and says what came of it, whatever it is. */
  static Told ask(StockLedger ledger, Deed deed) {
    try {
      PostingResult result = ledger.post(deed.command());
      return result instanceof Posted posted ? Told.posted(posted.firstEntry(), posted.entries()) : Told.refused();
    } catch (StoreException e) {
      return e.kind() == StoreException.Kind.UNAVAILABLE ? Told.unknown(e) : Told.failed(e);
    } catch (RuntimeException e) {
      return Told.failed(e);
    }
  }
}
