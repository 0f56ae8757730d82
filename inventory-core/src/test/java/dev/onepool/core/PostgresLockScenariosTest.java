package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.defineKit;
import static dev.onepool.core.Commands.kit;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.part;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.ship;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockLedger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a transaction that stands still in the middle keeps others from, in PostgreSQL: its own balances, and nothing else. */
@Timeout(30)
class PostgresLockScenariosTest {

  @RegisterExtension
  static final TwoDesks DESKS = TwoDesks.postgres();

  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);
  private StockLedger slow;
  private StockLedger quick;

  @BeforeEach
  void takeANewSeller() {
    var seller = DESKS.newSeller();
    slow = DESKS.ledger(0, seller);
    quick = DESKS.ledger(1, seller);
  }

  @AfterEach
  void theBooksAreRight() {
    assertThat(quick.audit().findings()).isEmpty();
  }

  /** Has the slow desk stand still in this command, holding its locks, while the quick one does its work. */
  private void standStill(StockCommand command, Runnable work) {
    DESKS.delay(0, () -> {
      inside.countDown();
      await(open);
    });
    CompletableFuture<PostingResult> posted = slow.postAsync(command).toCompletableFuture();
    await(inside);
    work.run();
    assertThat(posted).isNotDone();
    open.countDown();
    posted.join().posted();
    DESKS.delay(0, () -> {});
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void given(StockCommand... commands) {
    for (StockCommand command : commands) {
      quick.post(command).posted();
    }
  }

  @Test
  void t64_transactionOnOneItem_keepsNobodyFromItsNeighbours() {
    given(receive("1", "B", 5), reserve("R1", line("B", 1)));

    standStill(release("R1"), () -> given(receive("2", "A", 5), receive("3", "C", 5), receive("4", "B", SECOND, 5),
        sale("O1", "A", 1), ship("1", "O1", 1), reserve("R2", line("C", 1), line("B", SECOND, 1))));
    assertThat(quick.position(Sku.of("B")).reserved()).isEqualTo(Quantity.of(1));
  }

  @Test
  void t65_transactionOnOneItem_keepsNobodyFromReading() {
    given(receive("1", "A", 5), reserve("R1", line("A", 1)));

    standStill(release("R1"), () -> {
      assertThat(quick.position(Sku.of("A")).reserved()).isEqualTo(Quantity.of(1));
      assertThat(quick.shortfalls()).isEmpty();
      assertThat(Fold.of(quick).entries()).hasSize(2);
    });
  }

  @Test
  void t65_kitOnItsWay_locksNothingOfItsDefinition() {
    given(defineKit("1", "KIT", part("A", 1)), receive("1", "A", 5), receive("2", "A", SECOND, 5));

    standStill(reserve("R1", new StockCommand.ReserveLine(Sku.of("KIT"), SECOND, Quantity.of(1), true)), () -> given(
        reserve("R2", kit("KIT", 1)), defineKit("2", "KIT", part("A", 2)), defineKit("3", "OTHER", part("A", 1))));
  }
}
