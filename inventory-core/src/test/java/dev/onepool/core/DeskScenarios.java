package dev.onepool.core;

import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveInsteadOf;
import static dev.onepool.core.Commands.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.LocationId;
import dev.onepool.PostingResult.Posted;
import dev.onepool.PostingResult;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How stock systems really broke where two processes write to one ledger, or two ways into it. The number in a name is the scenario's in the project's list of reported
 * incidents; {@link ScenarioListTest} says what must be there.
 */
abstract class DeskScenarios {

  private static final int LONGEST_DELAY_MILLIS = 50;

  private SellerId seller;

  /** Returns the desks that all tests of the class share. */
  abstract TwoDesks desks();

  @BeforeEach
  void takeANewSeller() {
    seller = desks().newSeller();
  }

  @AfterEach
  void theBooksAreRight() {
    desks().delay(() -> {});
    assertThat(desk(0).audit().findings()).as("findings of the audit after the test").isEmpty();
    Fold.of(desk(1)).assertMatches(desk(1));
  }

  private StockLedger desk(int number) {
    return desks().ledger(number % 2, seller);
  }

  private void given(StockCommand... commands) {
    for (StockCommand command : commands) {
      desk(0).post(command).posted();
    }
  }

  private Units at(String sku) {
    return Units.of(desk(1).position(Sku.of(sku)), LocationId.MAIN);
  }

  /** Has each transaction stop between reading and writing until another has read too, or must wait for this one. */
  private void delayUntilBothHaveRead() {
    CountDownLatch both = new CountDownLatch(2);
    desks().delay(() -> {
      both.countDown();
      try {
        if (!both.await(LONGEST_DELAY_MILLIS, TimeUnit.MILLISECONDS)) {
          both.countDown();
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });
  }

  @Test
  @Timeout(60)
  void t11_delayBetweenReadAndWrite_theLastUnitIsSoldOnce() {
    for (int round = 0; round < 10; round++) {
      String sku = "A" + round;
      String cart = "cart-" + round + "-";
      given(receive("in-" + round, sku, 1));
      assertThat(desk(1).position(Sku.of(sku)).availableToPromise().units()).isEqualTo(1);
      delayUntilBothHaveRead();

      assertThat(Together.call(2, i -> desk(i).reserve(reserve(cart + i, line(sku, 1))).isHeld()))
          .containsExactlyInAnyOrder(true, false);
      desks().delay(() -> {});
    }
  }

  @Test
  @Timeout(60)
  void t11_delayBetweenReadAndWriteOfManyCarts_noMoreThanThereIsIsGranted() {
    for (int round = 0; round < 5; round++) {
      String sku = "A" + round;
      String cart = "cart-" + round + "-";
      given(receive("in-" + round, sku, 10));
      delayUntilBothHaveRead();
      List<Boolean> held = Together.call(16, i -> desk(i).reserve(reserve(cart + i, line(sku, 1))).isHeld());

      assertThat(held).filteredOn(one -> one).hasSize(10);
      assertThat(at(sku)).isEqualTo(Units.onHand(0, 10));
    }
  }

  @Test
  @Timeout(60)
  void t11_delayBetweenReadAndWriteOfFacts_losesNone() {
    for (int round = 0; round < 10; round++) {
      String id = "d-" + round + "-";
      delayUntilBothHaveRead();
      Together.call(2, i -> desk(i).post(receive(id + i, "A", 1 + i)).posted());
    }

    assertThat(at("A")).isEqualTo(Units.onHand(30, 0));
  }

  @Test
  @Timeout(60)
  void t62_auditWhileOthersSell_findsNothing() {
    given(receive("1", "A", 1_000), receive("2", "B", 1_000));
    List<List<String>> findings = Together.call(8, i -> {
      List<String> found = new ArrayList<>();
      for (int round = 0; round < 25; round++) {
        if (i < 2) {
          found.addAll(desk(i).audit().findings());
        } else {
          desk(i).reserve(reserve("cart-" + i + "-" + round, line("A", 1), line("B", 2)));
          desk(i + 1).post(sale("O-" + i + "-" + round, "B", 1)).posted();
        }
      }
      return found;
    });

    assertThat(findings).allSatisfy(found -> assertThat(found).isEmpty());
  }

  @Test
  @Timeout(60)
  void t63_claimingAndReleasingInCrossedOrder_neverDeadlocksAndIsNeverAnError() {
    given(receive("1", "A", 200), receive("2", "B", 200));
    for (int i = 0; i < 40; i++) {
      given(reserve("old-" + i, line("A", 1), line("B", 1)));
    }
    List<PostingResult> answers = Together.call(80, i -> desk(i / 2).post(switch (i % 4) {
      case 0 -> release("old-" + i / 2);
      case 1 -> fulfil("old-" + i / 2);
      case 2 -> reserve("new-" + i, line("B", 1), line("A", 1));
      default -> reserveInsteadOf("old-" + i / 2, "new-" + i, line("A", 2), line("B", 1));
    }));

    assertThat(answers).hasSize(80).filteredOn(Posted.class::isInstance).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  @Timeout(60)
  void t64_bulksInOppositeOrder_neverBlockEachOther() {
    Together.call(8, i -> {
      List<CompletableFuture<PostingResult>> posted = new ArrayList<>();
      for (int n = 0; n < 40; n++) {
        String sku = "item-" + (i % 2 == 0 ? n : 39 - n);
        posted.add(desk(i).postAsync(receive(i + "-" + n, sku, 1)).toCompletableFuture());
        posted.add(desk(i).postAsync(sale("O-" + i + "-" + n, sku, 1)).toCompletableFuture());
      }
      posted.forEach(one -> one.join().posted());
      return i;
    });

    for (int n = 0; n < 40; n++) {
      assertThat(at("item-" + n)).isEqualTo(Units.onHand(0, 8));
    }
  }
}
