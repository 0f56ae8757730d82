package dev.onepool.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onepool.Guarantee;
import dev.onepool.PostingResult;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockLedger;
import dev.onepool.StoreException;
import dev.onepool.StoreException.Kind;
import dev.onepool.core.Commands;
import dev.onepool.core.Fold;
import dev.onepool.core.HandClock;
import dev.onepool.core.Together;
import dev.onepool.core.internal.commit.CoreStockLedger;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.Rules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, imitated by a limit on the file's pages: what was acknowledged is there, and nothing else. */
class SqliteDiskFullTest {

  /** Room for the empty tables and some hundred rows. */
  private static final SqliteOptions LITTLE_ROOM = new SqliteOptions("FULL", 70);

  @TempDir
  private Path folder;
  private Path file;
  private final Map<StockCommand, PostingResult> acknowledged = new ConcurrentHashMap<>();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("ledger.db");
  }

  private void with(SqliteOptions options, Consumer<StockLedger> use) {
    try (LedgerStore store = JdbiStore.sqlite(file, options);
        GroupCommit commit = new GroupCommit(store, new Decider(Guarantee.rights(), Rules.SOUND), new HandClock())) {
      use.accept(new CoreStockLedger(SellerId.of("seller"), commit, store, Guarantee.rights()));
    }
  }

  /** Posts receipts and reservations of two SKUs until there is no room, and returns the trouble. */
  private StoreException fill(StockLedger ledger, String who) {
    for (int i = 0; i < 100_000; i++) {
      try {
        post(ledger, Commands.receive(who + "-a-" + i, "A", 1));
        post(ledger, Commands.receive(who + "-b-" + i, "B", 1));
        post(ledger, Commands.reserve(who + "-" + i, Commands.line("A", 1), Commands.line("B", 1)));
      } catch (StoreException e) {
        assertThat(acknowledged.size()).as("commands before the file was full").isGreaterThan(30);
        return e;
      }
    }
    throw new AssertionError("the file never became full");
  }

  private void post(StockLedger ledger, StockCommand command) {
    acknowledged.put(command, ledger.post(command).posted());
  }

  /** Checks that no command is half there: of each reservation both lines, and of each SKU what was acknowledged. */
  private void assertExactlyTheAcknowledged(StockLedger ledger) {
    assertThat(ledger.audit().findings()).isEmpty();
    Fold.of(ledger).assertMatches(ledger);
    long held = acknowledged.keySet().stream().filter(StockCommand.Reserve.class::isInstance).count();
    assertThat(ledger.position(Sku.of("A")).reserved().units()).isEqualTo(held);
    assertThat(ledger.position(Sku.of("B")).reserved().units()).isEqualTo(held);
    long receipts = acknowledged.size() - held;
    assertThat(ledger.position(Sku.of("A")).onHand().units() + ledger.position(Sku.of("B")).onHand().units())
        .isEqualTo(receipts);
  }

  @Test
  void post_withoutRoom_saysThatTheDiskIsFull() {
    with(LITTLE_ROOM, ledger -> {
      StoreException trouble = fill(ledger, "one");

      assertThat(trouble.kind()).isEqualTo(Kind.FULL);
      assertThat(trouble).hasMessageContaining("no space left; free some and repeat the call");
    });
  }

  @Test
  void post_withoutRoom_writesNothingByHalves() {
    with(LITTLE_ROOM, ledger -> {
      fill(ledger, "one");

      assertExactlyTheAcknowledged(ledger);
    });
  }

  @RepeatedTest(10)
  void post_withoutRoomFromManyThreads_failsForEachAndWritesNothingByHalves() {
    with(LITTLE_ROOM, ledger -> {
      List<StoreException> troubles = Together.call(12, i -> fill(ledger, "thread-" + i));

      assertThat(troubles).extracting(StoreException::kind).containsOnly(Kind.FULL);
      assertExactlyTheAcknowledged(ledger);
    });
  }

  @Test
  void reopen_withRoom_goesOnWhereItStopped() {
    with(LITTLE_ROOM, ledger -> fill(ledger, "one"));
    with(SqliteOptions.DURABLE, ledger -> {
      assertExactlyTheAcknowledged(ledger);
      post(ledger, Commands.receive("more", "A", 1));

      assertExactlyTheAcknowledged(ledger);
    });
  }

  @Test
  void reopen_withRoom_answersWhatWasAcknowledgedAsBefore() {
    with(LITTLE_ROOM, ledger -> fill(ledger, "one"));
    with(SqliteOptions.DURABLE, ledger -> {
      int before = Fold.of(ledger).entries().size();
      acknowledged.forEach((command, answer) -> assertThat(ledger.post(command)).isEqualTo(answer));

      assertThat(Fold.of(ledger).entries()).hasSize(before);
    });
  }

  @Test
  void open_withoutRoomForTheTables_saysThatTheDiskIsFull() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> JdbiStore.sqlite(file, new SqliteOptions("FULL", 10)).close())
        .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.FULL))
        .withMessageContaining(file.getFileName().toString());
  }

  @Test
  void reopen_afterThereWasNoRoomForTheTables_isALedger() {
    open_withoutRoomForTheTables_saysThatTheDiskIsFull();
    with(SqliteOptions.DURABLE, ledger -> {
      post(ledger, Commands.receive("1", "A", 1));

      assertExactlyTheAcknowledged(ledger);
    });
  }
}
