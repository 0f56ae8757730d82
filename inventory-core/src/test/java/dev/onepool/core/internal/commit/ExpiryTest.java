package dev.onepool.core.internal.commit;

import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserveUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Guarantee;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.StockLedger;
import dev.onepool.core.HandClock;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.MemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose holds an engine ends, where another one writes to the same store. */
class ExpiryTest {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final ReservationId HOLD = ReservationId.of("R1");

  private final HandClock clock = new HandClock();
  private final MemoryStore store = new MemoryStore(true);
  private final GroupCommit here = commit();
  private final GroupCommit there = commit();

  private GroupCommit commit() {
    return new GroupCommit(store, new Decider(Guarantee.rights(), Rules.SOUND), clock);
  }

  private StockLedger ledger(GroupCommit commit) {
    return new CoreStockLedger(SELLER, commit, store, Guarantee.rights());
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void holdThatAnotherEngineMade_endsWithTheNextCommandHere() {
    ledger(here).post(receive("in-1", "A", 10)).posted();
    ledger(there).reserve(reserveUntil(HandClock.START.plusSeconds(600), "R1", line("A", 1)));
    clock.advance(Duration.ofSeconds(599));
    ledger(here).post(receive("in-2", "B", 1)).posted();
    assertThat(ledger(here).held(HOLD)).hasSize(1);
    clock.advance(Duration.ofSeconds(1));
    ledger(here).post(receive("in-3", "B", 1)).posted();
    assertThat(ledger(here).held(HOLD)).isEmpty();
  }
}
