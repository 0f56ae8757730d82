package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.cancel;
import static dev.onepool.core.Commands.confirm;
import static dev.onepool.core.Commands.count;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Snapshots.complete;
import static dev.onepool.core.Snapshots.counts;
import static dev.onepool.core.Snapshots.ordered;
import static dev.onepool.core.Snapshots.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EntryCause;
import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.Shortfall;
import dev.onepool.Shortfall.Cause;
import dev.onepool.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store's ledger says of units that are promised and not there. */
abstract class ShortfallContract extends OrderHarness {

  private Instant now() {
    return room().clock().instant();
  }

  private Instant pass() {
    room().clock().advance(Duration.ofMinutes(1));
    return now();
  }

  private Cause cause(EntryCause kind, String subject, long units) {
    return new Cause(now(), kind, subject, Quantity.of(units));
  }

  private Shortfall only() {
    assertThat(ledger.shortfalls()).hasSize(1);
    return ledger.shortfalls().get(0);
  }

  @Test
  void shortfalls_nothingShort_areNone() {
    given(receive("1", "A", 3), sale("O1", "A", 3));

    assertThat(ledger.shortfalls()).isEmpty();
  }

  @Test
  void sale_beyondStock_opensAShortfall() {
    given(receive("1", "A", 3), sale("O1", "A", 5));

    assertThat(only()).isEqualTo(new Shortfall(Sku.of("A"), LocationId.MAIN, Quantity.of(2), now(),
        List.of(cause(EntryCause.SALE, "counter/O1/1", 2))));
  }

  @Test
  void channelsOrder_beyondStock_isNamedAsTheCause() {
    given(receive("1", "A", 3));
    given(map("LA", part("A", 1)), complete("O1", 1, ordered("1", "LA", 5)));

    assertThat(only().causes()).containsExactly(cause(EntryCause.SALE, "shop/O1/1", 2));
  }

  @Test
  void adjustment_belowWhatIsPromised_isNamedAsTheCause() {
    given(receive("1", "A", 3), reserve("R1", line("A", 3)), adjust("7", "A", -1));

    assertThat(only().causes()).containsExactly(cause(EntryCause.ADJUSTMENT, "adjust/7", 1));
  }

  @Test
  void count_belowWhatIsPromised_isNamedAsTheCause() {
    given(receive("1", "A", 3), reserve("R1", line("A", 3)), count("7", "A", 1));

    assertThat(only().causes()).containsExactly(cause(EntryCause.COUNT, "count/7", 2));
  }

  @Test
  void lateConfirmation_ofWhatIsGone_isNamedAsTheCause() {
    given(receive("1", "A", 3), reserve("R1", line("A", 3)), release("R1"), reserve("R2", line("A", 2)), confirm("R1"));

    assertThat(only().causes()).containsExactly(cause(EntryCause.RESERVATION, "confirm/R1", 2));
  }

  @Test
  void voidedShipment_ofUnitsThatWereFound_isNamedAsTheCause() {
    given(map("LA", part("A", 1)), complete("O1", 1, shipped("1", "LA", 2)));
    assertThat(ledger.shortfalls()).isEmpty();

    given(complete("O1", 2, ordered("1", "LA", 2)));
    assertThat(only().causes()).containsExactly(cause(EntryCause.SHIPMENT_VOIDED, "shop/O1/1", 2));
  }

  @Test
  void voidedRestock_ofUnitsThatArePromised_isNamedAsTheCause() {
    given(receive("1", "A", 2));
    given(map("LA", part("A", 1)), complete("O1", 1, counts("1", "LA", 2, 0, 2, 2, 2)));
    given(reserve("R1", line("A", 2)));
    given(complete("O1", 2, counts("1", "LA", 2, 0, 2, 2, 1)));

    assertThat(only().causes()).containsExactly(cause(EntryCause.RESTOCK_VOIDED, "shop/O1/1", 1));
  }

  @Test
  void shortfall_growing_keepsItsBeginningAndNamesBothCauses() {
    given(sale("O1", "A", 2));
    Instant opened = now();
    Cause first = cause(EntryCause.SALE, "counter/O1/1", 2);
    pass();
    given(sale("O2", "A", 1));

    assertThat(only()).isEqualTo(new Shortfall(Sku.of("A"), LocationId.MAIN, Quantity.of(3), opened,
        List.of(first, cause(EntryCause.SALE, "counter/O2/1", 1))));
  }

  @Test
  void shortfall_shrinking_staysOpen() {
    given(sale("O1", "A", 3));
    Instant opened = now();
    pass();
    given(receive("1", "A", 1), cancel("1", "O1", 1));

    assertThat(only().units()).isEqualTo(Quantity.of(1));
    assertThat(only().since()).isEqualTo(opened);
    assertThat(only().causes()).hasSize(1);
  }

  @Test
  void shortfall_filled_isClosed() {
    given(sale("O1", "A", 3), receive("1", "A", 3));

    assertThat(ledger.shortfalls()).isEmpty();
  }

  @Test
  void shortfall_afterOneThatWasClosed_beginsAnew() {
    given(sale("O1", "A", 3), receive("1", "A", 3));
    pass();
    given(sale("O2", "A", 1));

    assertThat(only().since()).isEqualTo(now());
    assertThat(only().causes()).containsExactly(cause(EntryCause.SALE, "counter/O2/1", 1));
  }

  @Test
  void shortfall_closedAndOpenedInOneBatch_beginsAnew() {
    given(sale("O1", "A", 3));
    pass();
    List<CompletionStage<PostingResult>> posted = Stream.of(receive("1", "A", 3), sale("O2", "A", 1))
        .map(ledger::postAsync).toList();
    posted.forEach(stage -> stage.toCompletableFuture().join().posted());

    assertThat(only().since()).isEqualTo(now());
    assertThat(only().causes()).containsExactly(cause(EntryCause.SALE, "counter/O2/1", 1));
  }

  @Test
  void shortfall_withinOneDecisionOnly_isNone() {
    given(map("LA", part("A", 1)), complete("O1", 1, shipped("1", "LA", 2)));

    assertThat(ledger.shortfalls()).isEmpty();
  }

  @Test
  void causes_moreThanAreKept_areTheNewest() {
    for (int i = 1; i <= Shortfall.MAX_CAUSES + 2; i++) {
      given(sale("O" + i, "A", 1));
    }

    assertThat(only().units()).isEqualTo(Quantity.of(22));
    assertThat(only().causes()).hasSize(20)
        .startsWith(cause(EntryCause.SALE, "counter/O3/1", 1)).endsWith(cause(EntryCause.SALE, "counter/O22/1", 1));
  }

  @Test
  void shortfalls_several_areLongestOpenFirst() {
    given(sale("O1", "B", 1));
    pass();
    given(sale("O2", "A", 1));
    pass();
    given(sale("O3", "A", SECOND, 1));

    assertThat(ledger.shortfalls()).extracting(open -> open.sku() + " at " + open.location())
        .containsExactly("B at main", "A at main", "A at second");
  }
}
