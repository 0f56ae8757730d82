package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.AuditReport;
import dev.onepool.EffectKey;
import dev.onepool.EntryCause;
import dev.onepool.EntryPage;
import dev.onepool.EntryQuery;
import dev.onepool.Incident;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockCommand.ReserveLine;
import dev.onepool.StockLedger;
import dev.onepool.StockState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every store's ledger shows of itself: entries page by page, incidents, the audit; and to whom. */
abstract class LedgerReadingContract extends LedgerHarness {

  private void receiveTwenty() {
    for (int i = 1; i <= 20; i++) {
      given(receive("in-" + i, i % 2 == 0 ? "A" : "B", i % 3 == 0 ? SECOND : LocationId.MAIN, i));
    }
  }

  private List<LedgerEntry> pageByPage(EntryQuery query) {
    List<LedgerEntry> found = new ArrayList<>();
    EntryPage page = ledger.entries(query);
    while (!page.entries().isEmpty()) {
      found.addAll(page.entries());
      page = ledger.entries(query.after(found.get(found.size() - 1).id()));
    }
    return found;
  }

  @Test
  void entries_one_tellsEverything() {
    clock.advance(Duration.ofSeconds(1));
    given(receive("1", "A", SECOND, 5));

    assertThat(ledger.entries(EntryQuery.all()).entries()).containsExactly(new LedgerEntry(lastEntry(), Sku.of("A"), SECOND,
        Quantity.of(5), StockState.SUPPLIER, StockState.AVAILABLE, EntryCause.RECEIPT, EffectKey.of("receipt", "1"),
        clock.instant(), clock.instant(), Quantity.of(5), Quantity.ZERO));
  }

  @Test
  void entries_ofNothing_areNone() {
    assertThat(ledger.entries(EntryQuery.all())).isEqualTo(new EntryPage(List.of(), false));
  }

  @Test
  void entries_pageByPage_areAllInOrder() {
    receiveTwenty();

    assertThat(pageByPage(new EntryQuery(null, null, 0, 3))).extracting(entry -> entry.quantity().units())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
  }

  @Test
  void entries_pageShorterThanAll_saysThatThereAreMore() {
    receiveTwenty();

    assertThat(ledger.entries(new EntryQuery(null, null, 0, 19)).more()).isTrue();
  }

  @Test
  void entries_pageLongerThanAll_saysThatThereAreNoMore() {
    receiveTwenty();

    assertThat(ledger.entries(new EntryQuery(null, null, 0, 21)).more()).isFalse();
  }

  @Test
  void entries_ofOneSku_areOnlyIts() {
    receiveTwenty();

    assertThat(pageByPage(new EntryQuery(Sku.of("A"), null, 0, 4)))
        .hasSize(10).allMatch(entry -> entry.sku().equals(Sku.of("A")));
  }

  @Test
  void entries_ofOneLocation_areOnlyIts() {
    receiveTwenty();

    assertThat(pageByPage(new EntryQuery(null, SECOND, 0, 4)))
        .hasSize(6).allMatch(entry -> entry.location().equals(SECOND));
  }

  @Test
  void entries_ofSkuAndLocation_areOnlyThose() {
    receiveTwenty();

    assertThat(pageByPage(new EntryQuery(Sku.of("A"), SECOND, 0, 2)))
        .extracting(entry -> entry.quantity().units()).containsExactly(6L, 12L, 18L);
  }

  /** So many that from the first page on it is not followed from the newest back. */
  @Test
  void entries_ofASkuWithALongHistory_areAllItsInOrder() {
    List<CompletionStage<PostingResult>> posted = new ArrayList<>();
    for (int i = 1; i <= 20_100; i++) {
      posted.add(ledger.postAsync(receive("in-" + i, i % 1_000 == 0 ? "B" : "A", i)));
    }
    posted.forEach(each -> each.toCompletableFuture().join().posted());

    assertThat(pageByPage(new EntryQuery(Sku.of("A"), null, 0, 7_000))).hasSize(20_080)
        .allMatch(entry -> entry.sku().equals(Sku.of("A"))).isSortedAccordingTo(Comparator.comparing(LedgerEntry::id));
    assertThat(pageByPage(new EntryQuery(Sku.of("B"), null, 0, 7_000))).hasSize(20);
  }

  @Test
  void entries_afterTheLast_areNone() {
    receiveTwenty();

    assertThat(ledger.entries(EntryQuery.all().after(lastEntry())).entries()).isEmpty();
  }

  @Test
  void entries_farBeyondTheLast_areNone() {
    receiveTwenty();

    assertThat(ledger.entries(EntryQuery.all().after(Long.MAX_VALUE)).entries()).isEmpty();
  }

  @Test
  void entries_beforeTheFirst_isRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> EntryQuery.all().after(-1)).withMessageContaining("-1");
  }

  @Test
  void entries_pageOfNone_isRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EntryQuery(null, null, 0, 0))
        .withMessage("limit must be 1 to 10000, was 0");
  }

  @Test
  void entries_ofOneEffect_areConsecutive() {
    given(receive("1", "A", 5), receive("2", "B", 5));
    var posted = ledger.post(reserve("R1", line("B", 1), line("A", 2), line("B", 3))).posted();

    assertThat(posted.entries()).isEqualTo(2);
    assertThat(ledger.entries(EntryQuery.all().after(posted.firstEntry() - 1)).entries())
        .extracting(LedgerEntry::effect).containsOnly(posted.key()).hasSize(2);
  }

  @Test
  void incidents_pageByPage_areAllInOrder() {
    given(sale("O1", "A", 1), sale("O2", "A", 2), sale("O3", "A", 3));
    Incident first = inventory.incidents(0, 1).get(0);

    assertThat(inventory.incidents(first.id(), 10)).extracting(Incident::message)
        .containsExactly("counter/O2/1 sold 2 units of A at main, 2 more than there are",
            "counter/O3/1 sold 3 units of A at main, 3 more than there are");
  }

  @Test
  void audit_ofNothing_isClean() {
    assertThat(ledger.audit()).isEqualTo(new AuditReport(0, 0, List.of()));
  }

  @Test
  void audit_any_saysHowMuchItRead() {
    receiveTwenty();

    assertThat(ledger.audit()).isEqualTo(new AuditReport(20, 4, List.of()));
  }

  @Test
  void audit_moreEntriesThanAPage_readsThemAll() {
    ReserveLine[] lines = new ReserveLine[500];
    List<java.util.concurrent.CompletableFuture<?>> received = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      received.add(ledger.postAsync(receive("in-" + i, "A" + i, 1)).toCompletableFuture());
      lines[i] = line("A" + i, 1);
    }
    received.forEach(java.util.concurrent.CompletableFuture::join);
    for (int i = 0; i < 10; i++) {
      given(reserve("R" + i, lines), release("R" + i));
    }

    assertThat(ledger.audit()).isEqualTo(new AuditReport(500 + 20 * 500, 500, List.of()));
  }

  @Test
  void audit_manyOrdersAndReservations_isClean() {
    for (int i = 0; i < 30; i++) {
      given(receive("in-" + i, "A", 3), sale("O" + i, "A", 2), reserve("R" + i, line("A", 1)));
    }
    for (int i = 0; i < 30; i += 2) {
      given(fulfil("R" + i));
    }

    assertThat(ledger.audit().findings()).isEmpty();
  }

  @Test
  void sellers_withOneSku_doNotSeeEachOther() {
    given(receive("1", "A", 5), sale("O1", "A", 7));
    StockLedger first = ledger;
    takeANewSeller();

    assertThat(ledger.position(Sku.of("A")).locations()).isEmpty();
    assertThat(ledger.entries(EntryQuery.all()).entries()).isEmpty();
    assertThat(inventory.incidents(0, 10)).isEmpty();
    assertThat(first.entries(EntryQuery.all()).entries()).isNotEmpty();
  }

  @Test
  void sellers_withOneReservation_holdEachTheirOwn() {
    given(receive("1", "A", 5), reserve("R1", line("A", 5)));
    takeANewSeller();
    given(receive("1", "A", 2));

    assertThat(ledger.reserve(reserve("R1", line("A", 2))).isHeld()).isTrue();
  }

  @Test
  void sellers_each_seeTheirOwnEntries() {
    given(receive("1", "A", 5), receive("2", "A", 5));
    takeANewSeller();
    given(receive("1", "A", 5));

    assertThat(ledger.entries(EntryQuery.all()).entries()).hasSize(1);
  }

  @Test
  void sellers_manyAtOnce_stayApart() {
    List<StockLedger> ledgers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      takeANewSeller();
      ledgers.add(ledger);
    }
    Together.call(32, i -> ledgers.get(i % 8).post(receive("in-" + i, "A", 1 + i % 8)).posted());

    for (int i = 0; i < 8; i++) {
      assertThat(Units.of(ledgers.get(i).position(Sku.of("A")), LocationId.MAIN))
          .isEqualTo(Units.onHand(4L * (1 + i), 0));
    }
  }
}
