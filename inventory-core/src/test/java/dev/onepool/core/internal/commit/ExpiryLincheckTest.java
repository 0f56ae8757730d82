package dev.onepool.core.internal.commit;

import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.reserveUntil;

import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.core.HandClock;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import dev.onepool.core.internal.store.DueHold;
import dev.onepool.core.internal.store.LedgerStore;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** However lanes ask for ended holds while others make new ones: no hold is forgotten for longer than a second. */
public class ExpiryLincheckTest {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final Instant START = HandClock.START;
  private static final Instant END = START.plusSeconds(600);
  private static final List<Submission> BATCH =
      List.of(Submission.blocking(SELLER, new Stock(reserveUntil(END, "R1", line("A", 1)))));
  private static final DueHold HOLD = new DueHold(SELLER, ReservationId.of("R1"));

  private volatile boolean held;
  private final Expiry expiry = new Expiry((LedgerStore) Proxy.newProxyInstance(LedgerStore.class.getClassLoader(),
      new Class<?>[] {LedgerStore.class}, (proxy, method, arguments) -> switch (method.getName()) {
        case "shared" -> true;
        case "due" -> due((Instant) arguments[0]);
        case "nextDue" -> nextDue();
        // Whoever watches the threads compares and names what they call.
        case "equals" -> proxy == arguments[0];
        case "hashCode" -> 1;
        case "toString" -> "store";
        default -> throw new UnsupportedOperationException(method.getName());
      }));

  private List<DueHold> due(Instant now) {
    return held && !now.isBefore(END) ? List.of(HOLD) : List.of();
  }

  private @Nullable Instant nextDue() {
    return held ? END : null;
  }

  @Operation(runOnce = true)
  public void hold() {
    expiry.expect(BATCH);
    held = true;
  }

  @Operation
  public int ask() {
    return expiry.due(START).size();
  }

  @Operation
  public void askAgain() {
    expiry.askAgain();
  }

  @Validate
  public void theHoldEnds() {
    if (expiry.due(END.plusSeconds(1)).size() != (held ? 1 : 0)) {
      throw new AssertionError("a hold was forgotten");
    }
  }

  @Test
  void hold_isNeverForgotten() {
    new ModelCheckingOptions().iterations(5).threads(2).actorsPerThread(3).invocationsPerIteration(200)
        .minimizeFailedScenario(false).check(ExpiryLincheckTest.class);
  }
}
