package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.cancel;
import static dev.onepool.core.Commands.count;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.giveBack;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.restock;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.ship;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onepool.EffectConflictException;
import dev.onepool.EffectKey;
import dev.onepool.PostingResult.Posted;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.Sku;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.StockCommand;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How stock systems really broke over what is written down. The number in a name is the scenario's in the project's list of reported
 * incidents; {@link ScenarioListTest} says what must be there.
 */
abstract class BooksScenarios extends LedgerHarness {

  @Test
  void t04_paidButShort_isANamedShortfall() {
    given(receive("1", "A", 1), reserve("R1", line("A", 1)), sale("paid", "A", 1));

    assertThat(at("A")).isEqualTo(new Units(0, 1, 0, 1));
    assertThat(incidentKinds()).containsExactly("shortfall");
  }

  @Test
  void t05_onHandSetToZeroUnderACart_leavesAShortfallNotSilence() {
    given(receive("1", "A", 2), reserve("cart", line("A", 2)), count("1", "A", 0));

    assertThat(at("A")).isEqualTo(new Units(0, 0, 0, 2));
    assertThat(incidentKinds()).containsExactly("shortfall");
  }

  @Test
  void t09_importOfAQuantity_leavesTheReservationAlone() {
    given(receive("1", "A", 10), reserve("booking", line("A", 1)), count("import", "A", 5));

    assertThat(at("A")).isEqualTo(Units.onHand(4, 1));
  }

  @Test
  void t23_returnPageAndWebhookTogether_takeStockOnce() {
    given(receive("1", "A", 10));
    Together.call(2, i -> ledger.post(sale("O1", "A", 2)).posted());

    assertThat(at("A")).isEqualTo(Units.onHand(8, 2));
  }

  @Test
  void t24_sameEventAgainAfterTheTimeout_hasOneEffect() {
    given(receive("1", "A", 10), sale("O1", "A", 2), ship("event-7", "O1", 2));
    clock.advance(Duration.ofSeconds(35));
    given(ship("event-7", "O1", 2));

    assertThat(at("A")).isEqualTo(Units.onHand(8, 0));
  }

  @Test
  void t25_sameWebhookManyTimesInOneInstant_hasOneEffect() {
    given(receive("1", "A", 10));

    List<Posted> answers = Together.call(30, i -> ledger.post(sale("O1", "A", 2)).posted());

    assertThat(answers).containsOnly(new Posted(EffectKey.of("sale", "counter/O1/1"), lastEntry(), 1));
    assertThat(at("A")).isEqualTo(Units.onHand(8, 2));
  }

  @Test
  void t31_oneKeyWithOtherContentAtTheSameMoment_oneContentCounts() {
    List<String> answers = Together.call(12, i -> {
      try {
        ledger.post(receive("1", "A", 1 + i % 3)).posted();
        return "posted " + (1 + i % 3);
      } catch (EffectConflictException e) {
        return "conflict";
      }
    });
    List<String> posted = answers.stream().filter(answer -> !answer.equals("conflict")).distinct().toList();

    assertThat(posted).containsExactly("posted " + at("A").available());
    assertThat(answers).filteredOn("conflict"::equals).hasSize(8);
  }

  @Test
  void t31_oneReservationWithOtherContent_isAnError() {
    given(receive("1", "A", 5), reserve("cart", line("A", 1)));

    assertThatExceptionOfType(EffectConflictException.class)
        .isThrownBy(() -> ledger.reserve(reserve("cart", line("A", 2))));
    assertThat(at("A")).isEqualTo(Units.onHand(4, 1));
  }

  @Test
  void t33_cancelAfterPartialRefundWithRestock_givesBackNoMoreThanWasSold() {
    given(receive("1", "A", 100), sale("O1", "A", 1), cancel("refund", "O1", 1));

    assertThat(refused(cancel("cancel", "O1", 1)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    assertThat(at("A")).isEqualTo(Units.onHand(100, 0));
  }

  @Test
  void t34_restockAfterRestock_givesBackNoMoreThanReturned() {
    given(receive("1", "A", 100), sale("O1", "A", 2), ship("1", "O1", 2), giveBack("1", "O1", 2),
        restock("refund", "O1", 2));

    assertThat(refused(restock("delete-line", "O1", 2)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    assertThat(at("A")).isEqualTo(Units.onHand(100, 0));
  }

  @Test
  void t35_refundWithoutGoodsBack_addsNothing() {
    given(receive("1", "A", 100), sale("O1", "A", 2), ship("1", "O1", 2));

    assertThat(refused(restock("credit-memo", "O1", 2)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    assertThat(at("A")).isEqualTo(Units.onHand(98, 0));
  }

  @Test
  void t58_promiseAndGoods_leaveTogether() {
    given(receive("1", "A", 3), reserve("R1", line("A", 2)), sale("O1", "A", 1));
    given(fulfil("R1"));
    assertThat(at("A")).isEqualTo(Units.onHand(0, 1));
    given(ship("1", "O1", 1));

    assertThat(at("A")).isEqualTo(Units.NONE);
  }

  @Test
  void t58_whateverLooks_neverSeesGoodsWithoutTheirPromise() {
    given(receive("1", "A", 60));
    for (int i = 0; i < 20; i++) {
      given(reserve("R" + i, line("A", 3)));
    }
    List<Long> seen = Together.call(24, i -> {
      if (i < 20) {
        return ledger.post(fulfil("R" + i)).posted() == null ? -1L : 0L;
      }
      return ledger.position(Sku.of("A")).availableToPromise().units();
    });

    assertThat(seen).containsOnly(0L);
    assertThat(at("A")).isEqualTo(Units.NONE);
  }

  @Test
  void t60_mostLinesWithTheLongestNames_areAllHeldAndAllReleased() {
    String longest = "x".repeat(195);
    StockCommand.ReserveLine[] lines = new StockCommand.ReserveLine[Reserve.MAX_LINES];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line(longest + (10_000 + i), 1 + i % 3);
    }
    List<CompletableFuture<PostingResult>> posted = Stream.of(lines)
        .map(line -> ledger.postAsync(receive(line.sku().value(), line.sku().value(), 3)).toCompletableFuture()).toList();
    posted.forEach(one -> one.join().posted());

    given(reserve("cart", lines));
    assertThat(ledger.held(ReservationId.of("cart"))).containsExactly(lines);
    given(release("cart"));
    assertThat(ledger.held(ReservationId.of("cart"))).isEmpty();
    assertThat(ledger.audit().balancesChecked()).isEqualTo(1_000);
  }

  @Test
  void t61_afterAnything_theBalanceIsTheFoldOfTheLog() {
    long seed = System.nanoTime();
    System.out.println("t61 seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      ledger.post(anything(random, i));
    }

    Fold.of(ledger).assertMatches(ledger);
  }

  /** Returns the i-th command; it may concern an earlier one's order or reservation, or one that never was. */
  private static StockCommand anything(Random random, int i) {
    int earlier = random.nextInt(i + 1);
    int units = 1 + random.nextInt(6);
    return switch (random.nextInt(9)) {
      case 0 -> receive("c" + i, "A", units);
      case 1 -> reserve("R" + i, line("A", units));
      case 2 -> fulfil("R" + earlier);
      case 3 -> release("R" + earlier);
      case 4, 5 -> sale("O" + i, "A", units);
      case 6 -> cancel("c" + i, "O" + earlier, units);
      case 7 -> ship("c" + i, "O" + earlier, units);
      default -> adjust("c" + i, "A", units - 7);
    };
  }

  @Test
  void t67_oneLocationShort_doesNotHideTheOther() {
    given(sale("O1", "A", 4), receive("1", "A", SECOND, 3));

    assertThat(ledger.position(Sku.of("A")).availableToPromise()).isEqualTo(Quantity.of(3));
    assertThat(ledger.position(Sku.of("A")).shortfall()).isEqualTo(Quantity.of(4));
  }
}
