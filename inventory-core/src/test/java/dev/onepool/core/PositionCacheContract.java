package dev.onepool.core;

import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.Guarantee;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockLedger;
import dev.onepool.core.internal.commit.CoreStockLedger;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.Rules;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How old a remembered position may be, in every store. */
abstract class PositionCacheContract {

  private static final Sku SKU = Sku.of("A");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private StockLedger ledger;
  private StockLedger elsewhere;
  private GroupCommit otherCommit;

  /** Returns the parts that all tests of the class share. */
  abstract RoomExtension room();

  @BeforeEach
  void shareOneStore() {
    SellerId seller = room().newSeller();
    ledger = room().ledger(seller);
    // Another engine on the same store, which this one hears nothing of.
    otherCommit = new GroupCommit(room().store(), new Decider(Guarantee.rights(), Rules.SOUND), room().clock());
    elsewhere = new CoreStockLedger(seller, otherCommit, room().store(), Guarantee.rights());
    ledger.post(receive("1", "A", 5)).posted();
  }

  @AfterEach
  void closeTheOther() {
    otherCommit.close();
  }

  private long remembered() {
    return ledger.position(SKU, MINUTE).available().units();
  }

  @Test
  void position_ownWrite_isInItAtOnce() {
    remembered();
    ledger.post(receive("2", "A", 1)).posted();

    assertThat(remembered()).isEqualTo(6);
  }

  @Test
  void position_writeOfAnother_isInItAfterMaxAge() {
    remembered();
    elsewhere.post(receive("2", "A", 1)).posted();

    assertThat(remembered()).as("within the time").isEqualTo(5);
    room().clock().advance(MINUTE);
    assertThat(remembered()).as("when it is over").isEqualTo(6);
  }

  @Test
  void position_withoutAnAge_isAlwaysFresh() {
    remembered();
    elsewhere.post(receive("2", "A", 1)).posted();

    assertThat(ledger.position(SKU).available().units()).isEqualTo(6);
    assertThat(ledger.position(SKU, Duration.ZERO).available().units()).isEqualTo(6);
  }

  @Test
  void position_shorterAgeThanBefore_isNewEnough() {
    remembered();
    elsewhere.post(receive("2", "A", 1)).posted();
    room().clock().advance(Duration.ofSeconds(10));

    assertThat(ledger.position(SKU, Duration.ofSeconds(10)).available().units()).isEqualTo(6);
  }

  @Test
  void position_clockSetBack_isReadAgain() {
    remembered();
    elsewhere.post(receive("2", "A", 1)).posted();
    room().clock().setBack(Duration.ofSeconds(1));

    assertThat(remembered()).isEqualTo(6);
    room().clock().advance(Duration.ofSeconds(1));
  }

  @Test
  void position_negativeAge_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ledger.position(SKU, Duration.ofNanos(-1)));
  }

  @Test
  void reserve_whatOnlyARememberedPositionHas_isRefused() {
    remembered();
    elsewhere.reserve(reserve("R1", line("A", 5)));

    assertThat(remembered()).as("what is shown").isEqualTo(5);
    assertThat(ledger.reserve(reserve("R2", line("A", 1))).isHeld()).isFalse();
  }
}
