package dev.onepool.core.internal.commit;

import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;

import dev.onepool.Guarantee;
import dev.onepool.LocationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.HandClock;
import dev.onepool.core.Units;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.MemoryStore;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * The queue of the writers, and the ledger in memory behind it: everybody is answered, and the answers are those of one caller
 * after the other. A caller who is forgotten shows as one who waits for ever.
 */
public class GroupCommitLincheckTest {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final MemoryStore store = new MemoryStore();
  private final GroupCommit commit =
      new GroupCommit(store, new Decider(Guarantee.rights(), Rules.SOUND), new HandClock());

  /** What the ledger has to be like. */
  public static final class OneAfterTheOther {

    private long available;
    private long reserved;

    public boolean receiveTwo() {
      available += 2;
      return true;
    }

    public boolean receiveTwoLater() {
      return receiveTwo();
    }

    public boolean reserveOne() {
      return reserve(1);
    }

    public boolean reserveThree() {
      return reserve(3);
    }

    private boolean reserve(long units) {
      boolean fits = units <= available;
      available -= fits ? units : 0;
      reserved += fits ? units : 0;
      return fits;
    }

    public String position() {
      return available + " and " + reserved;
    }
  }

  private static String id() {
    return Long.toString(NUMBERS.incrementAndGet());
  }

  @Operation
  public boolean receiveTwo() {
    return commit.run(SELLER, new Stock(receive(id(), "A", 2))).answer().effective();
  }

  @Operation
  public boolean receiveTwoLater() {
    return commit.submit(SELLER, new Stock(receive(id(), "A", 2))).join().answer().effective();
  }

  @Operation
  public boolean reserveOne() {
    return reserveUnits(1);
  }

  @Operation
  public boolean reserveThree() {
    return reserveUnits(3);
  }

  private boolean reserveUnits(long units) {
    return commit.run(SELLER, new Stock(reserve(id(), line("A", units)))).answer().effective();
  }

  @Operation
  public String position() {
    Units units = Units.of(Positions.of(Sku.of("A"), store.pools(SELLER, Sku.of("A")), Guarantee.rights()), LocationId.MAIN);
    return units.available() + " and " + units.reserved();
  }

  @Validate
  public void leaveNoThread() {
    commit.close();
  }

  @Test
  void answers_areThoseOfOneCallerAfterTheOther() {
    new StressOptions().sequentialSpecification(OneAfterTheOther.class)
        .iterations(8).threads(3).actorsPerThread(3).actorsBefore(1).actorsAfter(1).invocationsPerIteration(400)
        .minimizeFailedScenario(false).check(GroupCommitLincheckTest.class);
  }
}
