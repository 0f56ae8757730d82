package dev.onepool.core;

import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.defineKit;
import static dev.onepool.core.Commands.dispatch;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.part;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.AuditReport;
import dev.onepool.EntryQuery;
import dev.onepool.ErasureReport;
import dev.onepool.Inventory;
import dev.onepool.PostingResult;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of a seller who was erased, in every store. */
abstract class ErasureContract {

  /** Returns the engine that all tests of the class share. */
  abstract EngineExtension engine();

  private Inventory busySeller() {
    Inventory inventory = engine().newSeller();
    StockCommand[] commands = {receive("1", "A", 10), receive("2", "C", 1), dispatch("T1", "A", 2),
        reserve("R1", line("A", 3)), sale("O1", "B", 4), defineKit("1", "K", part("A", 2)), adjust("1", "A", -1)};
    for (StockCommand command : commands) {
      inventory.ledger().post(command).posted();
    }
    return inventory;
  }

  @Test
  void erase_seller_leavesNothing() {
    Inventory inventory = busySeller();
    ErasureReport report = engine().engine().erase(inventory.seller());

    assertThat(report.rows()).containsEntry("entry", 6L).containsEntry("reservation", 1L).containsEntry("order", 1L)
        .containsEntry("transfer", 1L).containsEntry("kit_component", 1L).containsEntry("segment", 0L);
    assertThat(inventory.ledger().audit()).isEqualTo(new AuditReport(0, 0, List.of()));
    assertThat(inventory.ledger().position(Sku.of("A"), Duration.ofMinutes(5)).locations()).isEmpty();
    assertThat(inventory.incidents(0, 10)).isEmpty();
    assertThat(inventory.ledger().shortfalls()).isEmpty();
  }

  @Test
  void erase_seller_leavesOthersAlone() {
    Inventory other = busySeller();
    AuditReport before = other.ledger().audit();
    engine().engine().erase(busySeller().seller());

    assertThat(other.ledger().audit()).isEqualTo(before);
    assertThat(other.ledger().post(receive("1", "A", 10)).posted().entries()).isEqualTo(1);
    assertThat(other.ledger().entries(EntryQuery.all()).entries()).hasSize((int) before.entriesRead());
  }

  @Test
  void erase_twice_findsNothingMore() {
    Inventory inventory = busySeller();
    engine().engine().erase(inventory.seller());

    assertThat(engine().engine().erase(inventory.seller()).total()).isZero();
  }

  @Test
  void seller_afterErasure_beginsAnew() {
    Inventory inventory = busySeller();
    engine().engine().erase(inventory.seller());
    PostingResult.Posted posted = inventory.ledger().post(receive("1", "A", 5)).posted();

    assertThat(posted.entries()).isEqualTo(1);
    assertThat(inventory.ledger().position(Sku.of("A")).available().units()).isEqualTo(5);
    assertThat(inventory.ledger().audit()).isEqualTo(new AuditReport(1, 1, List.of()));
  }
}
